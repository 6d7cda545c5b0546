// What a row says of its event: title, person, preview.
import type { EventRow } from "../../../preload/contract/event.ts";
import { describeStatusError } from "../../../preload/contract/status-codes.ts";
import { statusAppearance } from "../../theme/status-colors.ts";

/** Title of a row: the type of the message, the status, or what else it is. */
export function rowTitle(row: EventRow): string {
  switch (row.kind) {
    case "inbound":
      return capitalise(row.messageType ?? "message");
    case "reply":
      return `Sent ${sentWord(row.messageType)}`;
    case "status":
      return statusAppearance(row.status).word;
    case "unparsed":
      return "Unparsed";
    case "system":
      return "System";
  }
}

/** Title of the detail, where no icon tells the kind. */
export function detailTitle(row: Pick<EventRow, "kind" | "messageType" | "status">): string {
  switch (row.kind) {
    case "inbound":
      return `Inbound ${row.messageType ?? "message"}`;
    case "reply":
      return `Sent ${sentWord(row.messageType)}`;
    case "status":
      return statusAppearance(row.status).word;
    case "unparsed":
      return "Unparsed delivery";
    case "system":
      return "System";
  }
}

/** How the person is tied to the event: "to", "by", or nothing. */
export function personWord(row: EventRow): "to" | "by" | null {
  if (row.kind === "reply") return "to";
  if (row.kind !== "status") return null;
  return row.status === "read" ? "by" : "to";
}

/** Second line of a row. Empty when there is nothing to add. */
export function rowPreview(row: EventRow): string {
  if (row.signature?.state === "bad") return (row.signature.reason ?? "Bad signature").replace(/\.$/, "");
  switch (row.kind) {
    case "inbound":
    case "reply":
      return row.text ?? fileName(row.mediaUrl) ?? "";
    case "status":
      return statusPreview(row);
    case "unparsed":
    case "system":
      return row.text ?? "";
  }
}

/** File name of a media address, or its host; read as text, never fetched. */
export function fileName(address: string | null): string | null {
  if (address === null) return null;
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  const last = url.pathname.split("/").at(-1) ?? "";
  return last === "" ? url.host : last;
}

function statusPreview({ status, error }: EventRow): string {
  if (error !== null || status === "rejected" || status === "undeliverable") {
    const { what } = describeStatusError(error);
    return error?.code === undefined || error.code === null ? what : `${what} (${error.code})`;
  }
  switch (status) {
    case "submitted":
      return "Passed to Messenger";
    case "delivered":
      return "On the person's device";
    case "read":
      return "Seen by the person";
    default:
      return "";
  }
}

/** The API calls a template by how it is passed on. */
function sentWord(messageType: string | null): string {
  return messageType === "custom" ? "template" : (messageType ?? "message");
}

function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
