// What the log knows about one workspace's linking: the facts that tick steps of the checklist.
import type { DatabaseSync, StatementSync } from "node:sqlite";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { EventId, PageId, WorkspaceId } from "../../preload/contract/ids.ts";
import type { Columns } from "./event-rows.ts";
import { happenedAt, LATE_LOOK } from "./happened-at.ts";
import { EVENTS_BY_MESSAGE } from "./message-index.ts";
import { OTHER_APPLICATION } from "./signature-reasons.ts";

/** One event as evidence. `at` is our clock, epoch ms; of a status that was delivered late, its own. */
export interface EventFact {
  readonly eventId: EventId;
  readonly at: number;
}

/** A delivered or read status of a reply. `sentAt` is when the reply left, by our clock, epoch ms. */
export interface DeliveredReply extends EventFact {
  readonly status: "delivered" | "read";
  readonly sentAt: number;
}

/** What facts are to be about. An event that names no Page may be about any. */
export interface FactsSubject {
  readonly workspace: WorkspaceId;
  /** null = any Page. */
  readonly pageId: PageId | null;
  /** Events from before are of another application, epoch ms; null = none are. */
  readonly applicationSince: number | null;
  /** Events from before are of another account, epoch ms; null = none are. */
  readonly accountSince: number | null;
}

/** Facts of one workspace; null where the log shows nothing. */
export interface WorkspaceFacts {
  readonly firstInbound: EventFact | null;
  /** The newest message to the Page, of whatever application. */
  readonly lastInbound: EventFact | null;
  readonly firstVerifiedInbound: EventFact | null;
  /** While there is no inbound: the newest message to another Page than the one that is asked about (no badly signed one). */
  readonly inboundElsewhere: (EventFact & { readonly pageId: PageId }) | null;
  /** While there is no inbound: the newest message to the Page whose token names another application. */
  readonly inboundOfOther: EventFact | null;
  readonly firstReply: EventFact | null;
  /** Of the newest reply from here that was delivered, the newest status that may tell of it (`isBelieved`). */
  readonly deliveredReply: DeliveredReply | null;
  /** The newest status with code 1370, of whatever application: the Page link has expired. */
  readonly linkExpired: EventFact | null;
  /** The newest of these that is verified. */
  readonly verifiedLinkExpired: EventFact | null;
  /** The first webhook that was verified: since then the account is known to sign. */
  readonly firstVerified: EventFact | null;
}

/** Of a workspace without events. */
export const NO_FACTS: WorkspaceFacts = {
  firstInbound: null,
  lastInbound: null,
  firstVerifiedInbound: null,
  inboundElsewhere: null,
  inboundOfOther: null,
  firstReply: null,
  deliveredReply: null,
  linkExpired: null,
  verifiedLinkExpired: null,
  firstVerified: null,
};

/** Code of a status whose Page link has expired. Source: Messages API OpenAPI 1.20.0, read 2026-11-21. */
const LINK_EXPIRED_CODE = "1370";

/** Facts of workspaces, remembered. */
export interface WorkspaceFactsReader {
  /** A long log is looked through in parts, between which webhooks have their turn. */
  of(subject: FactsSubject): Promise<WorkspaceFacts>;
  /** Events were removed: looks through the whole log again. */
  forget(): void;
}

interface Looked {
  readonly subject: FactsSubject;
  /** Everything up to this event is in the facts. */
  readonly upTo: number;
  readonly facts: WorkspaceFacts;
}

/** Ids that are looked through in one part, a dozen times over: some tens of milliseconds. */
const LOOKED_AT_ONCE = 4_000;

/**
 * Makes the reader. The log only grows, so what was looked through once is not looked through again: a fact that is
 * missing, or was not replaced by a newer one, is searched for in new events alone.
 */
