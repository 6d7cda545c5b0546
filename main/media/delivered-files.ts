// Tells which served files a message names, and when it was delivered: then nobody needs the file any more.
import type { EventRow } from "../../preload/contract/event.ts";
import type { EventStore } from "../events/event-store.ts";
import type { NamingMessage, FileServing } from "./served-files.ts";

/** What it works with. */
export interface DeliveredFilesParts {
  readonly served: Pick<FileServing, "list" | "namedIn" | "awaitDelivery" | "delivered">;
  readonly store: Pick<EventStore, "get" | "related">;
}

/**
 * Makes what has to hear of every event that was appended. A status is joined to its message by `message_uuid`, and may have
 * come before it.
 */
export function createDeliveredFiles({
  served,
  store,
}: DeliveredFilesParts): (rows: readonly EventRow[]) => void {
  /** The address may stand anywhere in the request, e.g. in a template. A link in a text is for later, and stays. */
  function noticeReply(row: EventRow): void {
    const message = namingMessage(row);
    if (message === null || row.messageType === "text") return;
    const ids = served.namedIn(store.get(row.id).raw ?? "");
    for (const id of ids) served.awaitDelivery(id, message);
    if (ids.length > 0) store.related(row.id).forEach((id) => noticeStatus(store.get(id)));
  }

  /** A forged status must not take a file away. */
  function noticeStatus(
    event: Pick<EventRow, "kind" | "status" | "signature" | "workspace" | "messageUuid">,
  ): void {
    if (event.kind !== "status" || event.signature?.state === "bad") return;
    if (event.status !== "delivered" && event.status !== "read") return;
    const message = namingMessage(event);
    if (message !== null) served.delivered(message);
  }

  return (rows) => {
    // Nearly always.
    if (served.list().length === 0) return;
    for (const row of rows) {
      if (row.kind === "reply") noticeReply(row);
      else noticeStatus(row);
    }
  };
}

function namingMessage({
  workspace,
  messageUuid,
}: Pick<EventRow, "workspace" | "messageUuid">): NamingMessage | null {
  return messageUuid === null ? null : { workspace, messageUuid };
}
