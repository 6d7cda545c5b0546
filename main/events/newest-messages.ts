// Finds the newest message of each person, past any number of forged ones. A forged message is seen in the thread, but it
// speaks for nobody: it neither moves a person up nor opens a window. No index knows what is forged, and following the
// index from message to message costs a jump each; so behind many forgeries the log itself is read, newest first.
import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import type { Columns } from "./event-rows.ts";
import { copies, firstMessages, isSound } from "./message-copies.ts";
import { EVENTS_BY_MESSAGE } from "./message-index.ts";

/** The newest messages of one person with one Page, by the id of their first delivery. */
export interface NewestMessages {
  /** The newest sound one; where there is none, the newest of all. */
  readonly last: number;
  readonly isSound: boolean;
  /** The newest sound one by the person; null = there is none. */
  readonly inbound: number | null;
}

/** Which events `e` to look at. */
export interface EventLimits {
  readonly sql: string;
  readonly values: readonly SQLInputValue[];
}

interface Found {
  readonly key: string;
  readonly psid: string;
  /** First deliveries of the newest messages, forged or not; 0 = none. */
  readonly inbound: number;
  readonly reply: number;
}

/** Up to so many messages are followed through the index. */
const FEW = 10_000;
const ROWS_AT_ONCE = 256;
const GROWTH = 4;

/**
 * The people of these events: those who said something sound first, most recent first. Nearly always the newest messages
 * decide; only as many people are looked at closely as it takes.
 */
export function findNewestMessages(
  database: DatabaseSync,
  limits: EventLimits,
  limit: number,
): NewestMessages[] {
  const heads = findHeads(database, limits);
  const sound: NewestMessages[] = [];
  const forged: NewestMessages[] = [];
  let from = 0;
  for (let size = limit; from < heads.length; size *= GROWTH) {
    const people = findPeople(database, heads.slice(from, from + size));
    const inbounds = findSoundInbounds(database, limits, people);
    for (const person of people) {
      const inbound = inbounds.get(person.key) ?? null;
      const last = Math.max(inbound ?? 0, person.reply);
      if (last > 0) sound.push({ last, isSound: true, inbound });
      else forged.push({ last: person.inbound, isSound: false, inbound });
    }
    sound.sort((a, b) => b.last - a.last);
    from += size;
    if ((sound[limit - 1]?.last ?? 0) > (heads[from] ?? 0)) break;
  }
  return [...sound, ...forged].slice(0, limit);
}

/** The newest message of each person, forged or not, newest first. As one text: there may be many thousands. */
function findHeads(database: DatabaseSync, { sql, values }: EventLimits): number[] {
  const found = database
    .prepare(
      `SELECT json_group_array(id) AS ids FROM (SELECT max(e.id) AS id FROM events e
         WHERE e.psid IS NOT NULL AND e.page_id IS NOT NULL AND ${sql} AND ${firstMessages("e")}
         GROUP BY e.psid, e.page_id, e.workspace_id ORDER BY id DESC)`,
    )
    .get(...values);
  // Made just now, of ids.
  return JSON.parse(String(found?.["ids"])) as number[];
}

function findPeople(database: DatabaseSync, heads: readonly number[]): Found[] {
  return database
    .prepare(
      `SELECT e.psid, e.page_id, e.workspace_id, ${newestOf("inbound")} AS inbound, ${newestOf("reply")} AS reply
       FROM json_each(?) h CROSS JOIN events e ON e.id = h.value`,
    )
    .all(JSON.stringify(heads))
    .map((columns) => ({
      key: keyOf(columns),
      psid: String(columns["psid"]),
      inbound: Number(columns["inbound"] ?? 0),
      reply: Number(columns["reply"] ?? 0),
    }));
}

/** The newest message of a kind, by the person of `e`. */
function newestOf(kind: "inbound" | "reply"): string {
  return `(SELECT max(i.id) FROM events i WHERE i.psid = e.psid AND i.page_id = e.page_id
    AND i.workspace_id IS e.workspace_id AND ${firstMessages("i")} AND i.kind = '${kind}')`;
}

