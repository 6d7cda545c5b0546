import { copyFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { setImmediate as nextTurn } from "node:timers/promises";
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LONGEST_RUN } from "../../../../main/events/answer-runs.ts";
import { createEventLogReader, type StreamRequest } from "../../../../main/events/event-log-reader.ts";
import { openDatabase } from "../../../../main/events/database.ts";
import { EventId, PageId, Psid, WorkspaceId } from "../../../../preload/contract/ids.ts";
import type { EventPage, EventPageQuery, Headers } from "../../../../preload/contract/event.ts";
import type { EventAnswer } from "../../../../main/events/new-event.ts";
import { newEvent, type EventParts } from "../../../fakes/new-event.ts";
import { GONE_WORKSPACE, openTestStore, type TestStore } from "../../../fakes/store.ts";

const W1 = WorkspaceId.parse("w1");

let test: TestStore;

beforeEach(() => {
  test = openTestStore();
});
afterEach(() => test.remove());

/** Appends one after another, so that their order is plain. */
async function append(...all: readonly EventParts[]): Promise<EventId[]> {
  const ids: EventId[] = [];
  for (const parts of all) ids.push((await test.store.append(newEvent(parts))).id);
  return ids;
}

/** As the listener gives it nearly always. */
const ORDINARY: EventAnswer = {
  status: 200,
  durationMs: 0.8,
  headers: { "content-length": "0" },
  body: null,
  timings: { readBodyMs: 0.1, verifyMs: 0.05, storeMs: 0.5, answerMs: 0.15 },
  sent: true,
};

function answer(parts: Partial<EventAnswer> = {}): EventAnswer {
  return { ...ORDINARY, ...parts };
}

function page(query: string, more: Partial<EventPageQuery> = {}): Promise<EventPage> {
  return test.store.page({ workspace: W1, query, upToId: null, offset: 0, limit: 200, ...more });
}

async function idsOf(query: string): Promise<number[]> {
  const { rows, total } = await page(query);
  expect(total).toBe(rows.length);
  return rows.map(({ id }) => id);
}

