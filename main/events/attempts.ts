// How many times a message or status has been delivered: from memory for the newest, else from the index.
import type { DatabaseSync } from "node:sqlite";
import type { WorkspaceId } from "../../preload/contract/ids.ts";
import { forgetOldest } from "../forget-oldest.ts";
import { EVENTS_BY_MESSAGE } from "./message-index.ts";
import type { NewEvent } from "./new-event.ts";

/** Numbers deliveries of the same (kind, messageUuid, status), person and Page in one workspace. */
export interface Attempts {
  /** The number of this delivery, counting it. */
  next(event: NewEvent): number;
  /** The transaction holds: what was counted since the last call is true. */
  keep(): void;
  /** The transaction was undone: forgets what was counted since the last call. */
  undo(): void;
  /** All events of a workspace are gone. */
  removed(workspace: WorkspaceId): void;
}

/** Far more than are not in the index yet. */
const REMEMBERED = 20_000;

/** Remembers the newest deliveries; a retry usually comes soon. */
export function createAttempts(database: DatabaseSync): Attempts {
  const newest = new Map<string, number>();
  const counted: { readonly key: string; readonly before: number | undefined }[] = [];
  // The newest one has the highest number. A `count` would grow with every retry.
  const find = database.prepare(
    `SELECT e.attempt FROM ${EVENTS_BY_MESSAGE} e WHERE e.message_uuid = ?1 AND e.kind = ?2 AND e.status IS ?3
       AND e.workspace_id IS ?4 AND e.psid IS ?5 AND e.page_id IS ?6
     ORDER BY e.id DESC LIMIT 1`,
  );

  return {
    next: (event) => {
      if (event.messageUuid === null) return 1;
      // A forgery that names another person is no delivery of the same message.
      const key = `${event.workspace ?? ""} ${event.kind} ${event.status ?? ""} ${event.psid ?? ""} ${event.pageId ?? ""} ${event.messageUuid}`;
      const known = newest.get(key);
      const before =
        known ??
        Number(
          find.get(event.messageUuid, event.kind, event.status, event.workspace, event.psid, event.pageId)?.[
            "attempt"
          ] ?? 0,
        );
      // Set anew, so that the map stays in order of use.
      if (known !== undefined) newest.delete(key);
      newest.set(key, before + 1);
      counted.push({ key, before: known });
      return before + 1;
    },
    keep: () => {
      counted.length = 0;
      forgetOldest(newest, REMEMBERED);
    },
    undo: () => {
      for (const { key, before } of counted.reverse()) {
        if (before === undefined) newest.delete(key);
        else newest.set(key, before);
      }
      counted.length = 0;
    },
    removed: (workspace) => {
      for (const key of newest.keys()) if (key.startsWith(`${workspace} `)) newest.delete(key);
    },
  };
}