/** By the key of a person, the newest sound message of theirs; no entry where there is none. */
function findSoundInbounds(
  database: DatabaseSync,
  limits: EventLimits,
  people: readonly Found[],
): Map<string, number> {
  const writers = people.filter(({ inbound }) => inbound > 0);
  const soundIds = new Set(
    database
      .prepare(`SELECT e.id FROM json_each(?) h CROSS JOIN events e ON e.id = h.value WHERE ${isSound("e")}`)
      .all(JSON.stringify(writers.map(({ inbound }) => inbound)))
      .map(({ id }) => Number(id)),
  );
  const found = new Map<string, number>();
  const contested: Found[] = [];
  for (const person of writers) {
    if (soundIds.has(person.inbound)) found.set(person.key, person.inbound);
    else contested.push(person);
  }
  if (areFew(database, contested)) followIndex(database, contested, found);
  else readLog(database, limits, contested, found);
  return found;
}

/** Whether all messages of these people are few. */
function areFew(database: DatabaseSync, people: readonly Found[]): boolean {
  const messages = database
    .prepare(
      `SELECT count(*) AS n FROM (SELECT 1 FROM json_each(?) h CROSS JOIN events e ON e.id = h.value
         JOIN events i ON i.psid = e.psid AND i.page_id = e.page_id AND i.workspace_id IS e.workspace_id
           AND ${firstMessages("i")} AND i.kind = 'inbound' LIMIT ${FEW + 1})`,
    )
    .get(JSON.stringify(people.map(({ inbound }) => inbound)));
  return Number(messages?.["n"] ?? 0) <= FEW;
}

function followIndex(database: DatabaseSync, people: readonly Found[], found: Map<string, number>): void {
  const newest = database.prepare(
    `SELECT i.id FROM events e JOIN events i ON i.psid = e.psid AND i.page_id = e.page_id
       AND i.workspace_id IS e.workspace_id AND ${firstMessages("i")} AND i.kind = 'inbound' AND ${isSound("i")}
     WHERE e.id = ? ORDER BY i.id DESC LIMIT 1`,
  );
  for (const { key, inbound } of people) {
    const id = newest.get(inbound)?.["id"];
    if (id !== undefined) found.set(key, Number(id));
  }
}

/** Reads the log backwards until each of these people has a sound message, or it ends. */
function readLog(
  database: DatabaseSync,
  { sql, values }: EventLimits,
  people: readonly Found[],
  found: Map<string, number>,
): void {
  const page = database.prepare(
    `SELECT e.id, e.psid, e.page_id, e.workspace_id, e.attempt FROM events e NOT INDEXED
     WHERE e.kind = 'inbound' AND e.signature_state IS NOT 'bad' AND e.id < ? AND ${sql}
       AND +e.psid IN (SELECT value FROM json_each(?))
     ORDER BY e.id DESC LIMIT ${ROWS_AT_ONCE}`,
  );
  const first = database.prepare(
    `SELECT g.id FROM events e JOIN ${EVENTS_BY_MESSAGE} g ON ${copies("g", "e")} WHERE e.id = ? AND g.attempt = 1`,
  );
  const open = new Map(people.map(({ key, psid }) => [key, psid]));
  let before = Number.MAX_SAFE_INTEGER;
  while (open.size > 0) {
    const rows = page.all(before, ...values, JSON.stringify([...new Set(open.values())]));
    for (const row of rows) {
      const key = keyOf(row);
      before = Number(row["id"]);
      if (!open.has(key)) continue;
      // A later delivery may be of a message older than those that are still to come.
      const slot = row["attempt"] === 1 ? before : Number(first.get(before)?.["id"] ?? 0);
      found.set(key, Math.max(found.get(key) ?? 0, slot));
      if (slot === before) open.delete(key);
    }
    if (rows.length < ROWS_AT_ONCE) return;
    for (const key of open.keys()) if ((found.get(key) ?? 0) >= before) open.delete(key);
  }
}

function keyOf({ psid, page_id: pageId, workspace_id: workspace }: Columns): string {
  return JSON.stringify([psid, pageId, workspace]);
}