describe("appending", () => {
  it("gives growing ids and reads back what was written", async () => {
    const event = newEvent({
      text: "Grüße 👋",
      error: { code: "1340", title: "Outside", detail: "…" },
      usage: { currency: "EUR", price: "0.0333" },
      clientRef: "ref",
      body: '{"a":1}',
    });

    const row = await test.store.append(event);

    expect(row).toMatchObject({
      id: 1,
      text: "Grüße 👋",
      workspaceName: "Workspace w1",
      attempt: 1,
      answer: null,
    });
    expect(test.store.row(row.id)).toEqual(row);
    expect(test.store.get(row.id)).toMatchObject({
      error: { code: "1340", title: "Outside", detail: "…" },
      usage: { currency: "EUR", price: "0.0333" },
      raw: '{"a":1}',
      response: null,
    });
  });

  it.each([
    { code: "", title: "Rejected", detail: null },
    { code: "", title: null, detail: null },
  ])("keeps an error without a code: %j", async (error) => {
    const row = await test.store.append(newEvent({ kind: "status", status: "rejected", error }));

    expect(test.store.row(row.id)).toEqual(row);
    expect(row.error).toEqual(error);
  });

  it("reads an error that was stored without a code as one with an empty code", async () => {
    const error = { code: "", title: "Rejected", detail: "no" };
    const { id } = await test.store.append(newEvent({ kind: "status", status: "rejected", error }));
    test.database.exec("UPDATE events SET error_code = NULL");

    expect(test.store.get(id)?.error).toEqual(error);
    expect((await page("is:problem")).rows.map((row) => row.error)).toEqual([error]);
  });

  it("commits what waits together, in order of arrival", async () => {
    const rows = await Promise.all(
      Array.from({ length: 100 }, (_, index) => test.store.append(newEvent({ text: `${index}` }))),
    );

    expect(rows.map(({ id, text }) => [id, text])).toEqual(
      Array.from({ length: 100 }, (_, index) => [index + 1, `${index}`]),
    );
    expect(rows.at(-1)?.attempt).toBe(100);
  });

  it("waits for callers as long as one more keeps coming, and commits them together", async () => {
    test.store.expectCallers(8);
    let stored = 0;
    const appended: Promise<unknown>[] = [];
    for (let count = 0; count < 7; count++) {
      appended.push(test.store.append(newEvent()).then(() => (stored += 1)));
      test.clock.advance(0.2);
      // oxlint-disable-next-line no-await-in-loop -- one comes in each turn of the event loop
      await nextTurn();
    }
    expect(stored).toBe(0);

    test.clock.advance(0.2);
    await Promise.all(appended);

    expect(stored).toBe(7);
  });

  it("counts attempts by kind, message, status and workspace, also after a restart", async () => {
    await append(
      {},
      {},
      { kind: "status", status: "read" },
      { kind: "status", status: "delivered" },
      { workspace: "w2" },
    );
    await test.store.close();
    const again = openTestStore({ file: test.file });

    const row = await again.store.append(newEvent());
    const other = await again.store.append(newEvent({ messageUuid: null }));

    expect([row.id, row.attempt, other.attempt]).toEqual([6, 3, 1]);
    await again.remove();
  });

  it("counts the statuses of one message apart, and counts on where one comes again", async () => {
    const words = ["submitted", "delivered", "read", "delivered"];
    const statuses = words.map((status) => newEvent({ kind: "status", status }));

    const rows = await Promise.all(statuses.map((status) => test.store.append(status)));

    expect(rows.map(({ attempt }) => attempt)).toEqual([1, 1, 1, 2]);
  });

  it("counts no delivery that was not stored", async () => {
    limitPages(1);
    await expect(test.store.append(newEvent({ body: "x".repeat(500_000) }))).rejects.toMatchObject({
      code: "STORE_WRITE_FAILED",
    });
    limitPages(1_000_000);

    expect((await test.store.append(newEvent())).attempt).toBe(1);
  });

  it("begins anew to count in a workspace whose events were removed, and in no other", async () => {
    await append({}, {}, { workspace: "w2" });
    await test.store.removeWorkspaceEvents(W1);

    const own = await test.store.append(newEvent());
    const other = await test.store.append(newEvent({ workspace: "w2" }));

    expect([own.attempt, other.attempt]).toEqual([1, 2]);
  });

  it("never uses an id twice, even after events were removed", async () => {
    await append({}, {}, {});
    await test.store.removeWorkspaceEvents(W1);
    await test.store.close();
    const again = openTestStore({ file: test.file });

    const row = await again.store.append(newEvent());

    expect([row.id, row.attempt]).toEqual([4, 1]);
    await again.remove();
  });

  it("refuses in words while its file is not at its path, and works again once it is", async () => {
    const aside = `${test.file}.aside`;
    const refusal = {
      code: "STORE_MOVED",
      details: { file: "hookline.db" },
    };
    await append({});

    renameSync(test.file, aside);
    test.clock.advance(1_000);
    await expect(append({})).rejects.toMatchObject(refusal);
    writeFileSync(test.file, "another");
    test.clock.advance(1_000);
    await expect(append({})).rejects.toMatchObject(refusal);
    renameSync(aside, test.file);
    test.clock.advance(1_000);

    expect(await append({})).toEqual([2]);
  });

  it("says in the log once why it cannot write, and again when it could meanwhile", async () => {
    const logged = (): number => test.log.lines.filter(({ event }) => event === "store.commit").length;
    const refused = (code = "STORE_WRITE_FAILED"): Promise<unknown> =>
      expect(test.store.append(newEvent({ body: "x".repeat(500_000) }))).rejects.toMatchObject({ code });
    limitPages(1);
    await refused();
    await refused();
    const once = logged();
    limitPages(1_000_000);
    await append({});
    limitPages(1);
    await refused();
    const twice = logged();
    renameSync(test.file, `${test.file}.aside`);
    test.clock.advance(1_000);
    await refused("STORE_MOVED");
    await refused("STORE_MOVED");

    expect([once, twice, logged()]).toEqual([1, 2, 3]);
  });

  it("acknowledges nothing from the fiftieth of a second on after its file was moved", async () => {
    await append({});

    renameSync(test.file, `${test.file}.aside`);
    test.clock.advance(20);

    await expect(append({})).rejects.toMatchObject({ code: "STORE_MOVED" });
  });

  it("refuses in words while its write-ahead log is not at its path: with a crash all of it would be gone", async () => {
    const log = `${test.file}-wal`;
    await append({});
    test.clock.advance(1_000);
    await append({});

    renameSync(log, `${log}.aside`);
    test.clock.advance(1_000);
    await expect(append({})).rejects.toMatchObject({
      code: "STORE_MOVED",
      details: { file: "hookline.db-wal" },
    });
    renameSync(`${log}.aside`, log);
    test.clock.advance(1_000);

    expect(await append({})).toEqual([3]);
  });

  it("takes a webhook while a workspace's events are removed part by part, and removes it with them", async () => {
    for (let group = 0; group < 4; group += 1) {
      // oxlint-disable-next-line no-await-in-loop -- a group is one commit
      await append(...Array.from({ length: 200 }, (_, index) => ({ messageUuid: `${group} ${index}` })));
    }
    await test.store.counts(null);
    let isOver = false;
    const removal = test.store.removeWorkspaceEvents(W1).then(() => (isOver = true));
    const counted = (await test.store.counts(W1)).all;

    const [own, other] = await Promise.all([
      test.store.append(newEvent()),
      test.store.append(newEvent({ workspace: "w2" })),
    ]);
    const wasOver = isOver;
    await removal;

    expect([counted, wasOver, own.id, other.id]).toEqual([0, false, 801, 802]);
    const left = test.database.prepare("SELECT id FROM events").all();
    expect([left, (await test.store.counts(null)).all]).toEqual([[{ id: 802 }], 1]);
    expect(test.database.prepare("SELECT count(*) AS n FROM requests").get()).toEqual({ n: 1 });
  });

  it("writes into the file in small steps while it removes, and as before afterwards", async () => {
    const steps = (): unknown => test.database.prepare("PRAGMA wal_autocheckpoint").get();
    const before = steps();
    await append(...Array.from({ length: 300 }, (_, index) => ({ messageUuid: `${index}` })));

    const removal = test.store.removeWorkspaceEvents(W1);
    const meanwhile = steps();
    await removal;

    expect([before, meanwhile, steps()]).toEqual([
      { wal_autocheckpoint: 8_000 },
      { wal_autocheckpoint: 1_000 },
      { wal_autocheckpoint: 8_000 },
    ]);
  });

  it("gives all the room of what was removed back to the disk", async () => {
    const pages = (): number => Number(test.database.prepare("PRAGMA page_count").get()?.["page_count"]);
    await append({ workspace: "w2" });
    const before = pages();
    const body = "x".repeat(20_000);
    await Promise.all(Array.from({ length: 500 }, () => test.store.append(newEvent({ body }))));
    const full = pages();

    await test.store.removeWorkspaceEvents(W1);

    expect(full).toBeGreaterThan(before + 2_000);
    expect(pages()).toBeLessThan(before + 10);
  });

  it("removes with a workspace's events what waits to be written", async () => {
    const waiting = test.store.append(newEvent());

    await test.store.removeWorkspaceEvents(W1);

    expect((await waiting).id).toBe(1);
    expect(test.database.prepare("SELECT count(*) AS n FROM events").get()).toEqual({ n: 0 });
  });

  it("leaves a removal that was cut off to be called again", async () => {
    await append(...Array.from({ length: 600 }, (_, index) => ({ messageUuid: `${index}` })));
    const removal = test.store.removeWorkspaceEvents(W1);
    const [outcome] = await Promise.allSettled([removal, test.store.close()]);
    const again = openTestStore({ file: test.file });
    const left = (await again.store.counts(W1)).all;
    await again.store.removeWorkspaceEvents(W1);

    expect(outcome).toMatchObject({ status: "rejected", reason: { code: "STORE_WRITE_FAILED" } });
    expect([left, (await again.store.counts(W1)).all]).toEqual([350, 0]);
    await again.remove();
  });

  it("refuses in words while the disk refuses, takes nothing back, and works again afterwards", async () => {
    await append({});
    limitPages(1);

    const refused = test.store.append(newEvent({ body: "x".repeat(500_000) }));

    await expect(refused).rejects.toMatchObject({
      code: "STORE_WRITE_FAILED",
      details: { reason: expect.stringContaining("full") },
    });
    limitPages(1_000_000);
    const row = await test.store.append(newEvent());
    expect([row.id, row.attempt]).toEqual([2, 2]);
    expect((await page("")).total).toBe(2);
  });

  it("does not let one event that SQLite refuses fail its neighbours", async () => {
    const settled = await Promise.allSettled([
      test.store.append(newEvent({ text: "before" })),
      // The type forbids it; the database must too.
      test.store.append({ ...newEvent(), receivedAt: "never" as unknown as number }),
      test.store.append(newEvent({ text: "after" })),
    ]);

    expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect((await page("")).rows.map(({ id, text }) => [id, text])).toEqual([
      [2, "after"],
      [1, "before"],
    ]);
  });

  it("refuses after closing", async () => {
    await test.store.close();

    await expect(test.store.append(newEvent())).rejects.toMatchObject({ code: "STORE_WRITE_FAILED" });
  });

  it("writes what waits when it closes", async () => {
    const waiting = test.store.append(newEvent());
    await test.store.close();

    expect((await waiting).id).toBe(1);
  });
});

