// What a row says of its event: title, person, preview.
import type { EventRow } from "../../../preload/contract/event.ts";
import { isUnanswered } from "../../../preload/contract/not-taken.ts";
import { nameSteering } from "../../../preload/contract/steering-characters.ts";
import { describeStatusError } from "../../../preload/contract/status-codes.ts";
import { shortenId } from "../../components/format.ts";
import { fileNameOf } from "../../components/media-link.ts";
import { UNSUPPORTED_REMARK } from "../../components/unsupported-words.ts";
import { signatureAppearance, statusAppearance } from "../../theme/status-colors.ts";

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
      return "Unparsed webhook";
    case "system":
      return "System";
  }
}

/** The person of a row. */
export interface RowPerson {
  /** How they are tied to the event, and what their id is called, for example "to PSID". */
  readonly words: string;
  /** Cut in its middle, for example "1111…1111". */
  readonly id: string;
}

/** The person of an event; null where there is none to name. */
export function rowPerson(row: EventRow): RowPerson | null {
  if (row.psid === null || row.kind === "unparsed" || row.kind === "system") return null;
  const word = personWord(row);
  return { words: word === null ? "PSID" : `${word} PSID`, id: shortenId(row.psid) };
}

function personWord(row: EventRow): "to" | "by" | null {
  if (row.kind === "reply") return "to";
  if (row.kind !== "status") return null;
  return row.status === "read" ? "by" : "to";
}

/** Where an event belongs, for lists in which not all belong to one place. */
export function originWord(row: Pick<EventRow, "simulated" | "workspaceName">): string {
  return row.simulated ? "Simulated" : (row.workspaceName ?? "Unassigned");
}

interface RowSentenceParts {
  /** As it stands in the row. */
  readonly time: string;
  readonly isMixed: boolean;
}

/**
 * A row as it is read aloud, in one sentence, for example
 * "Inbound text from PSID 1111…1111, Hello, verified, answered 200, 14:00:31.006".
 */
export function rowSentence(row: EventRow, { time, isMixed }: RowSentenceParts): string {
  const preview = rowPreview(row);
  if (row.kind === "system") return nameSteering([detailTitle(row), preview, time].join(", "));
  const person = rowPerson(row);
  // Seen, an icon tells an inbound message from a sent one.
  const from = row.kind === "inbound" ? "from " : "";
  const parts = [
    person === null ? detailTitle(row) : `${detailTitle(row)} ${from}${person.words} ${person.id}`,
    isMixed ? originWord(row) : null,
    preview === "" ? null : preview,
    row.signature === null ? null : signatureAppearance(row.signature.state).word.toLowerCase(),
    answerWord(row),
    row.attempt > 1 ? `attempt ${row.attempt}` : null,
    time,
  ];
  return nameSteering(parts.filter((part) => part !== null).join(", "));
}

function answerWord(row: EventRow): string | null {
  if (row.answer !== null) return `answered ${row.answer.status}`;
  return isUnanswered(row, row.answer) ? "no answer" : null;
}

/** Second line of a row. Empty when there is nothing to add. */
export function rowPreview(row: EventRow): string {
  // The first sentence says what is wrong, the others why.
  if (row.signature?.state === "bad") return (row.signature.reason ?? "Bad signature").replace(/\..*$/s, "");
  switch (row.kind) {
    case "inbound":
    case "reply":
      return row.text ?? fileName(row.mediaUrl) ?? (isUnsupported(row) ? UNSUPPORTED_REMARK : "");
    case "status":
      return statusPreview(row);
    case "unparsed":
    case "system":
      return row.text ?? "";
  }
}

function isUnsupported({ kind, messageType }: EventRow): boolean {
  return kind === "inbound" && messageType === "unsupported";
}

/** File name of a media address, decoded, or its host; read as text, never fetched. */
export function fileName(address: string | null): string | null {
  if (address === null) return null;
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  return fileNameOf(url) ?? url.host;
}

function statusPreview({ status, error }: EventRow): string {
  if (error !== null || status === "rejected" || status === "undeliverable") {
    const { what } = describeStatusError(error);
    return error === null || error.code === "" ? what : `${what} (${error.code})`;
  }
  switch (status) {
    case "submitted":
      return "Passed to Messenger";
    case "delivered":
      return "On the person’s device";
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
