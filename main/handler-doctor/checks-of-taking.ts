// Checks of taking: whatever Vonage sends in earnest is answered 2xx.
import { MESSAGE_STATUSES } from "../../preload/contract/event.ts";
import type { DeliveryAttempt } from "../../preload/contract/simulator-state.ts";
import { answerWords, durationWords } from "../scenarios/words.ts";
import {
  failed,
  isTaken,
  passed,
  skipped,
  type Bench,
  type Check,
  type Said,
  type Verdict,
} from "./check-shape.ts";

const RETRIED =
  "Vonage sends a webhook again for 24 hours that is answered 5xx or not at all, and drops it after another answer.";
const LOOK = "Look at the app’s own log for this request. Answer 200 to what the app has no use for.";
const QUICK_MS = 3_000;

/** The check everything else rests on. */
export const genuineText: Check = {
  id: "genuine-text",
  title: "A text message",
  severity: "must",
  expects: "A signed text message in the shape of v1 is answered 2xx.",
  why: RETRIED,
  async run(bench) {
    const psid = bench.newPerson();
    const from = bench.sends().length;
    const [attempt] = await bench.say({ psid, text: "Hello" });
    if (attempt === undefined) return failed("It was not sent.", "Check the inbound URL.");
    if (!isTaken(attempt)) return failed(answerWords(attempt), todoFor(attempt));
    const replies = await bench.settledReplies(psid, from);
    bench.repliesSeen = replies.length > 0;
    const wrote = bench.repliesSeen
      ? "The app replied."
      : "The app wrote nothing, so some checks can tell less.";
    return passed(`${answerWords(attempt)} ${wrote}`);
  },
};

function todoFor({ status }: DeliveryAttempt): string {
  if (status === null) return "Answer 200 before the work is done. See whether the app hangs or crashes.";
  if (status >= 300 && status <= 399)
    return "Give the URL to which the app redirects: no redirect is followed.";
  if (status === 404 || status === 405) return "Check the path of the inbound URL, and that it takes POST.";
  return status === 401 || status === 403
    ? "Let the app verify with the simulator’s signature secret: VONAGE_SIGNATURE_SECRET."
    : "Look at the app’s own log for this request.";
}

const quickAnswer: Check = {
  id: "quick-answer",
  title: "A quick answer",
  severity: "should",
  expects: `The answer comes within ${durationWords(QUICK_MS)}.`,
  why: "Vonage waits some seconds only, then counts the webhook as not taken and sends it again: the work is done twice.",
  async run(bench) {
    const [attempt] = await bench.say({ text: "Are you quick?" });
    if (attempt === undefined || attempt.durationMs > QUICK_MS) {
      return failed(
        `It took ${durationWords(attempt?.durationMs ?? 0)}.`,
        "Answer 200 first and work afterwards.",
      );
    }
    return taken([attempt]);
  },
};

function messageCheck(
  id: string,
  title: string,
  severity: Check["severity"],
  expects: string,
  message: Said,
  more: Pick<Check, "why"> = { why: RETRIED },
): Check {
  return { id, title, severity, expects, ...more, run: async (bench) => taken(await bench.say(message)) };
}

const MEDIA: readonly Check[] = (["image", "audio", "video", "file"] as const).map((type) =>
  messageCheck(type, `A message of type ${type}`, "should", "It is answered 2xx.", { type }),
);

const statuses: Check = {
  id: "statuses",
  title: "Every status",
  severity: "must",
  expects: `${MESSAGE_STATUSES.join(", ")} are answered 2xx each.`,
  why: RETRIED,
  run: (bench) =>
    withStatuses(bench, async () => {
      const psid = bench.newPerson();
      await bench.say({ psid, text: "Please reply" });
      const attempts = [];
      // oxlint-disable-next-line no-await-in-loop -- in their order
      for (const status of MESSAGE_STATUSES) attempts.push(...(await bench.sendStatus({ psid, status })));
      return taken(attempts);
    }),
};

const earlyStatus: Check = {
  id: "early-status",
  title: "A status before the answer of the API",
  severity: "should",
  expects: "The status of a message whose message_uuid the app does not know yet is answered 2xx.",
  why: "A status may overtake the 202 that tells the app the message_uuid; one that is refused for that does not come again.",
  run: (bench) =>
    withStatuses(bench, async () =>
      taken(await bench.sendStatus({ psid: bench.newPerson(), status: "submitted" })),
    ),
};