describe("trying whether it can write", () => {
  it("writes, and leaves nothing of it: no event, and no number that is given", async () => {
    await append({});
    const before = logBytes();

    test.store.tryWrite();

    expect(logBytes()).toBeGreaterThan(before);
    expect((await page("")).total).toBe(1);
    expect(test.database.prepare("SELECT count(*) AS n FROM requests").get()).toEqual({ n: 1 });
    expect(await append({})).toEqual([2]);
  });

  it("fails for want of room, for a file that was moved, and as long as that lasts", async () => {
    const full = { code: "STORE_WRITE_FAILED", details: { reason: expect.stringContaining("full") } };
    const moved = {
      code: "STORE_MOVED",
      details: { file: "hookline.db" },
    };
    await append({});
    limitPages(1);

    expect(() => test.store.tryWrite()).toThrow(expect.objectContaining(full));
    expect(() => test.store.tryWrite()).toThrow(expect.objectContaining(full));
    limitPages(1_000_000);
    test.store.tryWrite();
    renameSync(test.file, `${test.file}.aside`);
    test.clock.advance(1_000);
    expect(() => test.store.tryWrite()).toThrow(expect.objectContaining(moved));
    renameSync(`${test.file}.aside`, test.file);
    test.clock.advance(1_000);
    test.store.tryWrite();
    expect(await append({})).toEqual([2]);
  });

  it("makes a refusal after it news, also one for the same reason as before", async () => {
    const logged = (): number => test.log.lines.filter(({ event }) => event === "store.commit").length;
    const refused = (code = "STORE_WRITE_FAILED"): Promise<unknown> =>
      expect(test.store.append(newEvent({ body: "x".repeat(500_000) }))).rejects.toMatchObject({ code });
    limitPages(1);
    await refused();
    limitPages(1_000_000);
    test.store.tryWrite();
    limitPages(1);

    await refused();

    expect(logged()).toBe(2);
  });

  it("waits for no other program that holds the file, and an event waits as before", async () => {
    const timeout = (): unknown => test.database.prepare("PRAGMA busy_timeout").get();
    const other = new DatabaseSync(test.file);
    other.exec("BEGIN IMMEDIATE");
    const locked = { code: "STORE_LOCKED", details: { file: "hookline.db" } };

    const startedAt = performance.now();
    expect(() => test.store.tryWrite()).toThrow(expect.objectContaining(locked));
    const tookMs = performance.now() - startedAt;
    const waits = timeout();
    test.database.exec("PRAGMA busy_timeout = 1");
    await expect(test.store.append(newEvent())).rejects.toMatchObject(locked);
    other.exec("ROLLBACK");
    other.close();
    test.store.tryWrite();

    expect(tookMs).toBeLessThan(1_000);
    expect([waits, timeout()]).toEqual([{ timeout: 5_000 }, { timeout: 1 }]);
    expect(await append({})).toEqual([1]);
  });

  it("fails once the store is closed", async () => {
    await test.store.close();

    expect(() => test.store.tryWrite()).toThrow(/STORE_WRITE_FAILED/);
  });
});

/** Makes the disk "full" for the store's own connection (never less than it has): SQLite refuses as on a full disk. */
function limitPages(pages: number): void {
  test.database.exec(`PRAGMA max_page_count = ${pages}`);
}

function logBytes(): number {
  return statSync(`${test.file}-wal`).size;
}

/** Ids of the events that are in the index of message ids. */
function indexed(): number[] {
  return test.database
    .prepare("SELECT event_id FROM message_index ORDER BY event_id")
    .all()
    .map(({ event_id: id }) => Number(id));
}

function uuidOf(index: number): string {
  return String(index).padStart(36, "0");
}

