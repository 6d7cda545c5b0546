// Messages the simulator accepted, and the statuses it sends of each: submitted, then delivered and read, or rejected.
import type { PayloadVersion } from "../../preload/contract/event.ts";
import type { ApplicationId, MessageUuid, PageId, Psid } from "../../preload/contract/ids.ts";
import { forgetOldest } from "../forget-oldest.ts";
import type { Clock } from "../ports.ts";
import type { SendRequest } from "./send-request.ts";
import type { PlannedStatus } from "./status-plan.ts";
import type { WebhookAim } from "./webhook-addresses.ts";
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
  /** Where everything went when it was accepted: see webhook-addresses.ts. */
  readonly aim: WebhookAim | null;
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
  /** Takes a message whose statuses follow as planned. */
  accept(message: SentMessage, plan: readonly PlannedStatus[]): void;
  /** The person opened the conversation with a Page: what has arrived and was not read yet is read now. */
  readAll(psid: Psid, pageId: PageId): readonly MessageUuid[];
  /** How many of a person's messages from a Page have arrived and were not read. */
  unread(psid: Psid, pageId: PageId): number;
  /** Notes a status that somebody else had sent. */
  note(messageUuid: MessageUuid, status: string): void;
  get(messageUuid: MessageUuid): SentMessage | null;
  statusesOf(messageUuid: MessageUuid): readonly string[];
  newest(psid: Psid): SentMessage | null;
  /** The newest `count`, oldest first. */
  list(count: number): readonly TrackedMessage[];
  /** Forgets all and cancels the statuses to come. */
  clear(): void;
}

/** Their statuses to come are forgotten with them. */
const MOST_MESSAGES = 20_000;

interface SentMessagesPorts {
  readonly clock: Clock;
  readonly sendStatus: (message: SentMessage, status: string, errorCode: string | null) => void;
  /** A message came to its end in `rejected`. */
  readonly rejected: (message: SentMessage) => void;
}

interface Entry {
  readonly message: SentMessage;
  readonly plan: readonly PlannedStatus[];
  readonly acceptedAt: number;
  readonly statuses: string[];
  cancel: () => void;
}

/** Makes an empty list. */
export function createSentMessages({ clock, sendStatus, rejected }: SentMessagesPorts): SentMessages {
  const entries = new Map<MessageUuid, Entry>();
  const byPerson = new Map<Psid, Set<Entry>>();

  const tell = (entry: Entry, status: string, errorCode: string | null): void => {
    entry.statuses.push(status);
    sendStatus(entry.message, status, errorCode);
  };
  /** One timer a message: it sets the next when its time has come. */
  const follow = (entry: Entry, step: number): void => {
    const planned = entry.plan[step];
    if (planned === undefined) return;
    const { delayMs, status, errorCode } = planned;
    entry.cancel = clock.after(entry.acceptedAt + delayMs - clock.elapsed(), () => {
      // A person who opened the conversation has read it before its time.
      if (!entry.statuses.includes(status)) tell(entry, status, errorCode);
      follow(entry, step + 1);
      if (status === "rejected") rejected(entry.message);
    });
  };
  const forget = (messageUuid: MessageUuid): void => {
    const entry = entries.get(messageUuid);
    if (entry === undefined) return;
    entry.cancel();
    entries.delete(messageUuid);
    const { psid } = entry.message;
    const others = byPerson.get(psid);
    others?.delete(entry);
    if (others?.size === 0) byPerson.delete(psid);
  };
  const unreadOf = (psid: Psid, pageId: PageId): readonly Entry[] =>
    [...(byPerson.get(psid) ?? [])].filter(
      ({ message, plan, statuses }) =>
        message.channel === "messenger" &&
        message.pageId === pageId &&
        hasArrived(plan, statuses) &&
        !statuses.includes("read"),
    );

  return {
    accept(message, plan) {
      const entry: Entry = {
        message,
        plan,
        acceptedAt: clock.elapsed(),
        statuses: [],
        cancel: () => {},
      };
      entries.set(message.messageUuid, entry);
      const ofPerson = byPerson.get(message.psid);
      if (ofPerson === undefined) byPerson.set(message.psid, new Set([entry]));
      else ofPerson.add(entry);
      follow(entry, 0);
      forgetOldest(entries, MOST_MESSAGES, forget);
    },
    readAll(psid, pageId) {
      const unread = unreadOf(psid, pageId);
      for (const entry of unread) tell(entry, "read", null);
      return unread.map(({ message }) => message.messageUuid);
    },
    unread: (psid, pageId) => unreadOf(psid, pageId).length,
    note(messageUuid, status) {
      entries.get(messageUuid)?.statuses.push(status);
    },
    get: (messageUuid) => entries.get(messageUuid)?.message ?? null,
    statusesOf: (messageUuid) => entries.get(messageUuid)?.statuses ?? [],
    newest: (psid) => [...(byPerson.get(psid) ?? [])].at(-1)?.message ?? null,
    list: (count) =>
      [...entries.values()]
        .slice(-count)
        .map(({ message, statuses }) => ({ message, statuses: [...statuses] })),
    clear() {
      for (const entry of entries.values()) entry.cancel();
      entries.clear();
      byPerson.clear();
    },
  };
}

/** It arrives with the status that says so; where none ever does, at once, unless it is refused. */
function hasArrived(plan: readonly PlannedStatus[], statuses: readonly string[]): boolean {
  if (statuses.includes("delivered")) return true;
  return !plan.some(({ status }) => status === "delivered" || status === "rejected");
}
