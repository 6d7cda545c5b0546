// Messages the simulator accepted, and the statuses it sends of each: submitted, then delivered and read, or rejected.
import type { PayloadVersion } from "../../preload/contract/event.ts";
import type { ApplicationId, MessageUuid, PageId, Psid } from "../../preload/contract/ids.ts";
import type { Clock } from "../ports.ts";
import type { SendRequest } from "./send-request.ts";
import type { Workflow } from "./webhook-payloads.ts";

/** An accepted message. */
export interface SentMessage {
  readonly messageUuid: MessageUuid;
  readonly channel: string;
  readonly psid: Psid;
  readonly pageId: PageId;
  readonly clientRef: string | null;
  /** Shape of its statuses. */
  readonly version: PayloadVersion;
  /** Where its statuses go; null = the status URL of the application. */
  readonly webhookUrl: string | null;
  /** In whose name it was sent; null = the account's. */
  readonly applicationId: ApplicationId | null;
  readonly workflow: Workflow | null;
  /** What is sent when this one is rejected. */
  readonly behind: readonly SendRequest[];
}

/** An accepted message and what has been told of it. */
export interface TrackedMessage {
  readonly message: SentMessage;
  readonly statuses: readonly string[];
}

/** Keeps accepted messages and their coming statuses. */
export interface SentMessages {
  /** Takes a message; `refusalCode` makes its way end in `rejected`. */
  accept(message: SentMessage, refusalCode: string | null): void;
  /** The person opened the conversation: what was not rejected and not read yet is read now. */
  readAll(psid: Psid): readonly MessageUuid[];
  /** Notes a status that somebody else had sent. */
  note(messageUuid: MessageUuid, status: string): void;
  get(messageUuid: MessageUuid): SentMessage | null;
  newest(psid: Psid): SentMessage | null;
  list(): readonly TrackedMessage[];
  /** Forgets all and cancels the statuses to come. */
  clear(): void;
}

/** When each status follows the answer 202. */
const STATUS_DELAYS_MS = { submitted: 400, delivered: 1_200, read: 4_000 } as const;

/** Channels that tell of reading. */
const READ_CHANNELS = ["messenger", "whatsapp", "viber_service", "rcs"];

const MOST_MESSAGES = 2_000;

interface SentMessagesPorts {
  readonly clock: Clock;
  readonly sendStatus: (message: SentMessage, status: string, errorCode: string | null) => void;
  /** A message came to its end in `rejected`. */
  readonly rejected: (message: SentMessage) => void;
}

interface Entry {
  readonly message: SentMessage;
  readonly statuses: string[];
  readonly cancels: (() => void)[];
}

/** Makes an empty list. */
export function createSentMessages({ clock, sendStatus, rejected }: SentMessagesPorts): SentMessages {
  const entries = new Map<MessageUuid, Entry>();

  const tell = (entry: Entry, status: string, errorCode: string | null): void => {
    entry.statuses.push(status);
    sendStatus(entry.message, status, errorCode);
  };
  const forget = (entry: Entry): void => {
    for (const cancel of entry.cancels) cancel();
    entries.delete(entry.message.messageUuid);
  };
  const newestFirst = (): readonly Entry[] => [...entries.values()].reverse();

  return {
    accept(message, refusalCode) {
      const entry: Entry = { message, statuses: [], cancels: [] };
      entries.set(message.messageUuid, entry);
      const follow = (delayMs: number, status: string, errorCode: string | null): void => {
        entry.cancels.push(
          clock.after(delayMs, () => {
            // A person who opened the conversation has read it before its time.
            if (!entry.statuses.includes(status)) tell(entry, status, errorCode);
            if (status === "rejected") rejected(message);
          }),
        );
      };
      follow(STATUS_DELAYS_MS.submitted, "submitted", null);
      if (refusalCode === null) {
        follow(STATUS_DELAYS_MS.delivered, "delivered", null);
        if (READ_CHANNELS.includes(message.channel)) follow(STATUS_DELAYS_MS.read, "read", null);
      } else {
        follow(STATUS_DELAYS_MS.delivered, "rejected", refusalCode);
      }
      const oldest = entries.size > MOST_MESSAGES ? entries.values().next() : { done: true as const };
      if (oldest.done !== true) forget(oldest.value);
    },
    readAll(psid) {
      const unread = [...entries.values()].filter(
        ({ message, statuses }) =>
          message.channel === "messenger" &&
          message.psid === psid &&
          statuses.includes("delivered") &&
          !statuses.includes("read"),
      );
      for (const entry of unread) tell(entry, "read", null);
      return unread.map(({ message }) => message.messageUuid);
    },
    note(messageUuid, status) {
      entries.get(messageUuid)?.statuses.push(status);
    },
    get: (messageUuid) => entries.get(messageUuid)?.message ?? null,
    newest: (psid) => newestFirst().find(({ message }) => message.psid === psid)?.message ?? null,
    list: () => [...entries.values()].map(({ message, statuses }) => ({ message, statuses: [...statuses] })),
    clear() {
      for (const entry of entries.values()) forget(entry);
    },
  };
}