describe("the index of message ids", () => {
  it("is written a moment after the events without anybody reading, and before closing", async () => {
    await append({}, { messageUuid: null }, { kind: "status", status: "read" });
    expect(indexed()).toEqual([]);
    test.clock.advance(100);
    expect(indexed()).toEqual([1, 3]);

    await append({});
    await test.store.close();
    const again = openTestStore({ file: test.file });
    const events = again.database.prepare("SELECT event_id FROM message_index ORDER BY event_id").all();
    await again.remove();

    expect(events.map(({ event_id: id }) => id)).toEqual([1, 3, 4]);
  });

  it("is written along with the events once it is far behind", async () => {
    await Promise.all(Array.from({ length: 256 }, () => test.store.append(newEvent())));
    expect(indexed()).toEqual([]);

    await append({});

    expect(indexed()).toHaveLength(257);
  });

  it("is written before anybody reads", async () => {
    const [message = EventId.parse(1)] = await append({}, { kind: "status", status: "read" });

    expect(test.store.related(message)).toEqual([1, 2]);
  });

  it("is made good where a Hookline was killed before it was written", async () => {
    await append({}, {}, { kind: "status", status: "read" });
    const copy = `${test.file}-of-the-killed`;
    copyFileSync(test.file, copy);
    copyFileSync(`${test.file}-wal`, `${copy}-wal`);
    const killed = openTestStore({ file: copy });

    const retry = await killed.store.append(newEvent());
    const related = killed.store.related(retry.id);
    await killed.remove();

    expect(indexed()).toEqual([]);
    expect([retry.attempt, related]).toEqual([3, [1, 2, 3, 4]]);
  });

  it("lacks nothing that a reader beside the store asks for by its id", async () => {
    await append({ messageUuid: "a" }, { messageUuid: "b" });
    test.clock.advance(100);
    await append({ messageUuid: "a" });
    const database = openDatabase(test.file, { mode: "reader" });
    const reader = createEventLogReader({ database, clock: test.clock, workspaceName: () => null });

    const all = {
      workspace: null,
      query: "uuid:a",
      afterId: null,
      limit: null,
      signatures: "masked",
    } as const;
    const found = [...reader.streamAll(all)].map(({ id }) => Number(id));
    database.close();

    expect(found).toEqual([1, 3]);
    expect(indexed()).toEqual([1, 2]);
  });

  it("knows of no event that was removed, whether it was in it or not", async () => {
    await append({}, { workspace: "w2" });
    test.clock.advance(100);
    await append({}, { workspace: "w2" });

    await test.store.removeWorkspaceEvents(W1);

    expect(indexed()).toEqual([2, 4]);
    expect(test.store.related(EventId.parse(2))).toEqual([2, 4]);
    expect((await test.store.append(newEvent({ workspace: "w2" }))).attempt).toBe(3);
  });

  describe("while the disk is full", () => {
    const SUBJECT = { workspace: W1, pageId: null, applicationSince: null, accountSince: null };
    const DELIVERED = { kind: "status", status: "delivered" } as const;

    /** A reply, its status, and others: more than there is room for in the index. */
    async function fill(): Promise<void> {
      await append({ kind: "reply", signature: null }, DELIVERED);
      await Promise.all(
        Array.from({ length: 200 }, (_, index) =>
          test.store.append(newEvent({ messageUuid: uuidOf(index), workspace: "w2" })),
        ),
      );
      limitPages(1);
    }

    it("lets the newest events of a message be found", async () => {
      await fill();
      const { messages } = test.store.thread({
        workspace: W1,
        psid: Psid.parse("1111111111111111"),
        pageId: PageId.parse("0000000000000000"),
        beforeId: null,
        limit: 10,
      });

      expect(indexed()).toEqual([]);
      expect(test.store.related(EventId.parse(2))).toEqual([1, 2]);
      expect(messages.map(({ stops }) => stops.map(({ status }) => status))).toEqual([["delivered"]]);
    });

    it("leaves no fact out once there is room again", async () => {
      await fill();
      const before = await test.store.facts(SUBJECT);
      limitPages(1_000);
      const after = await test.store.facts(SUBJECT);

      expect([before.deliveredReply, after.deliveredReply?.eventId]).toEqual([null, 2]);
    });

    it("numbers deliveries on, although others were removed", async () => {
      await fill();
      await test.store.removeWorkspaceEvents(W1);
      const unknown = indexed();
      limitPages(1_000);

      const again = await test.store.append(newEvent({ messageUuid: uuidOf(7), workspace: "w2" }));

      expect(unknown).toEqual([]);
      expect(again.attempt).toBe(2);
    });
  });

  it("is not needed to number a delivery that failed before", async () => {
    await append({}, {});
    limitPages(1);
    await expect(test.store.append(newEvent({ body: "x".repeat(100_000) }))).rejects.toMatchObject({
      code: "STORE_WRITE_FAILED",
    });
    limitPages(1_000);

    const retry = await test.store.append(newEvent());

    expect(indexed()).toEqual([]);
    expect(retry.attempt).toBe(3);
  });
});

describe("answers", () => {
  it("join their event on reading, and the first one stands", async () => {
    const [id = EventId.parse(1)] = await append({});
    const timings = { readBodyMs: 0.1, verifyMs: null, storeMs: 0.5, answerMs: 0.125 };
    test.store.answered(id, answer({ headers: { allow: "POST" }, timings }));
    test.store.answered(id, answer({ status: 503 }));

    expect(test.store.row(id).answer).toEqual({ status: 200, durationMs: 0.8, sent: true });
    expect(test.store.get(id).response).toEqual({
      status: 200,
      durationMs: 0.8,
      headers: { allow: "POST" },
      body: null,
      timings,
      sent: true,
    });
  });

  it("are written a moment later without anybody reading, and before closing", async () => {
    const [first = EventId.parse(1), second = EventId.parse(2)] = await append({}, { messageUuid: "b" });
    test.store.answered(first, answer());
    expect(storedAnswers()).toBe(0);
    test.clock.advance(100);
    expect(storedAnswers()).toBe(1);

    test.store.answered(second, answer());
    await test.store.close();

    expect([storedAnswers(), test.clock.pending()]).toEqual([2, 0]);
  });
});

describe("answers that cannot be written", () => {
  const LARGE = answer({ status: 503, body: "x".repeat(500_000) });

  it.each([
    ["when their time comes", () => test.clock.advance(100)],
    ["when somebody reads", (id: EventId) => test.store.row(id)],
  ])("%s are written soon after the next event", async (_when, tryToWrite) => {
    const [id = EventId.parse(1)] = await append({});
    await test.store.counts(null);
    test.store.answered(id, LARGE);
    limitPages(1);
    tryToWrite(id);
    const during = storedAnswers();
    limitPages(1_000_000);

    await append({});
    test.clock.advance(100);

    expect([during, storedAnswers()]).toEqual([0, 1]);
    expect(test.store.get(id).response).toEqual(LARGE);
    expect((await test.store.counts(null)).problems).toBe(1);
  });
});

