// The built-in Vonage and Messenger look-alike: what it can be told to do. What it is like: simulator-state.ts.
import { z } from "zod";
import { MESSAGE_STATUSES, PayloadVersion } from "./event.ts";
import { MessageUuid, PageId, Psid } from "./ids.ts";

/**
 * What can be made to go wrong with a simulated webhook, singly or mixed:
 * - `bad-signature` another secret signs it; `unsigned` no token (a retry is signed, as at Vonage; it wins over the other
 *   faults of a token); `wrong-hash` the token is of another body; `late` timestamp and token are 90 s old
 * - `duplicate` the same bytes twice
 * - `out-of-order` a message comes after the person's next one (or 5 s later); the statuses of a sent message come in
 *   reverse; a status sent by hand comes after the message's next one (or 5 s later)
 * - `burst` many at once (see `burstSize`), numbered, of what is sent by hand
 * - `slow` the body dribbles (see `slowMs`); `reset` the connection breaks in the middle of the body, and the webhook is
 *   sent again by the schedule of retries; both only the first time
 * - `other-version` a v0.1 payload where v1 is due, and the reverse
 * - `integer-title` `error.title` of a v1 status as a number; `unknown-members` members nobody has heard of, besides those
 *   of other channels; `huge-body` 10 MiB
 */
export const SIMULATOR_FAULTS = [
  "bad-signature",
  "unsigned",
  "duplicate",
  "wrong-hash",
  "late",
  "out-of-order",
  "burst",
  "slow",
  "reset",
  "other-version",
  "integer-title",
  "unknown-members",
  "huge-body",
] as const;
/** One of the faults. */
export const SimulatorFault = z.enum(SIMULATOR_FAULTS);
export type SimulatorFault = z.output<typeof SimulatorFault>;

/** One fault or several at once. */
export const SimulatorFaultChoice = z.union([
  SimulatorFault,
  z.array(SimulatorFault).max(SIMULATOR_FAULTS.length),
]);
export type SimulatorFaultChoice = z.output<typeof SimulatorFaultChoice>;

/** The person the simulator plays. Both ids are those of the seed documents. */
export const SIMULATED_PSID = Psid.parse("1111111111111111");
/** The Page they write to. */
export const SIMULATED_PAGE_ID = PageId.parse("0000000000000000");
/** What they write when nothing else is said. */
export const SIMULATED_GREETING = "Hello from Facebook Messenger!";

/** What a person can send. `unsupported` is what Vonage cannot relay: a sticker, a location. */
export const SIMULATED_MESSAGE_TYPES = ["text", "image", "audio", "video", "file", "unsupported"] as const;

/**
 * A message the simulated person is told to send; what is left out is as in the documentation. Without a `fault`, or with
 * null, the faults in force spoil it; an empty list spares it from them.
 */
export const SimulatedMessage = z.strictObject({
  type: z.enum(SIMULATED_MESSAGE_TYPES).default("text"),
  text: z.string().max(20_000).optional(),
  url: z.string().max(2_000).optional(),
  psid: Psid.optional(),
  pageId: PageId.optional(),
  payloadVersion: PayloadVersion.optional(),
  fault: SimulatorFaultChoice.nullable().optional(),
});
export type SimulatedMessage = z.output<typeof SimulatedMessage>;

/** A status the simulator is told to send by itself (`trigger status`). `fault` as in {@link SimulatedMessage}. */
export const SimulatedStatus = z.strictObject({
  status: z.enum(MESSAGE_STATUSES),
  /** Left out: of the newest message to that person; null: of one that nobody sent. */
  messageUuid: MessageUuid.nullable().optional(),
  /** For `rejected`: a code of the published list, e.g. "1340". */
  errorCode: z.string().max(10).optional(),
  psid: Psid.optional(),
  pageId: PageId.optional(),
  payloadVersion: PayloadVersion.optional(),
  fault: SimulatorFaultChoice.nullable().optional(),
});
export type SimulatedStatus = z.output<typeof SimulatedStatus>;

/** What the handler said to a webhook: its HTTP status (null = none came, and `reason` says why) and how long it took. */
export const HandlerAnswer = z.object({
  status: z.int().nullable(),
  durationMs: z.number(),
  reason: z.string().nullable(),
});
export type HandlerAnswer = z.output<typeof HandlerAnswer>;

/** What was sent: the `message_uuid` to look for. */
export const SimulatedDelivery = z.object({
  /** Of a burst: the first one's. */
  messageUuid: MessageUuid,
  /** How many messages it became: 1, but for a burst. */
  count: z.int(),
  /** Where it went, e.g. `127.0.0.1:3000`; null where nobody is told. */
  host: z.string().nullable(),
  /** What was wrong with it on purpose: the faults chosen for it, else those in force. */
  faults: z.array(SimulatorFault),
  /** To the first attempt of that message; null while it is held back (`out-of-order`), or where nobody is told. */
  answer: HandlerAnswer.nullable(),
});
export type SimulatedDelivery = z.output<typeof SimulatedDelivery>;

/** A person at a Page; the simulator's own Page unless named (in sandbox mode: the shared one). */
export const PersonAtPage = z.strictObject({ psid: Psid, pageId: PageId.optional() });
export type PersonAtPage = z.output<typeof PersonAtPage>;

