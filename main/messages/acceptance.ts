// Reads the body of an answer that says yes: the message_uuid, or what stands in the way of it. Pure.
import type { Headers } from "../../preload/contract/event.ts";
import { MessageUuid } from "../../preload/contract/ids.ts";
import { isJsonObject, parseJson } from "../../preload/contract/json-text.ts";

/** How much of an answer is kept, and read; an acceptance is a hundredth of it. */
export const LONGEST_ACCEPTANCE_BYTES = 64 * 1024;

/** What an answer of 2xx gave. */
export type Acceptance =
  | { readonly messageUuid: MessageUuid; readonly workflowId: string | null }
  /** In words that go on from “It answered 202 with”: the caller says that the answer is unknown, and shows it. */
  | { readonly messageUuid: null; readonly instead: string };

/** Reads it. `bytes` is how much of the body came and was kept. */
export function readAcceptance(
  body: string,
  { bytes, headers }: { readonly bytes: number; readonly headers: Headers },
): Acceptance {
  const parsed = parseJson(body);
  if (!parsed.ok) return { messageUuid: null, instead: whyUnread(bytes, headers) };
  const members = isJsonObject(parsed.value) ? parsed.value : {};
  const given = members["message_uuid"] ?? null;
  const messageUuid = MessageUuid.safeParse(given).data;
  if (messageUuid === undefined) {
    return { messageUuid: null, instead: given === null ? "no message_uuid" : "an unusable message_uuid" };
  }
  const workflowId = members["workflow_id"];
  return { messageUuid, workflowId: typeof workflowId === "string" ? workflowId : null };
}

function whyUnread(bytes: number, headers: Headers): string {
  if (bytes >= LONGEST_ACCEPTANCE_BYTES) return "a body that is too long to read";
  // No encoding was asked for, so none is undone.
  const encoding = headers["content-encoding"]?.trim() ?? "";
  return encoding === "" || encoding.toLowerCase() === "identity"
    ? "no message_uuid"
    : "a body that cannot be read";
}