describe("ordinary and other answers, in any order", () => {
  const answers = fc.record({
    status: fc.constantFrom(200, 200, 200, 400, 503),
    durationMs: fc.integer({ min: 0, max: 9_000_000 }).map((micros) => micros / 1000),
    headers: fc.constantFrom<Headers>(
      ORDINARY.headers,
      ORDINARY.headers,
      {},
      { allow: "POST" },
      { ...ORDINARY.headers, allow: "POST" },
    ),
    body: fc.constantFrom(null, null, null, "{}"),
    timings: fc.constantFrom(ORDINARY.timings, ORDINARY.timings, null, {
      readBodyMs: 0.003,
      verifyMs: null,
      storeMs: 1,
      answerMs: 0,
    }),
    sent: fc.boolean(),
  });
  const moments = fc.uniqueArray(fc.record({ id: fc.integer({ min: 1, max: 150 }), answer: answers }), {
    selector: ({ id }) => id,
    maxLength: 150,
    size: "max",
  });

  it("are read back as they were", async () => {
    const newest = { workspace: null, upToId: null, offset: 0, limit: 150 };
    const given = new Map<EventId, EventAnswer>();
    // One store for all runs: another one each time would start its search thread anew, which takes most of the time.
    await fc.assert(
      fc.asyncProperty(moments, fc.nat(150), async (kept, flushAfter) => {
        const appended = await Promise.all(Array.from({ length: 150 }, () => test.store.append(newEvent())));
        const idAt = (place: number): EventId => appended[place - 1]?.id ?? EventId.parse(1);
        kept.forEach(({ id: place, answer: one }, index) => {
          given.set(idAt(place), one);
          test.store.answered(idAt(place), one);
          if (index === flushAfter) test.clock.advance(100);
        });

        const { rows } = await test.store.page({ ...newest, query: "" });
        const expectedRows = rows.map(({ id }) => {
          const one = given.get(id);
          return one === undefined
            ? null
            : { status: one.status, durationMs: one.durationMs, sent: one.sent };
        });
        expect(rows.map(({ id }) => id)).toEqual(Array.from({ length: 150 }, (_, at) => idAt(150 - at)));
        expect(rows.map((row) => row.answer)).toEqual(expectedRows);
        for (const { id } of rows) {
          expect(test.store.get(id).response).toEqual(given.get(id) ?? null);
        }
        const slow = [...given].filter(([, one]) => one.durationMs > 1_000).map(([id]) => id);
        const found = await test.store.page({ ...newest, query: "slow:>1s" });
        expect(found.total).toBe(slow.length);
        expect(found.rows.map(({ id }) => id)).toEqual(slow.sort((x, y) => y - x).slice(0, 150));
      }),
      { numRuns: 12 },
    );
    // What came later changed nothing of it.
    for (const [id, one] of given) expect(test.store.get(id).response).toEqual(one);
  });

  it("go with their events, also where two parts of a removal divide them", async () => {
    const ids = await append(...Array.from({ length: 300 }, () => ({})));
    for (const id of ids.slice(229)) test.store.answered(id, answer());
    test.clock.advance(100);
    await test.store.removeWorkspaceEvents(W1);

    expect(test.database.prepare("SELECT first_id FROM answer_runs").all()).toEqual([]);
  });

  it("of one workspace go with it, and leave its neighbours' alone", async () => {
    const ids = await append({}, { workspace: "w2" }, { workspace: "w2" });
    for (const id of ids) test.store.answered(id, answer());
    test.clock.advance(100);
    await test.store.removeWorkspaceEvents(W1);
    const [, second = EventId.parse(2)] = ids;

    expect(test.store.get(second).response).toEqual(ORDINARY);
    await test.store.removeWorkspaceEvents(WorkspaceId.parse("w2"));
    expect(test.database.prepare("SELECT count(*) AS n FROM answer_runs").get()).toEqual({ n: 0 });
  });
});

it("takes less than a page for a hundred ordinary answers", async () => {
  const ids = await append(...Array.from({ length: 100 }, () => ({})));
  for (const id of ids) test.store.answered(id, answer());
  test.clock.advance(100);

  const [runs] = test.database
    .prepare(
      "SELECT count(*) AS n, max(last_id - first_id + 1) AS longest, sum(length(micros)) AS bytes FROM answer_runs",
    )
    .all();
  expect(runs).toMatchObject({ n: 2, longest: LONGEST_RUN });
  expect(Number(runs?.["bytes"])).toBeLessThan(4_096);
  expect(test.database.prepare("SELECT count(*) AS n FROM answers").get()).toEqual({ n: 0 });
});

describe("a whole event", () => {
  it("shows bytes that are no text in base64", async () => {
    const [id = EventId.parse(1)] = await append({ body: Uint8Array.from([0xff, 0x00]) });

    expect(test.store.get(id)).toMatchObject({ raw: null, rawBase64: "/wA=" });
  });

  it("masks the signature of a webhook JWT unless asked for", async () => {
    const headers = { authorization: "Bearer aaa.bbb.ccc" };
    const [id = EventId.parse(1)] = await append({ headers });

    expect(test.store.get(id).request?.headers).toEqual({ authorization: "Bearer aaa.bbb.***" });
    expect(test.store.get(id, { signatures: "exact" }).request?.headers).toEqual(headers);
  });

  it.each([
    ["aaa.bbb.ccc", "aaa.bbb.***"],
    ["JWT aaa.bbb.ccc", "JWT aaa.bbb.***"],
    ["Bearer a aa.bbb.ccc ccc", "Bearer a aa.bbb.***"],
    ["Basic dXNlcjpwYXNz", "Basic ***"],
  ])("masks what authorises, of a token only its last part: %s", async (authorization, masked) => {
    const [id = EventId.parse(1)] = await append({ headers: { authorization } });

    expect(test.store.get(id).request?.headers).toEqual({ authorization: masked });
  });

  it("has its members in the documented order, the body last", async () => {
    const [id = EventId.parse(1)] = await append({ body: Uint8Array.from([0xff]) });
    const event = test.store.get(id);

    expect(Object.keys(event).join(" ")).toBe(
      "id kind receivedAt workspace workspaceName simulated payloadVersion messageUuid channel psid pageId " +
        "timestamp messageType text mediaUrl status error clientRef usage signature attempt request response raw rawBase64",
    );
  });

  it("carries all of a long text, its row only the beginning", async () => {
    const text = "é".repeat(3_000);
    const [id = EventId.parse(1)] = await append({ text });

    expect([test.store.row(id).text?.length, test.store.get(id).text?.length]).toEqual([2_000, 3_000]);
  });

  it("is not found by a wrong id", () => {
    expect(() => test.store.get(EventId.parse(7))).toThrow(
      expect.objectContaining({ code: "EVENT_NOT_FOUND" }),
    );
    expect(() => test.store.row(EventId.parse(7))).toThrow(
      expect.objectContaining({ code: "EVENT_NOT_FOUND" }),
    );
  });
});