export function createWorkspaceFacts(database: DatabaseSync): WorkspaceFactsReader {
  const statements = prepare(database);
  const known = new Map<WorkspaceId, Looked>();
  let forgotten = 0;

  function lookOn({ subject, upTo, facts }: Looked, to: number): WorkspaceFacts {
    const { workspace, pageId, accountSince } = subject;
    const account = accountSince ?? 0;
    const where = {
      workspace,
      pageId,
      accountSince: account,
      applicationSince: Math.max(account, subject.applicationSince ?? 0),
      upTo,
      to,
    };
    if (statements.any.get(where) === undefined) return facts;
    const find = (statement: StatementSync): EventFact | null => toFact(statement.get(where));
    const firstInbound = facts.firstInbound ?? find(statements.firstInbound);
    // Looked for only where nothing came: what is not there is found out by reading the whole log.
    const isUnheard = firstInbound === null;
    return {
      firstInbound,
      lastInbound: latestOf(facts.lastInbound, find(statements.lastInbound)),
      firstVerifiedInbound: facts.firstVerifiedInbound ?? find(statements.firstVerifiedInbound),
      inboundElsewhere: isUnheard
        ? (toElsewhere(statements.inboundElsewhere.get(where)) ?? facts.inboundElsewhere)
        : null,
      inboundOfOther: isUnheard ? (find(statements.inboundOfOther) ?? facts.inboundOfOther) : null,
      firstReply: facts.firstReply ?? find(statements.firstReply),
      deliveredReply: newestOf([
        facts.deliveredReply,
        toDelivered(statements.delivered.get(where)),
        upTo === 0 ? null : toDelivered(statements.deliveredBefore.get(where)),
      ]),
      linkExpired: latestOf(facts.linkExpired, find(statements.linkExpired)),
      verifiedLinkExpired: latestOf(facts.verifiedLinkExpired, find(statements.verifiedLinkExpired)),
      firstVerified: facts.firstVerified ?? find(statements.firstVerified),
    };
  }

  /** What is remembered of this very subject; nothing of the one it was before. */
  function rememberedOf(subject: FactsSubject): Looked {
    const looked = known.get(subject.workspace);
    return looked !== undefined && isSameSubject(looked.subject, subject)
      ? looked
      : { subject, upTo: 0, facts: NO_FACTS };
  }

  return {
    of: async (subject) => {
      const newest = Number(statements.newest.get()?.["id"] ?? 0);
      let since = forgotten;
      let looked = rememberedOf(subject);
      while (looked.upTo < newest) {
        const to = Math.min(looked.upTo + LOOKED_AT_ONCE, newest);
        looked = { subject, upTo: to, facts: lookOn(looked, to) };
        if (to === newest) break;
        // oxlint-disable-next-line no-await-in-loop -- the webhooks that came meanwhile have their turn
        await nextTurn();
        // The store was closed: nobody is left to be told.
        if (!database.isOpen) return looked.facts;
        if (since !== forgotten) looked = rememberedOf(subject);
        since = forgotten;
      }
      known.set(subject.workspace, looked);
      return looked.facts;
    },
    forget: () => {
      forgotten += 1;
      known.clear();
    },
  };
}

const PART = "id > :upTo AND id <= :to";
const OF_PAGE = "(:pageId IS NULL OR page_id IS NULL OR page_id = :pageId)";
const OF_ACCOUNT = "received_at >= :accountSince";
const HAPPENED_AT = happenedAt("e");
const OF_OTHER = `signature_reason = '${OTHER_APPLICATION}'`;
const OF_LATELY = "received_at >= :applicationSince";
const OF_APPLICATION = `${OF_LATELY} AND signature_reason IS NOT '${OTHER_APPLICATION}'`;
const NOT_BAD = "signature_state IS NOT 'bad'";
const VERIFIED = "signature_state = 'verified'";
// Other channels have no Pages; one that is not named may be Messenger.
const OF_MESSENGER = "(channel IS NULL OR channel = 'messenger')";
const INBOUND = `kind = 'inbound' AND ${OF_MESSENGER}`;
const LINK_EXPIRED = `error_code = '${LINK_EXPIRED_CODE}' AND kind = 'status' AND ${OF_MESSENGER}`;

/** As the thread believes a status: a bad one says nothing, nor does an unsigned one while a secret is stored. */
const DELIVERED = `s.workspace_id = :workspace AND s.kind = 'status' AND s.status IN ('delivered', 'read')
  AND (s.signature_state IN ('verified', 'unchecked') OR (s.signature_state = 'unsigned' AND s.signature_reason IS NULL))
  AND (:pageId IS NULL OR s.page_id IS NULL OR s.page_id = :pageId)
  AND s.received_at >= :applicationSince AND s.signature_reason IS NOT '${OTHER_APPLICATION}'`;
const NEWEST_REPLY = "ORDER BY reply_at DESC, s.id DESC LIMIT 1";
const IS_REPLY = "r.kind = 'reply' AND r.status IS NULL AND r.received_at >= :applicationSince";

