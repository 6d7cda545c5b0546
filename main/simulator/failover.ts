// The `failover` list of a v1 message: what stands in line behind it, on Messenger or another channel.
// Which answer a bad item gets is not published; here it is 1150, naming the item's place.
import type { PageId, Psid } from "../../preload/contract/ids.ts";
import type { RefusalCode } from "./problems.ts";
import { callbackOf, checkCallback, isClientRef, isMembers, type Members } from "./send-content.ts";
import { readId, refuse, type ReadSend, type Refused, type SendRequest } from "./send-request.ts";

/** Channels a message may fail over to. Source: Messages API OpenAPI 1.20.0, read 2026-11. */
const OTHER_CHANNELS: readonly unknown[] = ["sms", "mms", "whatsapp", "viber_service", "rcs", "email"];
/** Accepted messages are kept in memory. */
const MOST_ITEMS = 25;
const CLIENT_REF_LIMIT = 100;

/** The member a refusal without parameters is about. */
const MEMBER_OF: Partial<Record<RefusalCode, string>> = {
  "1060": "client_ref",
  "110": "to",
  "1100": "channel",
  "1120": "from",
  "1140": "message_type",
};

/**
 * Reads the list. Only Messenger is known here: of a message on another channel the content is not looked at.
 * @param readMessage reads an item for Messenger
 */
export function readFailover(
  value: unknown,
  readMessage: (item: Members) => ReadSend,
): { readonly ok: true; readonly requests: readonly SendRequest[] } | Refused {
  if (!(Array.isArray(value) && value.every(isMembers))) {
    return refuse("1150", "failover", "must be an array of messages.");
  }
  if (value.length > MOST_ITEMS) {
    return refuse("1150", "failover", `must be at most ${MOST_ITEMS} messages.`);
  }
  const requests: SendRequest[] = [];
  for (const [index, item] of value.entries()) {
    const read = item["channel"] === "messenger" ? readMessage(item) : readOther(item);
    if (!read.ok) return placed(read, `failover[${index}]`);
    requests.push(read.request);
  }
  return { ok: true, requests };
}

function readOther(item: Members): ReadSend {
  const { channel, message_type: type, client_ref: clientRef } = item;
  if (typeof channel !== "string" || !OTHER_CHANNELS.includes(channel)) return refuse("1100");
  if (typeof type !== "string" || type === "") return refuse("1140");
  const psid = readId<Psid>(item["to"]);
  if (psid === null) return refuse("110");
  const pageId = readId<PageId>(item["from"]);
  if (pageId === null) return refuse("1120");
  const wrong = checkCallback(item);
  if (wrong.length > 0) return { ok: false, refusal: { code: "1150", invalidParameters: wrong } };
  if (!isClientRef(clientRef, CLIENT_REF_LIMIT)) return refuse("1060");
  return {
    ok: true,
    request: {
      channel,
      psid,
      pageId,
      messageType: type,
      text: null,
      mediaUrl: null,
      clientRef: clientRef ?? null,
      ...callbackOf(item),
      tag: null,
      failover: null,
    },
  };
}

function placed({ refusal: { code, invalidParameters } }: Refused, place: string): Refused {
  const member = MEMBER_OF[code];
  const parameters =
    invalidParameters.length > 0 || member === undefined
      ? invalidParameters
      : [{ name: member, reason: "is invalid for the given channel." }];
  return {
    ok: false,
    refusal: {
      code: "1150",
      invalidParameters: parameters.map(({ name, reason }) => ({ name: `${place}.${name}`, reason })),
    },
  };
}