describe("pages", () => {
  it("are a snapshot: what arrives later does not shift them", async () => {
    const ids = await append(...Array.from({ length: 5 }, (_, index) => ({ messageUuid: `${index}` })));
    const first = await page("", { limit: 2 });
    await append({ messageUuid: "later" });

    const second = await page("", { upToId: first.upToId, offset: 2, limit: 2 });

    expect([first.total, second.total, first.upToId]).toEqual([5, 5, 5]);
    expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual([...ids].reverse().slice(0, 4));
  });

  it.each(["since:1m", "hello since:1m"])(
    "of %s are a snapshot: nothing grows too old for the next one, but for one that is read anew",
    async (query) => {
      const text = "hello";
      await append(...[1, 2, 3, 4].map(() => ({ text, receivedAt: test.clock.now() })));
      const first = await page(query, { limit: 2 });
      test.clock.advance(120_000);

      const { upToId, readAt } = first;
      const second = await page(query, { upToId, readAt, offset: 2, limit: 2 });
      const anew = await page(query, { limit: 2 });

      expect([first, second, anew].map(({ rows, total }) => [rows.map(({ id }) => id), total])).toEqual([
        [[4, 3], 4],
        [[2, 1], 4],
        [[], 0],
      ]);
    },
  );

  it("of a search that is kept lose the events of a workspace that is removed", async () => {
    const text = "hello";
    await append({ text }, { text, workspace: "w2" }, { text, workspace: "w3" }, { text });
    const totals: number[] = [];
    const search = async (): Promise<void> => {
      totals.push((await page("hello", { workspace: null, limit: 1 })).total);
    };

    await search();
    await test.store.removeWorkspaceEvents(WorkspaceId.parse("w2"));
    await search();
    await test.store.removeWorkspaceEvents(WorkspaceId.parse("w3"));
    await search();

    expect(totals).toEqual([4, 3, 2]);
  });

  it("of an empty log have no snapshot", async () => {
    expect(await page("")).toEqual({ rows: [], total: 0, upToId: null, readAt: test.clock.now() });
  });

  it("that end before the first event are empty", async () => {
    await append({}, {});

    expect(await page("", { upToId: 0 })).toMatchObject({ rows: [], total: 0, upToId: null });
  });

  it("show one workspace, or all", async () => {
    await append({ workspace: "w2" }, { workspace: null }, {});

    expect(await idsOf("")).toEqual([3]);
    expect(
      (await test.store.page({ workspace: null, query: "", upToId: null, offset: 0, limit: 10 })).total,
    ).toBe(3);
  });

  it("refuse a query with a problem, in the parser's words", async () => {
    await append({});

    await expect(page("status:lost")).rejects.toMatchObject({
      code: "QUERY_INVALID",
      details: { problem: expect.stringContaining("Unknown status") },
    });
  });
});

describe("queries", () => {
  beforeEach(async () => {
    const ids = await append(
      { text: "Hello 100%", body: '{"text":"Hello 100%"}', psid: "42", payloadVersion: "v0.1" },
      {
        kind: "status",
        status: "rejected",
        error: { code: "1340", title: null, detail: null },
        body: '{"x":"a_b"}',
      },
      {
        kind: "unparsed",
        messageUuid: null,
        psid: null,
        pageId: null,
        text: "not JSON",
        body: "Größe \\u00e9",
      },
      { signature: { state: "bad", reason: "mismatch" }, messageUuid: "m4", text: "GRÜSSE", simulated: true },
      {
        kind: "reply",
        messageUuid: "m5",
        signature: null,
        receivedAt: 1_577_887_100_000,
        headers: { "x-note": "Special" },
      },
      { signature: { state: "unsigned", reason: null }, messageUuid: "m6", messageType: "image" },
    );
    const statuses = [200, 200, 400, 401, 202, 200];
    ids.forEach((id, index) => {
      test.store.answered(id, answer({ status: statuses[index] ?? 0, durationMs: index === 4 ? 1_500 : 1 }));
    });
  });

  const cases: readonly (readonly [string, readonly number[]])[] = [
    ["", [6, 5, 4, 3, 2, 1]],
    ["kind:sent", [5]],
    ["-kind:inbound", [5, 3, 2]],
    ["kind:inbound sig:bad", [4]],
    ["-status:rejected", [6, 5, 4, 3, 1]],
    ["type:image", [6]],
    ["v:0.1", [1]],
    ["psid:42", [1]],
    ["-psid:42", [6, 5, 4, 3, 2]],
    ["uuid:m5", [5]],
    ["page:0000000000000000 kind:status", [2]],
    ["is:simulated", [4]],
    ["is:problem", [4, 3, 2]],
    ["code:>=400", [4, 3]],
    ["code:202", [5]],
    ["slow:>1s", [5]],
    ["since:10s", [6, 4, 3, 2, 1]],
    ["before:2020-01-01T13:59:00Z", [5]],
    ["hello", [1]],
    ["HELLO", [1]],
    ['"hello 100%"', [1]],
    ["100%", [1]],
    ["1_0", []],
    ["a_b", [2]],
    ["größe", [3]],
    ["grüsse", [4]],
    ["special", [5]],
    ["m5", [5]],
    ["-hello", [6, 5, 4, 3, 2]],
    ["hello -kind:inbound", []],
    ["' OR 1=1 --", []],
    ['""', [6, 5, 4, 3, 2, 1]],
  ];

  it.each(cases)("%s finds %j", async (query, ids) => {
    expect(await idsOf(query)).toEqual(ids);
  });

  it("give the same in a command's own thread", async () => {
    const database = openDatabase(test.file, { mode: "reader" });
    await test.store.counts(null); // writes the answers that wait
    const reader = createEventLogReader({ database, clock: test.clock, workspaceName: () => null });

    for (const [query, ids] of cases) {
      const found = await reader.page({ workspace: W1, query, upToId: null, offset: 0, limit: 200 });
      expect([query, found.rows.map(({ id }) => id)]).toEqual([query, ids]);
    }
    database.close();
  });

  it("are never superseded in a command's own thread", async () => {
    const database = openDatabase(test.file, { mode: "reader" });
    const reader = createEventLogReader({ database, clock: test.clock, workspaceName: () => null });
    const asked = { workspace: W1, upToId: null, offset: 0, limit: 200, asker: "a command" };

    const found = await Promise.all(["-hello", "größe"].map((query) => reader.page({ ...asked, query })));

    expect(found.map(({ total }) => total)).toEqual([5, 1]);
    database.close();
  });

  it("of an asker end with its next question, be it one that looks into no body", async () => {
    const asked = { workspace: W1, upToId: null, offset: 0, limit: 200, asker: "a page" };

    const [former, same, newer] = await Promise.allSettled([
      test.store.page({ ...asked, query: "-hello" }),
      test.store.page({ ...asked, query: "-hello", offset: 2 }),
      test.store.page({ ...asked, query: "kind:inbound" }),
    ]);
    const others = await Promise.all([
      test.store.page({ ...asked, query: "-hello", asker: "another page" }),
      test.store.page({ ...asked, query: "größe" }),
    ]);

    const superseded = { status: "rejected", reason: { code: "SEARCH_SUPERSEDED" } };
    expect([former, same]).toMatchObject([superseded, superseded]);
    expect(newer.status).toBe("fulfilled");
    expect(others.map(({ total }) => total)).toEqual([5, 1]);
  });

  it("page through a search in the bodies", async () => {
    const first = await page("-hello", { limit: 2 });
    const second = await page("-hello", { upToId: first.upToId, offset: 2, limit: 2 });

    expect([first.total, second.total]).toEqual([5, 5]);
    expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual([6, 5, 4, 3]);
  });
});

