// What a send request comes to, whichever version of the API it was written for: a message, or why it is refused.
import type { PayloadVersion } from "../../preload/contract/event.ts";
import type { PageId, Psid } from "../../preload/contract/ids.ts";
import type { InvalidParameter, RefusalCode } from "./problems.ts";

/** What the simulator needs of an accepted message. */
export interface SendRequest {
  /** `messenger`; another one only in the line of a `failover`. */
  readonly channel: string;
  /** The recipient as the channel knows them: on Messenger a PSID. */
  readonly psid: Psid;
  /** The sender as the channel knows it: on Messenger a Page. */
  readonly pageId: PageId;
  readonly messageType: string;
  /** What the person reads; null for anything but text. */
  readonly text: string | null;
  /** Address of the attachment; null for what has none. */
  readonly mediaUrl: string | null;
  readonly clientRef: string | null;
  /** Status callbacks of this message only. */
  readonly webhookUrl: string | null;
  /** Shape of its status callbacks; null = as the application or the account is set. */
  readonly webhookVersion: PayloadVersion | null;
  /** The tag in force; null without category `message_tag`. */
  readonly tag: string | null;
  /** What is sent, one after the other, when the one before is rejected; null without `failover`. */
  readonly failover: readonly SendRequest[] | null;
}

/** Why it is not accepted. v0.1 knows one refusal only and ignores the code. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly invalidParameters: readonly InvalidParameter[];
}

/** A body that was refused. */
export interface Refused {
  readonly ok: false;
  readonly refusal: Refusal;
}

/** The outcome of reading a body. */
export type ReadSend = { readonly ok: true; readonly request: SendRequest } | Refused;

/** Whether the caller may send from a Page. */
export type MaySendFrom = (pageId: PageId) => boolean;

const LONGEST_ID = 50;

/**
 * A recipient or sender as the API takes it: a text of 1 to 50 characters, which is the rule of {@link Psid} and
 * {@link PageId}. By hand, since it is asked twice for every message, thousands of times a second.
 */
export function readId<T extends Psid | PageId>(value: unknown): T | null {
  // Branded by the same rule as its schema.
  return typeof value === "string" && value !== "" && value.length <= LONGEST_ID ? (value as T) : null;
}

/** Refuses, naming one member at most. */
export function refuse(code: RefusalCode, name?: string, reason = ""): Refused {
  return { ok: false, refusal: { code, invalidParameters: name === undefined ? [] : [{ name, reason }] } };
}
