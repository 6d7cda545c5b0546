// What the simulator is like at a moment: for a screen of it, and for scripts. It holds no secret.
import { z } from "zod";
import { PayloadVersion } from "./event.ts";
import { ApplicationId, MessageUuid, PageId, Psid } from "./ids.ts";
import {
  FaultsInForce,
  HandlerAnswer,
  SIMULATED_MESSAGE_TYPES,
  SimulatorFault,
  SimulatorTiming,
} from "./simulator.ts";

/** A person to play. */
export const SimulatedPerson = z.object({
  psid: Psid,
  pageId: PageId,
  /** Given by the person at the computer; null = none. */
  name: z.string().nullable(),
  /** Made or named by hand (or the first one), so kept until removed; others are people who just wrote. */
  isKept: z.boolean(),
  /** Epoch ms by the simulator's clock; null = never wrote, so Messenger delivers nothing to them. */
  lastInboundAt: z.number().nullable(),
  /** Delivered and not read yet. */
  unread: z.int(),
});
export type SimulatedPerson = z.output<typeof SimulatedPerson>;

/** One message of a conversation, as it stands on the person's own screen. */
export const SimulatedConversationMessage = z.object({
  messageUuid: MessageUuid,
  from: z.enum(["person", "page"]),
  /** Epoch ms by the simulator's clock. */
  at: z.number(),
  type: z.enum([...SIMULATED_MESSAGE_TYPES, "custom"]),
  /** At most 2,000 UTF-16 units of it. */
  text: z.string().nullable(),
  mediaUrl: z.string().nullable(),
  /** Of a message from the Page, in the order in which they were told; empty for the person's own. */
  statuses: z.array(z.string()),
});
export type SimulatedConversationMessage = z.output<typeof SimulatedConversationMessage>;

/** What a person and a Page wrote to each other in this run: the newest 200, oldest first. */
export const SimulatedConversation = z.object({
  person: SimulatedPerson.nullable(),
  messages: z.array(SimulatedConversationMessage),
});
export type SimulatedConversation = z.output<typeof SimulatedConversation>;

/**
 * `under-way`: no answer yet; `taken`: answered 2xx; `refused`: an answer that is final; `waiting`: to be sent again;
 * `given-up`: not taken in 24 hours, or too many wait; `not-sent`: there is no address that may be called.
 */
export const DELIVERY_STATES = ["under-way", "taken", "refused", "waiting", "given-up", "not-sent"] as const;

/** One webhook and what became of it. */
export const WebhookDelivery = z.object({
  /** Grows; of this run. */
  id: z.int(),
  kind: z.enum(["inbound", "status"]),
  messageUuid: MessageUuid,
  psid: Psid,
  pageId: PageId,
  /** Of a status webhook; else null. */
  status: z.string().nullable(),
  payloadVersion: PayloadVersion,
  faults: z.array(SimulatorFault),
  /** Without its query; null where there is none. */
  url: z.string().nullable(),
  /** Epoch ms by the simulator's clock. */
  startedAt: z.number(),
  state: z.enum(DELIVERY_STATES),
  attempts: z.int(),
  /** To the newest attempt. */
  answer: HandlerAnswer.nullable(),
  /** When it is sent again, epoch ms by the simulator's clock; null = not again. */
  nextAttemptAt: z.number().nullable(),
});
export type WebhookDelivery = z.output<typeof WebhookDelivery>;

/** One attempt of a delivery. */
export const DeliveryAttempt = HandlerAnswer.extend({
  /** When it began, epoch ms by the simulator's clock. */
  at: z.number(),
});
export type DeliveryAttempt = z.output<typeof DeliveryAttempt>;

/** A delivery with all its attempts, oldest first: the story of its retries. */
export const DeliveryStory = WebhookDelivery.extend({ story: z.array(DeliveryAttempt) });
export type DeliveryStory = z.output<typeof DeliveryStory>;

/** What of the simulator every screen goes by: what goes wrong on purpose, and how late it is there. */
export const SimulatorGlance = z.object({
  faults: FaultsInForce,
  /** How far its clock was played ahead of the computer's. */
  aheadMs: z.number(),
});
export type SimulatorGlance = z.output<typeof SimulatorGlance>;

/** Everything a screen of the simulator shows. */
export const SimulatorState = z.object({
  /** Grows with every change; `simulator.changed` carries it. */
  revision: z.int(),
  /** `http://127.0.0.1:<port>`; null while its endpoints are closed. */
  url: z.string().nullable(),
  applicationId: ApplicationId,
  apiKey: z.string(),
  /** The first Page and the first person. */
  pageId: PageId,
  psid: Psid,
  clock: z.object({
    /** Epoch ms; it runs on by itself. */
    now: z.number(),
    /** How far it was played ahead of the computer's clock. */
    aheadMs: z.number(),
    isPlaying: z.boolean(),
    /** When the next thing happens, epoch ms; null = nothing waits. */
    nextAt: z.number().nullable(),
    /** How many things wait: statuses, retries, what is held back. */
    waiting: z.int(),
  }),
  faults: FaultsInForce,
  timing: SimulatorTiming,
  sandbox: z.object({
    isOn: z.boolean(),
    /** The Page that everybody shares. */
    pageId: PageId,
    /** What a person writes to become a tester. */
    joinText: z.string(),
    testers: z.array(Psid),
  }),
  /** Shape of statuses where no application is known: the account's setting. */
  messagesVersion: PayloadVersion,
  /** Those kept, in the order in which they were made, then those who wrote last: 200 at most. */
  people: z.array(SimulatedPerson),
  /** All of them. */
  peopleCount: z.int(),
  /** Webhooks that were not taken and are waiting to be sent again: all of them… */
  waitingRetries: z.int(),
  /** …and the first 50 of them in the order in which they are due. */
  retries: z.array(WebhookDelivery),
  /** The newest 50 webhooks, newest first. */
  deliveries: z.array(WebhookDelivery),
});
export type SimulatorState = z.output<typeof SimulatorState>;