it("tells a retry from a duplicate by the answer to the attempt before", async () => {
  const [first = EventId.parse(1)] = await append(
    { messageUuid: "a" },
    { messageUuid: "b" },
    { messageUuid: "c" },
  );
  test.store.answered(first, answer());
  test.store.answered(EventId.parse(2), answer({ status: 503 }));
  test.store.answered(EventId.parse(3), answer({ sent: false }));
  await append({ messageUuid: "a" }, { messageUuid: "b" }, { messageUuid: "c" });

  expect([await idsOf("is:duplicate"), await idsOf("is:retry")]).toEqual([[4], [6, 5]]);
});

it("tells a retry from a duplicate by an attempt of the same person and Page", async () => {
  await append({}, { psid: "666" }, { pageId: "666" }, { psid: null }, {}, { psid: null });
  test.store.answered(EventId.parse(1), answer({ status: 503 }));
  for (const forged of [2, 3]) test.store.answered(EventId.parse(forged), answer());
  test.store.answered(EventId.parse(4), answer());

  expect([await idsOf("is:duplicate"), await idsOf("is:retry")]).toEqual([[6], [5]]);
});

it("finds the deliveries of a message without looking through the log", async () => {
  await startWith(20_000);
  const uuid = "a";
  const [id = EventId.parse(1)] = await append({ messageUuid: uuid }, { messageUuid: uuid });
  const all = test.database.prepare("SELECT id FROM events NOT INDEXED WHERE message_uuid = ?");

  const scan = fastest(() => all.all(uuid));
  const related = fastest(() => test.store.related(id));

  expect(related / scan).toBeLessThan(0.5);
});

/** Milliseconds of the quickest of some runs: whatever else the machine does makes none quicker. */
function fastest(work: () => void): number {
  return Math.min(
    ...Array.from({ length: 10 }, () => {
      const startedAt = performance.now();
      work();
      return performance.now() - startedAt;
    }),
  );
}

/** Many events of the first workspace, faster than by the store; it begins anew with them. */
async function startWith(count: number): Promise<void> {
  test.database.exec(
    `WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${count})
     INSERT INTO events(id, workspace_id, simulated, kind, received_at, attempt, problem)
     SELECT n, '${W1}', 0, 'inbound', n, 1, 0 FROM numbers`,
  );
  const { file } = test;
  await test.store.close();
  test = openTestStore({ file });
}

describe("pages of a long log", () => {
  beforeEach(() => startWith(20_000));

  const queries = ["", "kind:inbound", "-status:rejected", "is:problem", "psid:42", "since:1h", "hello"];

  it.each(queries)("of %j leave the loop to webhooks", async (query) => {
    const order: string[] = [];
    setImmediate(() => order.push("webhook"));

    await page(query).then(() => order.push("page"));

    expect(order).toEqual(["webhook", "page"]);
  });

  it("contain what was stored before they were asked for", async () => {
    const first = await page("", { limit: 2 });
    const [id = EventId.parse(1)] = await append({ kind: "status", status: "read" });

    const second = await page("", { limit: 2 });
    const statuses = await page("kind:status");

    expect([first.total, second.total, statuses.total]).toEqual([20_000, 20_001, 1]);
    expect(second.rows.map((row) => row.id)).toEqual([id, id - 1]);
    expect(statuses.rows.map((row) => row.id)).toEqual([id]);
  });

  it.each(["kind:status", "refund"])("of %j are whole while events are removed", async (query) => {
    test.database.exec("UPDATE events SET kind = 'status', text = 'refund' WHERE id % 20 = 0");
    // The thread is there before the removal begins.
    const pages = [await page(query, { limit: 1_000 })];
    const over = new AbortController();
    const removal = test.store.removeWorkspaceEvents(W1).finally(() => over.abort());

    while (!over.signal.aborted) pages.push(await page(query, { limit: 1_000 }));
    await removal;

    expect(pages[0]?.total).toBe(1_000);
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.map(({ total }) => total)).toEqual(pages.map(({ rows }) => rows.length));
  });

  it("end with the next question of their asker", async () => {
    const asked = { workspace: W1, upToId: null, offset: 0, limit: 200, asker: "a page" };

    const [former, newer] = await Promise.allSettled([
      test.store.page({ ...asked, query: "kind:inbound" }),
      test.store.page({ ...asked, query: "kind:status" }),
    ]);

    expect(former).toMatchObject({ status: "rejected", reason: { code: "SEARCH_SUPERSEDED" } });
    expect(newer).toMatchObject({ status: "fulfilled", value: { total: 0 } });
  });
});

