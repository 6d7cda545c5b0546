// The members that a v1 and a v0.1 message share, checked by the published rules: content, Messenger's options, callbacks.
import type { PayloadVersion } from "../../preload/contract/event.ts";
import { REPLY_TEXT_LIMIT } from "../../preload/contract/reply.ts";
import type { InvalidParameter } from "./problems.ts";
import { refuse, type Refused, type SendRequest } from "./send-request.ts";
import { tagState } from "./tags.ts";

/** A JSON object. */
export type Members = Readonly<Record<string, unknown>>;

/** What a Messenger message can be in both versions. */
export const CONTENT_TYPES: readonly string[] = ["text", "image", "audio", "video", "file"];

const CATEGORIES: readonly string[] = ["response", "update", "message_tag"];
const URL_LIMIT = 2_000;
/** Stated for audio only. */
const SHORTEST_AUDIO_URL = 10;

/**
 * What is wrong with the content of a type of {@link CONTENT_TYPES}. Nothing is fetched, and the ending of an address
 * says nothing: addresses without one are common.
 * @param prefix how the answer names the members' place
 */
export function checkContent(members: Members, type: string, prefix: string): readonly InvalidParameter[] {
  if (type === "text") {
    const text = members["text"];
    if (typeof text !== "string" || text === "") return [{ name: `${prefix}text`, reason: "is required." }];
    // v0.1 never stated a limit.
    return prefix === "" && text.length > REPLY_TEXT_LIMIT
      ? [{ name: "text", reason: `must be at most ${REPLY_TEXT_LIMIT} characters.` }]
      : [];
  }
  const name = `${prefix}${type}.url`;
  const media = members[type];
  const url = isMembers(media) ? media["url"] : undefined;
  if (url === undefined || url === null || url === "") return [{ name, reason: "is required." }];
  if (!isWebUrl(url)) return [{ name, reason: "must be an http or https address." }];
  return type === "audio" && url.length < SHORTEST_AUDIO_URL
    ? [{ name, reason: `must be ${SHORTEST_AUDIO_URL} to ${URL_LIMIT} characters.` }]
    : [];
}

/** Text and address of what {@link checkContent} has nothing to say about. */
export function contentOf(members: Members, type: string): Pick<SendRequest, "text" | "mediaUrl"> {
  const text = type === "text" ? members["text"] : null;
  const media = type === "text" ? null : members[type];
  const url = isMembers(media) ? media["url"] : null;
  return { text: typeof text === "string" ? text : null, mediaUrl: typeof url === "string" ? url : null };
}

/** What is wrong with the members that say where statuses go, and in which shape. */
export function checkCallback({ webhook_url: url, webhook_version: version }: Members): InvalidParameter[] {
  const wrong: InvalidParameter[] = [];
  if (url !== undefined && !isWebUrl(url)) wrong.push({ name: "webhook_url", reason: "must be a URL." });
  if (version !== undefined && !isVersion(version)) {
    wrong.push({ name: "webhook_version", reason: "Must be one of `v0.1` or `v1`." });
  }
  return wrong;
}

/** Those members once {@link checkCallback} has nothing to say. */
export function callbackOf({ webhook_url: url, webhook_version: version }: Members): {
  readonly webhookUrl: string | null;
  readonly webhookVersion: PayloadVersion | null;
} {
  return {
    webhookUrl: typeof url === "string" ? url : null,
    webhookVersion: isVersion(version) ? version : null,
  };
}

/** Reads Messenger's category and tag; `tag` is the one in force, null without category `message_tag`. */
export function readMessenger(
  options: unknown,
  name: string,
): { readonly ok: true; readonly tag: string | null } | Refused {
  if (options === undefined) return { ok: true, tag: null };
  if (!isMembers(options)) return refuse("1110", name, "must be an object.");
  const { category, tag } = options;
  if (category !== undefined && !(typeof category === "string" && CATEGORIES.includes(category))) {
    return refuse("1110", `${name}.category`, "Must be one of `response`, `update` or `message_tag`.");
  }
  // A tag beside another category is accepted by every SDK; here it has no effect.
  if (category !== "message_tag") return { ok: true, tag: null };
  if (tag === undefined) return refuse("1150", `${name}.tag`, "is required.");
  if (typeof tag !== "string" || tagState(tag) === "unknown") {
    return refuse("1150", `${name}.tag`, "invalid value");
  }
  return { ok: true, tag };
}

/** Whether a value is a JSON object. */
export function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a client reference may be taken; leaving it out is allowed. */
export function isClientRef(value: unknown, limit: number): value is string | undefined {
  return value === undefined || (typeof value === "string" && value.length <= limit);
}

function isWebUrl(value: unknown): value is string {
  if (typeof value !== "string" || value.length > URL_LIMIT) return false;
  const url = URL.parse(value);
  return url !== null && ["http:", "https:"].includes(url.protocol);
}

function isVersion(value: unknown): value is PayloadVersion {
  return value === "v1" || value === "v0.1";
}