/** Each takes a subject, its moments as numbers, and the events to look at: those after `upTo` as far as `to`. */
function prepare(database: DatabaseSync) {
  const of = (sql: string): StatementSync => {
    const statement = database.prepare(sql);
    // Not every fact is about all of the subject.
    statement.setAllowUnknownNamedParameters(true);
    return statement;
  };
  const find = (order: "ASC" | "DESC", ...where: readonly string[]): StatementSync =>
    of(
      `SELECT id, received_at, page_id FROM events
       WHERE workspace_id = :workspace AND ${PART} AND ${where.join(" AND ")} ORDER BY id ${order} LIMIT 1`,
    );
  /** What happened last, of what came since the account is the workspace's: one that is sent again is as old as it was. */
  const findExpired = (signature: string): StatementSync =>
    of(
      `SELECT id, ${HAPPENED_AT} AS received_at FROM events e
       WHERE workspace_id = :workspace AND ${PART} AND ${LINK_EXPIRED} AND ${signature} AND ${OF_PAGE}
         AND e.${OF_ACCOUNT} ORDER BY ${HAPPENED_AT} DESC, id DESC LIMIT 1`,
    );
  return {
    // A delivery is joined to its reply by the index: what is not in it is looked at later.
    newest: database.prepare("SELECT id FROM message_index_up_to"),
    any: of(`SELECT 1 FROM events WHERE workspace_id = :workspace AND ${PART} LIMIT 1`),
    firstInbound: find("ASC", INBOUND, NOT_BAD, OF_PAGE, OF_APPLICATION),
    lastInbound: of(
      `SELECT id, happened_at AS received_at FROM (
         SELECT id, ${HAPPENED_AT} AS happened_at FROM events e
         WHERE workspace_id = :workspace AND ${PART} AND ${INBOUND} AND ${NOT_BAD} AND ${OF_PAGE}
           AND e.${OF_ACCOUNT} ORDER BY id DESC LIMIT ${LATE_LOOK})
       ORDER BY happened_at DESC, id DESC LIMIT 1`,
    ),
    firstVerifiedInbound: find("ASC", INBOUND, VERIFIED, OF_PAGE, OF_APPLICATION),
    inboundElsewhere: find("DESC", INBOUND, NOT_BAD, "page_id <> :pageId", OF_APPLICATION),
    inboundOfOther: find("DESC", INBOUND, OF_OTHER, OF_PAGE, OF_LATELY),
    firstReply: find("ASC", "kind = 'reply'", OF_APPLICATION),
    delivered: of(
      `SELECT s.id, s.received_at, s.status, s.reply_at FROM (
         SELECT s.id, s.received_at, s.status, (SELECT r.received_at FROM ${EVENTS_BY_MESSAGE} r
           WHERE ${IS_REPLY} AND r.message_uuid = s.message_uuid LIMIT 1) AS reply_at
         FROM events s WHERE ${DELIVERED} AND s.id > :upTo AND s.id <= :to AND reply_at IS NOT NULL
         ORDER BY s.id DESC LIMIT ${LATE_LOOK}) s ${NEWEST_REPLY}`,
    ),
    /** Statuses that were looked at before the answer to their reply was there. */
    deliveredBefore: of(
      `SELECT s.id, s.received_at, s.status, r.received_at AS reply_at
       FROM events r NOT INDEXED CROSS JOIN ${EVENTS_BY_MESSAGE} s ON s.message_uuid = r.message_uuid
       WHERE ${DELIVERED} AND ${IS_REPLY} AND r.id > :upTo AND r.id <= :to ${NEWEST_REPLY}`,
    ),
    linkExpired: findExpired(NOT_BAD),
    verifiedLinkExpired: findExpired(VERIFIED),
    firstVerified: find("ASC", VERIFIED, OF_ACCOUNT),
  };
}

function isSameSubject(one: FactsSubject, other: FactsSubject): boolean {
  return (
    one.pageId === other.pageId &&
    one.applicationSince === other.applicationSince &&
    one.accountSince === other.accountSince
  );
}

function latestOf(one: EventFact | null, other: EventFact | null): EventFact | null {
  return one === null || (other !== null && other.at >= one.at) ? other : one;
}

function newestOf(facts: readonly (DeliveredReply | null)[]): DeliveredReply | null {
  const found = facts.filter((fact) => fact !== null);
  return found.toSorted((a, b) => b.sentAt - a.sentAt || b.eventId - a.eventId)[0] ?? null;
}

function toDelivered(row: Columns | undefined): DeliveredReply | null {
  const fact = toFact(row);
  if (fact === null) return null;
  const status = row?.["status"] === "read" ? "read" : "delivered";
  return { ...fact, status, sentAt: Number(row?.["reply_at"]) };
}

function toElsewhere(row: Columns | undefined): WorkspaceFacts["inboundElsewhere"] {
  const fact = toFact(row);
  // Only ever written from a PageId.
  return fact === null ? null : { ...fact, pageId: String(row?.["page_id"]) as PageId };
}

function toFact(row: Columns | undefined): EventFact | null {
  // The store's own ids.
  return row === undefined ? null : { eventId: Number(row["id"]) as EventId, at: Number(row["received_at"]) };
}