const statusOrder: Check = {
  id: "status-order",
  title: "Statuses out of order",
  severity: "should",
  expects: "read, delivered and submitted of one message, in that order, are answered 2xx each.",
  why: "Webhooks are sent independently of each other, so their order is not kept.",
  run: (bench) =>
    withStatuses(bench, async () => {
      const psid = bench.newPerson();
      await bench.say({ psid, text: "Please reply" });
      const attempts = [];
      for (const status of ["read", "delivered", "submitted"] as const) {
        // oxlint-disable-next-line no-await-in-loop -- in their order
        attempts.push(...(await bench.sendStatus({ psid, status })));
      }
      return taken(attempts);
    }),
};

const integerTitle: Check = {
  id: "integer-title",
  title: "error.title as a number",
  severity: "should",
  expects: "A rejected status whose error.title is a number is answered 2xx.",
  why: "Vonage’s own specifications and SDKs differ: the title is a text in some, a number in others.",
  run: (bench) =>
    withStatuses(bench, async () =>
      taken(
        await bench.sendStatus({
          psid: bench.newPerson(),
          status: "rejected",
          errorCode: "1340",
          payloadVersion: "v1",
          fault: "integer-title",
        }),
      ),
    ),
};

const messageOrder: Check = {
  id: "message-order",
  title: "Messages out of order",
  severity: "should",
  expects: "Two messages of one person, the second before the first, are answered 2xx.",
  why: "Webhooks are sent independently of each other, so their order is not kept.",
  async run(bench) {
    const psid = bench.newPerson();
    await bench.say({ psid, text: "first", fault: "out-of-order" });
    await bench.say({ psid, text: "second" });
    // The first is let go by the second, and may be under way still.
    await bench.advance(0);
    const attempts = bench.attemptsFor(psid);
    return attempts.length < 2 ? failed(`Only ${attempts.length} arrived.`, LOOK) : taken(attempts);
  },
};

/** In the order in which they are made. The first is {@link genuineText}. */
export const takingChecks: readonly Check[] = [
  quickAnswer,
  ...MEDIA,
  messageCheck(
    "unsupported",
    "Something that Vonage cannot relay",
    "should",
    "A message of type unsupported (a sticker, a location) is answered 2xx.",
    { type: "unsupported" },
  ),
  messageCheck(
    "payload-v0-1",
    "The shape of v0.1",
    "good",
    "The same message in the shape of v0.1 is answered 2xx.",
    { payloadVersion: "v0.1", text: "Hello in v0.1" },
    { why: "The version is a setting of the application and of the account; somebody may change it." },
  ),
  messageCheck(
    "unknown-members",
    "Members nobody has heard of",
    "must",
    "A message with members that are not documented is answered 2xx.",
    { text: "Hello", fault: "unknown-members" },
    { why: "Vonage adds members to webhooks without another version of the API." },
  ),
  statuses,
  earlyStatus,
  statusOrder,
  integerTitle,
  messageOrder,
  messageCheck(
    "late",
    "A late webhook",
    "should",
    "A webhook whose token is 90 s old is answered 2xx.",
    { text: "I was on my way for long", fault: "late" },
    {
      why: "A retry may carry the token of the first attempt, so refusing old tokens loses what was sent again.",
    },
  ),
];

async function withStatuses(bench: Bench, run: () => Promise<Verdict>): Promise<Verdict> {
  if (bench.target.status === undefined)
    return skipped("No status URL was given.", "Give --status-url as well.");
  return run();
}

/** Whether all were answered 2xx. */
export function taken(attempts: readonly DeliveryAttempt[]): Verdict {
  const wrong = attempts.find((attempt) => !isTaken(attempt));
  const [first] = attempts;
  if (first === undefined) return failed("It was not sent.", "Check the webhook URL.");
  if (wrong !== undefined) return failed(answerWords(wrong), LOOK);
  const slowest = attempts.reduce((most, { durationMs }) => Math.max(most, durationMs), 0);
  return passed(
    attempts.length === 1
      ? answerWords(first)
      : `All ${attempts.length} were answered 2xx, the slowest in ${durationWords(slowest)}.`,
  );
}
