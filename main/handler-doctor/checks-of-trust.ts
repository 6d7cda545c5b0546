// Checks of trust: what Vonage did not send is not acted upon, and what comes twice is done once.
import type { SimulatorFault } from "../../preload/contract/simulator.ts";
import { answerWords, times } from "../scenarios/words.ts";
import { failed, isTaken, passed, skipped, type Check } from "./check-shape.ts";
import { taken } from "./checks-of-taking.ts";

const FORGED = "Anybody who learns the address can post to it. Only the signature tells that Vonage did.";

/** A webhook that must not be believed. */
function forgery(id: SimulatorFault, title: string, expects: string, todo: string): Check {
  return {
    id,
    title,
    severity: "must",
    expects,
    why: FORGED,
    async run(bench) {
      const psid = bench.newPerson();
      const from = bench.sends().length;
      const [attempt] = await bench.say({ psid, text: "I am not from Vonage", fault: id });
      if (attempt === undefined) return failed("It was not sent.", "Check the inbound URL.");
      const replies = await bench.settledReplies(psid, from);
      if (replies.length > 0) return failed(`${answerWords(attempt)} The app replied to it.`, todo);
      if (!isTaken(attempt)) return passed(answerWords(attempt));
      // An app that replies to what is genuine, and not to this, told them apart.
      if (bench.repliesSeen) return passed(`${answerWords(attempt)} The app did nothing with it.`);
      return failed(`${answerWords(attempt)} Nothing shows that it was not believed.`, todo);
    },
  };
}

const VERIFY =
  "Verify the JWT of the Authorization header by HS256 with the signature secret, before anything else";

const duplicate: Check = {
  id: "duplicate",
  title: "The same webhook twice",
  severity: "must",
  expects: "Both are answered 2xx, and the message is handled once.",
  why: "Vonage delivers at least once: a webhook whose answer was lost or late comes again, byte for byte.",
  async run(bench) {
    const psid = bench.newPerson();
    const from = bench.sends().length;
    const answers = taken(await bench.say({ psid, text: "Only once, please", fault: "duplicate" }));
    if (answers.verdict === "failed") return answers;
    return handledOnce(answers.seen, (await bench.settledReplies(psid, from)).length);
  },
};

const retry: Check = {
  id: "retry",
  title: "A retry after no answer",
  severity: "must",
  expects:
    "After a connection that broke in the middle of the body, the retry is answered 2xx and handled once.",
  why: "Networks break. Vonage sends the webhook again 5 s later, then at doubled distances up to 15 min.",
  async run(bench) {
    const psid = bench.newPerson();
    const from = bench.sends().length;
    bench.setTiming({ retryAfter: "429-or-5xx" });
    try {
      await bench.say({ psid, text: "Did this get through?", fault: "reset" });
      await bench.advance(RETRY_MS);
    } finally {
      bench.setTiming({});
    }
    const [, ...again] = bench.attemptsFor(psid);
    if (again.length === 0) return skipped("The connection did not break.", null);
    const answers = taken(again);
    if (answers.verdict === "failed") return answers;
    return handledOnce(answers.seen, (await bench.settledReplies(psid, from)).length);
  },
};

const RETRY_MS = 5_000;

function handledOnce(seen: string, replies: number): ReturnType<typeof passed> {
  if (replies > 1) {
    return failed(
      `The app replied ${times(replies)}.`,
      "Remember the message_uuid of what was handled, and answer 200 without handling it again.",
    );
  }
  return passed(`${seen} ${replies === 1 ? "The app replied once." : "The app wrote nothing."}`);
}

/** In the order in which they are made. */
export const trustChecks: readonly Check[] = [
  forgery(
    "unsigned",
    "A webhook without a signature",
    "It is refused, or nothing is done with it.",
    `${VERIFY}. If there is none, answer 401.`,
  ),
  forgery(
    "bad-signature",
    "A webhook signed with another secret",
    "It is refused, or nothing is done with it.",
    `${VERIFY}. If it does not fit, answer 401.`,
  ),
  forgery(
    "wrong-hash",
    "A webhook whose body was changed",
    "A body that is not the one its token was made for is refused, or nothing is done with it.",
    "Compare payload_hash of the JWT with the SHA-256 of the raw body, as it came and before it is parsed.",
  ),
  duplicate,
  retry,
];