describe("counts", () => {
  it("are exact at once and after every change", async () => {
    await append({}, { kind: "status", status: "rejected" });
    const before = await test.store.counts(W1);
    const ids = await append({ kind: "unparsed" }, { messageUuid: "m" }, { workspace: "w2" });
    test.store.answered(ids[1] ?? EventId.parse(1), answer({ status: 401 }));
    test.store.answered(ids[0] ?? EventId.parse(1), answer({ status: 400 }));

    expect(before).toEqual({ all: 2, inbound: 1, status: 1, problems: 1, unassigned: 0 });
    expect(await test.store.counts(W1)).toEqual({
      all: 4,
      inbound: 2,
      status: 1,
      problems: 3,
      unassigned: 0,
    });
    expect(await test.store.counts(null)).toEqual({
      all: 5,
      inbound: 3,
      status: 1,
      problems: 3,
      unassigned: 0,
    });
    expect((await page("is:problem")).total).toBe(3);
  });

  it("take a reply that Vonage named no message for as a problem, once", async () => {
    await test.store.counts(W1);
    const reply = { kind: "reply", messageUuid: null, signature: null } as const;
    const [, refused = EventId.parse(1), unclear = EventId.parse(1), taken = EventId.parse(1)] = await append(
      reply,
      reply,
      reply,
      { ...reply, messageUuid: "taken" },
    );
    test.store.answered(refused, answer({ status: 422 }));
    test.store.answered(unclear, answer({ status: 200 }));
    test.store.answered(taken, answer({ status: 202 }));

    expect(await test.store.counts(W1)).toMatchObject({ all: 4, problems: 3 });
    expect(await idsOf("is:problem")).toEqual([3, 2, 1]);
    await test.store.close();
    const again = openTestStore({ file: test.file });
    expect(await again.store.counts(W1)).toMatchObject({ all: 4, problems: 3 });
    await again.remove();
  });

  it("tell of all workspaces how many events belong to none", async () => {
    await append({}, { workspace: null }, { workspace: "w2" });
    const before = await test.store.counts(null);
    await append({ workspace: null }, { workspace: GONE_WORKSPACE });

    expect([before.unassigned, (await test.store.counts(null)).unassigned]).toEqual([1, 3]);
    expect((await test.store.counts(W1)).unassigned).toBe(0);
  });

  it("are the same when counted anew", async () => {
    const [first = EventId.parse(1)] = await append(
      {},
      { kind: "status", status: "read" },
      { kind: "unparsed" },
    );
    test.store.answered(first, answer({ status: 503 }));
    const counted = await test.store.counts(W1);
    await test.store.close();
    const again = openTestStore({ file: test.file });

    expect(await again.store.counts(W1)).toEqual(counted);
    await again.remove();
  });

  it("of a long log are counted in parts, whatever comes meanwhile", async () => {
    await startWith(60_000);
    let isCounted = false;
    const counting = test.store.counts(null).then(() => (isCounted = true));
    const [own, other] = await append({}, { workspace: "w2" });
    for (const id of [1, 59_999, Number(own)]) {
      test.store.answered(EventId.parse(id), answer({ status: 401 }));
    }
    const wasCounted = isCounted;
    // Writes the answers that wait.
    await Promise.all([counting, test.store.counts(W1)]);

    expect([wasCounted, own, other]).toEqual([false, 60_001, 60_002]);
    const expected = { all: 60_002, inbound: 60_002, status: 0, problems: 3, unassigned: 0 };
    expect(await test.store.counts(null)).toEqual(expected);
  });

  it("are begun anew when events are removed while they are counted", async () => {
    await startWith(30_000);
    const counting = test.store.counts(W1);
    await test.store.append(newEvent({ workspace: "w2" }));
    await test.store.removeWorkspaceEvents(W1);
    await counting;

    expect(await test.store.counts(null)).toMatchObject({ all: 1 });
  });

  it("of a removed workspace are zero", async () => {
    await append({}, { workspace: "w2" });
    await test.store.counts(W1);
    await test.store.removeWorkspaceEvents(W1);

    expect(await test.store.counts(W1)).toEqual({
      all: 0,
      inbound: 0,
      status: 0,
      problems: 0,
      unassigned: 0,
    });
    expect((await test.store.counts(null)).all).toBe(1);
  });
});

describe("streams", () => {
  it("give events oldest first: all, the newest so many, or the first so many after one", async () => {
    await append(...Array.from({ length: 5 }, (_, index) => ({ messageUuid: `${index}` })));
    expect(streamed({})).toEqual([1, 2, 3, 4, 5]);
    expect(streamed({ limit: 2 })).toEqual([4, 5]);
    expect(streamed({ limit: 2, afterId: EventId.parse(1) })).toEqual([2, 3]);
    expect(streamed({ query: "kind:status" })).toEqual([]);
  });
});

it("relates the events of one message", async () => {
  await append({}, { messageUuid: "x" }, { kind: "status", status: "read" }, { messageUuid: null });

  expect(test.store.related(EventId.parse(3))).toEqual([1, 3]);
  expect(test.store.related(EventId.parse(4))).toEqual([4]);
});

/** What is in the file, seen by another connection. */
function storedAnswers(): number {
  const database = openDatabase(test.file, { mode: "reader" });
  const reader = createEventLogReader({ database, clock: test.clock, workspaceName: () => null });
  const all = { workspace: null, query: "", afterId: null, limit: null, signatures: "masked" } as const;
  const count = [...reader.streamAll(all)].filter(({ response }) => response !== null).length;
  database.close();
  return count;
}

function streamed(request: Partial<StreamRequest>): number[] {
  const all = { workspace: null, query: "", afterId: null, limit: null, signatures: "masked" } as const;
  return [...test.store.streamAll({ ...all, ...request })].map(({ id }) => id);
}
