// Replies on their way to Vonage: noted before they leave and logged once their request is over, so that a kill in between hides
// none of them. What is noted is the event as it is logged, with what authorised it masked.
import type { DatabaseSync } from "node:sqlite";
import type { EventRow } from "../../preload/contract/event.ts";
import type { WorkspaceId } from "../../preload/contract/ids.ts";
import type { NewEvent } from "../events/new-event.ts";
import type { Log } from "../ports.ts";

/** A note of one reply; null = the disk did not take it, and the reply goes out all the same. */
export type ReplyNote = number | null;

/** The notes. */
export interface RepliesUnderWay {
  /** Durable when it returns. Never throws. */
  begin(reply: NewEvent): ReplyNote;
  /** The reply is logged, or told. Never throws: what is left of a note is found out when it is looked at. */
  end(note: ReplyNote): void;
  /** A workspace goes with all that is its own. Throws what SQLite throws. */
  forget(workspace: WorkspaceId): void;
  /** Logs what an earlier run left, as replies without an answer; those of a workspace that is gone are dropped. Never throws. */
  logLeft(parts: {
    readonly append: (event: NewEvent) => Promise<EventRow>;
    readonly isThere: (workspace: string) => boolean;
  }): Promise<void>;
}

const LEFT = "Hookline ended while the reply was on its way. It may have been sent all the same.";

/** Makes them over the store's database, which has one owner. */
export function createRepliesUnderWay({
  database,
  log,
}: {
  readonly database: DatabaseSync;
  readonly log: Log;
}): RepliesUnderWay {
  const insert = database.prepare("INSERT INTO replies_under_way(workspace_id, event) VALUES (?, ?)");
  const remove = database.prepare("DELETE FROM replies_under_way WHERE id = ?");
  const forget = database.prepare("DELETE FROM replies_under_way WHERE workspace_id = ?");
  const left = database.prepare("SELECT id, workspace_id, event FROM replies_under_way ORDER BY id");
  // The kill may have come after it was logged, and before its note was ended.
  const logged = database.prepare(
    `SELECT 1 FROM events e JOIN requests r ON r.event_id = e.id
     WHERE e.kind = 'reply' AND e.psid = ? AND e.workspace_id = ? AND e.received_at = ? AND r.body = ?`,
  );

  function end(note: ReplyNote): void {
    if (note === null) return;
    try {
      remove.run(note);
    } catch (error) {
      log.error("replies.end", error);
    }
  }

  function isLogged({ psid, workspace, receivedAt, request }: NewEvent): boolean {
    return logged.get(psid, workspace, receivedAt, request?.body ?? null) !== undefined;
  }

  return {
    begin: (reply) => {
      try {
        return Number(insert.run(reply.workspace, toJson(reply)).lastInsertRowid);
      } catch (error) {
        log.error("replies.begin", error);
        return null;
      }
    },
    end,
    forget: (workspace) => void forget.run(workspace),
    logLeft: async ({ append, isThere }) => {
      try {
        for (const { id, workspace_id: workspace, event } of left.all()) {
          const reply = fromJson(String(event));
          if (isThere(String(workspace)) && !isLogged(reply)) {
            // oxlint-disable-next-line no-await-in-loop -- in the order in which they left
            await append({ ...reply, error: { code: "REPLY_NO_ANSWER", title: null, detail: LEFT } });
          }
          end(Number(id));
        }
      } catch (error) {
        // They are noted still, and looked at with the next start.
        log.error("replies.left", error);
      }
    },
  };
}

function toJson(reply: NewEvent): string {
  const { request } = reply;
  const body = request === null ? null : Buffer.from(request.body).toString("base64");
  return JSON.stringify({ ...reply, request: { ...request, body } });
}

function fromJson(text: string): NewEvent {
  // Written above, but for the bytes.
  const { request, ...reply } = JSON.parse(text) as NewEvent & {
    readonly request: { readonly body: string };
  };
  return { ...reply, request: { ...request, body: Buffer.from(request.body, "base64") } };
}
