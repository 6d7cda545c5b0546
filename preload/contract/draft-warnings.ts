// What is doubtful about a draft, before it is sent: Vonage or Messenger may refuse it, and it can be sent all the same.
import { formatCount } from "./format-count.ts";
import { findMessageTag } from "./message-tags.ts";
import { CLIENT_REF_LIMITS, REPLY_TEXT_LIMIT, type MediaType, type ReplyDraft } from "./reply.ts";

/** One doubt and the part of the draft it is about. */
export interface DraftWarning {
  readonly about: "content" | "tag" | "clientRef" | "webhookUrl";
  readonly text: string;
  /** By all that is published, Vonage or Messenger refuses it; else nobody knows. */
  readonly isRefused: boolean;
}

/** A doubt without its place. */
type Doubt = Omit<DraftWarning, "about"> | null;

/** Endings of the files that Messenger takes by the API. Source: Messages API OpenAPI 1.20.0. */
const ENDINGS: Readonly<Record<Exclude<MediaType, "file">, readonly string[]>> = {
  image: ["jpg", "jpeg", "png", "gif"],
  audio: ["mp3"],
  video: ["mp4"],
};

/** All doubts, in the order of the parts. */
export function draftWarnings(draft: ReplyDraft): readonly DraftWarning[] {
  return [
    about("content", contentWarning(draft)),
    about("tag", tagWarning(draft)),
    about("clientRef", clientRefWarning(draft)),
    about("webhookUrl", draft.apiVersion === "v1" ? unsure(callbackWarning(draft.webhookUrl)) : null),
  ].flat();
}

/** What is doubtful about the address of a media message; null when nothing is. */
export function mediaWarning(type: MediaType, url: string): string | null {
  const unreachable = reachWarning(url);
  if (unreachable !== null) return `${unreachable} Vonage must be able to fetch it from the internet.`;
  const [, path = ""] = /^https:\/\/[^/?#]*([^?#]*)/i.exec(url) ?? [];
  const [, ending] = /\.([a-z\d]{2,4})$/i.exec(path) ?? [];
  // Addresses without an ending are common, and say nothing.
  if (ending === undefined || type === "file" || ENDINGS[type].includes(ending.toLowerCase())) return null;
  const known = ENDINGS[type].map((each) => `.${each}`).join(", ");
  return `Messenger takes ${known} as ${type}; this ends in .${ending}.`;
}

function contentWarning({ content, apiVersion }: ReplyDraft): Doubt {
  switch (content.type) {
    case "text": {
      const { length } = content.text;
      if (length <= REPLY_TEXT_LIMIT) return null;
      return apiVersion === "v1"
        ? refused(`The text has ${formatCount(length)} characters; Vonage takes ${REPLY_TEXT_LIMIT}.`)
        : unsure(
            `The text has ${formatCount(length)} characters; v0.1 states no limit, v1 takes ${REPLY_TEXT_LIMIT}.`,
          );
    }
    case "custom":
      return unsure("Hookline checks only that this is JSON. The status shows whether Messenger accepts it.");
    case "image":
    case "audio":
    case "video":
    case "file":
      return refused(mediaWarning(content.type, content.url));
  }
}

function tagWarning({ category, tag }: Pick<ReplyDraft, "category" | "tag">): Doubt {
  if (tag === null) {
    return category === "message_tag"
      ? refused("Category message_tag needs a tag; Vonage refuses it without one.")
      : null;
  }
  if (category !== "message_tag") {
    return unsure("A tag goes with category message_tag; what Vonage makes of it here is not published.");
  }
  const known = findMessageTag(tag);
  if (known === undefined) return refused(`Neither Messenger nor Vonage names a tag ${tag}.`);
  switch (known.state) {
    case "valid":
      return null;
    case "uncertain":
      return unsure(`Whether ${tag} still works is not published.`);
    case "retired":
      return refused(`${tag} is retired since ${dayOf(known.retiredOn ?? "")}: Messenger refuses it.`);
  }
}

function clientRefWarning({ clientRef, apiVersion }: Pick<ReplyDraft, "clientRef" | "apiVersion">): Doubt {
  const limit = CLIENT_REF_LIMITS[apiVersion];
  if (clientRef === null || clientRef.length <= limit) return null;
  return refused(`client_ref has ${formatCount(clientRef.length)} characters; ${apiVersion} takes ${limit}.`);
}

function callbackWarning(url: string | null): string | null {
  const unreachable = url === null ? null : reachWarning(url);
  return unreachable === null ? null : `${unreachable} Vonage must be able to reach it from the internet.`;
}

/** Numbers to the end: a name may begin with them. */
const PRIVATE_IPV4 =
  /^(?:0|10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\.[\d.]+$/;
const PRIVATE_NAME = /^localhost$|^[^.]+$|\.(?:localhost|local|internal|home|lan)$/;

/** Why an address is none that everybody can reach by https; read as text, so a name may still lead anywhere. */
function reachWarning(url: string): string | null {
  const [, scheme, authority = ""] = /^([a-z][a-z\d+.-]*):\/\/([^/?#]*)/i.exec(url.trim()) ?? [];
  const host = authority
    .replace(/^.*@/, "")
    .replace(/\.?(?::\d*)?$/, "")
    .toLowerCase();
  if (scheme?.toLowerCase() !== "https" || host === "") return "Not an https address.";
  const isIpv6 = host.startsWith("[");
  const isPrivate = isIpv6
    ? /^\[(?:::|f[cde])/.test(host)
    : PRIVATE_IPV4.test(host) || PRIVATE_NAME.test(host);
  return isPrivate ? `${host} is a private address.` : null;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "27 Apr 2026" of an ISO date. */
export function dayOf(date: string): string {
  const [year = "", month = "", day = ""] = date.split("-");
  return `${Number(day)} ${MONTHS[Number(month) - 1] ?? month} ${year}`;
}

function about(part: DraftWarning["about"], doubt: Doubt): readonly DraftWarning[] {
  return doubt === null ? [] : [{ about: part, ...doubt }];
}

function refused(text: string | null): Doubt {
  return text === null ? null : { text, isRefused: true };
}

function unsure(text: string | null): Doubt {
  return text === null ? null : { text, isRefused: false };
}