/** A person to play: a new one (without a `psid` one is invented), or a new name for one there is. */
export const PersonToSave = z.strictObject({
  psid: Psid.optional(),
  pageId: PageId.optional(),
  /** For the person at the computer; Messenger tells a bot no names. */
  name: z.string().trim().min(1).max(60),
});
export type PersonToSave = z.output<typeof PersonToSave>;

/** What a person has read now. */
export const ReadMessages = z.object({ messageUuids: z.array(MessageUuid) });

const api = z
  .enum([
    "unauthorized",
    "unprovisioned",
    "low-balance",
    "throttled",
    "internal-error",
    "no-answer",
    "slow",
    "cut-before-accepting",
    "cut-after-accepting",
  ])
  .nullable();
const messenger = z.enum(["expired-page-link", "unreachable-media"]).nullable();
const account = z
  .enum([
    "incomplete",
    "unauthorized",
    "foreign-page",
    "internal-error",
    "no-answer",
    "slow",
    "cut-before-change",
    "cut-after-change",
  ])
  .nullable();

/**
 * Faults in force. `api` is about the answer to send requests: an error, none at all, a late one (`slow`, by `slowMs`), or
 * a connection that breaks before or after the message is accepted. `webhooks` spoils every webhook that names no fault
 * itself. `messenger` is what Messenger finds of accepted messages: that the link to the Page has expired, or that no
 * media can be had (nothing is fetched to find out). `account` is of the Applications and External Accounts APIs:
 * `incomplete` leaves version and media authentication out of applications, `foreign-page` says that every Page is
 * somebody else's, `slow` answers two seconds late, and the two cuts break the connection of a request that changes something, before or after it is done.
 */
export const FaultsInForce = z.strictObject({
  api,
  webhooks: z.array(SimulatorFault),
  messenger,
  account,
});
export type FaultsInForce = z.output<typeof FaultsInForce>;

/** Switches the faults of {@link FaultsInForce}; what is left out goes well. `webhooks` may be one, a list, or null. */
export const FaultSwitches = z.strictObject({
  api: api.optional(),
  webhooks: SimulatorFaultChoice.nullable().optional(),
  messenger: messenger.optional(),
  account: account.optional(),
});
export type FaultSwitches = z.output<typeof FaultSwitches>;

const LONGEST_DELAY_MS = 7 * 24 * 60 * 60_000;
const delay = z.int().min(0).max(LONGEST_DELAY_MS).nullable();

/**
 * When things happen, and in which order: the delays alone decide it, so a `readMs` below `deliveredMs` is told first.
 * What is left out is as it is without a word.
 */
export const SimulatorTiming = z.strictObject({
  /** From the 202 to each status; null = it never comes by itself. `rejected` comes when `delivered` would. */
  submittedMs: delay.default(400),
  deliveredMs: delay.default(1_200),
  readMs: delay.default(4_000),
  /** How long fault `slow` takes, of a webhook's body or of the API's answer. */
  slowMs: z.int().min(0).max(60_000).default(5_000),
  /** How long an answer of the handler is waited for. Source: knowledge base article 226572227, read 2026-11. */
  answerTimeoutMs: z.int().min(50).max(120_000).default(15_000),
  /** How many fault `burst` sends. */
  burstSize: z.int().min(1).max(1_000).default(1_000),
  /**
   * Which answers make a webhook come again. Vonage's pages differ: 429 and 5xx (knowledge base article 360028543292),
   * or all but 2xx (page of the sandbox). No answer at all always does, unless this is `never`.
   */
  retryAfter: z.enum(["429-or-5xx", "not-2xx", "never"]).default("429-or-5xx"),
});
export type SimulatorTiming = z.output<typeof SimulatorTiming>;

/**
 * The sandbox of the Messages API: one shared Page, one message a second, and only testers may be written to. Somebody
 * becomes a tester by sending the text to join, or by standing in `testers`.
 */
export const SandboxSettings = z.strictObject({
  isOn: z.boolean(),
  /** Left out: those there are. */
  testers: z.array(Psid).max(200).optional(),
});
export type SandboxSettings = z.output<typeof SandboxSettings>;

/** How far to play: an amount of time, to the next thing that waits, or until nothing waits any more. */
export const TimeToPlay = z.union([
  z.strictObject({
    advanceMs: z
      .int()
      .min(0)
      .max(31 * 24 * 60 * 60_000),
  }),
  z.strictObject({ until: z.enum(["next", "idle"]) }),
]);
export type TimeToPlay = z.output<typeof TimeToPlay>;

/** What was played. */
export const PlayedTime = z.object({
  advancedMs: z.number(),
  /** Webhooks that were sent meanwhile, retries included. */
  attempts: z.int(),
  /** `there`: as far as was asked; `idle`: nothing waits any more; `limit`: a minute of real time, or 8 days, are up; `reset`: everything was started over meanwhile. */
  end: z.enum(["there", "idle", "limit", "reset"]),
  /** Epoch ms by the simulator's clock. */
  now: z.number(),
});
export type PlayedTime = z.output<typeof PlayedTime>;
