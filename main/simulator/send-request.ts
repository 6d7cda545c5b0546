// Would Vonage accept this message? Reads the body of a send request, v1 (flat) and v0.1 (nested), by the published rules.
import type { PayloadVersion } from "../../preload/contract/event.ts";
import { PageId, Psid } from "../../preload/contract/ids.ts";
import { REPLY_TEXT_LIMIT } from "../../preload/contract/reply.ts";
import type { InvalidParameter, RefusalCode } from "./problems.ts";
import { tagState } from "./tags.ts";

/** What the simulator needs of an accepted message. */
export interface SendRequest {
  readonly psid: Psid;
  readonly pageId: PageId;
  readonly messageType: string;
  readonly clientRef: string | null;
  /** Status callbacks of this message only. */
  readonly webhookUrl: string | null;
  /** Shape of its status callbacks; null = the shape of the API version that was called. */
  readonly webhookVersion: PayloadVersion | null;
  /** The tag in force; null without category `message_tag`. */
  readonly tag: string | null;
  /** How many messages stand in line when the first is rejected, this one included; null without `failover`. */
  readonly workflowItems: number | null;
}

/** Why it is not accepted. v0.1 knows one refusal only and ignores the code. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly invalidParameters: readonly InvalidParameter[];
}

/** The outcome of reading a body. */
export type ReadSend =
  { readonly ok: true; readonly request: SendRequest } | { readonly ok: false; readonly refusal: Refusal };

type Members = Readonly<Record<string, unknown>>;

const CONTENT_TYPES = ["text", "image", "audio", "video", "file"];
const CATEGORIES = ["response", "update", "message_tag"];

/** Whether the caller may send from a Page. */
export type MaySendFrom = (pageId: PageId) => boolean;

/** Reads a v1 body. */
export function readSendV1(body: unknown, maySendFrom: MaySendFrom): ReadSend {
  if (!isMembers(body)) return refuse("1150", "body", "must be a JSON object.");
  if (body["channel"] !== "messenger") return refuse("1100");
  const type = body["message_type"];
  if (typeof type !== "string" || !CONTENT_TYPES.includes(type)) return refuse("1140");
  const psid = Psid.safeParse(body["to"]);
  if (!psid.success) return refuse("110");
  const pageId = PageId.safeParse(body["from"]);
  if (!pageId.success || !maySendFrom(pageId.data)) return refuse("1120");

  const wrong = [...checkContent(body, type, ""), ...checkCallback(body)];
  if (wrong.length > 0) return { ok: false, refusal: { code: "1150", invalidParameters: wrong } };
  const options = readMessenger(body["messenger"], "messenger");
  if (!options.ok) return options;
  if (!isClientRef(body["client_ref"], 100)) return refuse("1060");
  const failover = body["failover"];
  if (failover !== undefined && !(Array.isArray(failover) && failover.every(isMembers))) {
    return refuse("1150", "failover", "must be an array of messages.");
  }

  return {
    ok: true,
    request: {
      psid: psid.data,
      pageId: pageId.data,
      messageType: type,
      clientRef: textOrNull(body["client_ref"]),
      webhookUrl: textOrNull(body["webhook_url"]),
      webhookVersion:
        body["webhook_version"] === "v1" || body["webhook_version"] === "v0.1"
          ? body["webhook_version"]
          : null,
      tag: options.tag,
      workflowItems: Array.isArray(failover) ? failover.length + 1 : null,
    },
  };
}

/** Reads a v0.1 body. `content.type` may also be `custom`, which is passed through. */
export function readSendV01(body: unknown, maySendFrom: MaySendFrom): ReadSend {
  if (!isMembers(body)) return refuse("1150", "body", "must be a JSON object.");
  const to = isMembers(body["to"]) ? body["to"] : {};
  const from = isMembers(body["from"]) ? body["from"] : {};
  const message = isMembers(body["message"]) ? body["message"] : {};
  const content = isMembers(message["content"]) ? message["content"] : {};
  const type = content["type"];

  const wrong: InvalidParameter[] = [];
  const add = (name: string, reason: string): void => void wrong.push({ name, reason });
  if (to["type"] !== "messenger") add("to.type", "must be `messenger`.");
  if (from["type"] !== "messenger") add("from.type", "must be `messenger`.");
  const psid = Psid.safeParse(to["id"]);
  if (!psid.success) add("to.id", "must be a string of 1 to 50 characters.");
  const pageId = PageId.safeParse(from["id"]);
  if (!pageId.success || !maySendFrom(pageId.data)) add("from.id", "is not a Page of this account.");
  if (typeof type !== "string" || ![...CONTENT_TYPES, "custom"].includes(type)) {
    add("message.content.type", "must be text, image, audio, video, file or custom.");
  } else if (type === "custom") {
    if (!isMembers(content["custom"])) add("message.content.custom", "is required.");
  } else {
    wrong.push(...checkContent(content, type, "message.content."));
  }
  if (!isClientRef(body["client_ref"], 40)) add("client_ref", "must be a string of up to 40 characters.");
  if (!psid.success || !pageId.success || typeof type !== "string" || wrong.length > 0) {
    return { ok: false, refusal: { code: "1150", invalidParameters: wrong } };
  }
  const options = readMessenger(message["messenger"], "message.messenger");
  if (!options.ok) return options;

  return {
    ok: true,
    request: {
      psid: psid.data,
      pageId: pageId.data,
      messageType: type,
      clientRef: textOrNull(body["client_ref"]),
      webhookUrl: null,
      webhookVersion: null,
      tag: options.tag,
      workflowItems: null,
    },
  };
}

function checkContent(members: Members, type: string, prefix: string): InvalidParameter[] {
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
  return isWebUrl(url) ? [] : [{ name, reason: "must be a public http or https address." }];
}

function checkCallback(body: Members): InvalidParameter[] {
  const wrong: InvalidParameter[] = [];
  const { webhook_url: url, webhook_version: version } = body;
  if (url !== undefined && !isWebUrl(url)) wrong.push({ name: "webhook_url", reason: "must be a URL." });
  if (version !== undefined && version !== "v1" && version !== "v0.1") {
    wrong.push({ name: "webhook_version", reason: "Must be one of `v0.1` or `v1`." });
  }
  return wrong;
}

function readMessenger(
  options: unknown,
  name: string,
): { readonly ok: true; readonly tag: string | null } | { readonly ok: false; readonly refusal: Refusal } {
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

function refuse(
  code: RefusalCode,
  name?: string,
  reason = "",
): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal: { code, invalidParameters: name === undefined ? [] : [{ name, reason }] } };
}

function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isWebUrl(value: unknown): boolean {
  if (typeof value !== "string" || value.length > 2_000) return false;
  const url = URL.parse(value);
  return url !== null && ["http:", "https:"].includes(url.protocol);
}

function isClientRef(value: unknown, limit: number): boolean {
  return value === undefined || (typeof value === "string" && value.length <= limit);
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
