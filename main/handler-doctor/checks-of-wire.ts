// Checks of the wire: large and slow bodies, other methods, many at once; and at the end, what the app sent meanwhile.
import { requestOnce } from "../network/request-once.ts";
import { answerWords } from "../scenarios/words.ts";
import { openTarget } from "../simulator/targets.ts";
import { failed, isTaken, passed, skipped, type Check } from "./check-shape.ts";
import { taken } from "./checks-of-taking.ts";

/** Half of what Vonage waits for a connection and an answer; nothing here needs longer. */
const REQUEST_TIMEOUT_MS = 5_000;
/** How many come at once. */
export const BURST_SIZE = 200;

const slowBody: Check = {
  id: "slow-body",
  title: "A body that comes slowly",
  severity: "should",
  expects: "A body that takes two seconds is read to its end and answered 2xx.",
  why: "Between Vonage and the app lie a tunnel or a proxy and a network.",
  async run(bench) {
    bench.setTiming({ slowMs: 2_000 });
    try {
      return taken(await bench.say({ text: "Slowly", fault: "slow" }));
    } finally {
      bench.setTiming({});
    }
  },
};

const hugeBody: Check = {
  id: "huge-body",
  title: "A body of 10 MB",
  severity: "should",
  expects: "It is refused with 413, or taken; the app neither fails with 5xx nor stops.",
  why: "Nobody has to prove who they are to send bytes. An app without a limit can be filled until it falls.",
  async run(bench) {
    const [attempt] = await bench.say({ text: "Much", fault: "huge-body" });
    if (attempt === undefined) return failed("It was not sent.", "Check the inbound URL.");
    if (attempt.status !== null && attempt.status >= 500) {
      return failed(
        answerWords(attempt),
        "Limit the size of a body, and answer 413 beyond it; 100 KiB is enough for webhooks.",
      );
    }
    const { reason } = attempt;
    if (attempt.status === null && reason?.includes("no answer within") === true) {
      return failed(
        answerWords(attempt),
        "Answer 413 as soon as the limit is passed, and close the connection.",
      );
    }
    // A connection closed in the middle is a refusal too; whether the app is still there is looked at after every check.
    return passed(attempt.status === null ? "The connection was closed." : answerWords(attempt));
  },
};

function methodCheck(method: "GET" | "HEAD"): Check {
  return {
    id: method.toLowerCase(),
    title: `The method ${method}`,
    severity: "good",
    expects: `${method} on the inbound URL is answered 4xx, best 405.`,
    why: "Browsers, crawlers and monitors call it. An application set to GET would lose every message without anybody noticing.",
    async run({ target, clock, signal }) {
      // Where webhooks may go was settled when they were aimed there.
      const { url, lookup } = openTarget(target.inbound);
      const outcome = await requestOnce(
        {
          method,
          url,
          lookup,
          headers: { "user-agent": "hookline-simulator" },
          body: new Uint8Array(),
          connectTimeoutMs: REQUEST_TIMEOUT_MS,
          timeoutMs: REQUEST_TIMEOUT_MS,
          signal,
        },
        { clock, network: null },
      );
      signal.throwIfAborted();
      const answer =
        outcome.kind === "answered"
          ? { status: outcome.status, durationMs: outcome.durationMs, reason: null }
          : { status: null, durationMs: outcome.durationMs, reason: outcome.reason };
      const isRefused = answer.status !== null && answer.status >= 400 && answer.status < 500;
      return isRefused
        ? passed(answerWords(answer))
        : failed(answerWords(answer), "Answer 405 with Allow: POST to every other method.");
    },
  };
}

const burst: Check = {
  id: "burst",
  title: "Many at once",
  severity: "should",
  expects: `${BURST_SIZE} messages at the same time are answered 2xx, all of them.`,
  why: "After an outage Vonage sends what has gathered. What is answered 5xx then comes once more on top.",
  async run(bench) {
    bench.setTiming({ burstSize: BURST_SIZE });
    try {
      const attempts = await bench.say({ text: "Hello", fault: "burst" });
      const wrong = attempts.filter((attempt) => !isTaken(attempt));
      const [first] = wrong;
      if (first === undefined) return taken(attempts);
      return failed(
        `${wrong.length} of ${attempts.length} were not. One of them: ${answerWords(first)}`,
        "Answer first and put the work in a queue.",
      );
    } finally {
      bench.setTiming({});
    }
  },
};

const rightPerson: Check = {
  id: "right-person",
  title: "Replies go to the right person",
  severity: "must",
  expects: "Everything the app sent went to somebody who wrote, from the Page they wrote to.",
  why: "A PSID belongs to one person at one Page. A message to another one is somebody else’s secret.",
  run(bench) {
    const accepted = bench.sends().filter(({ psid }) => psid !== null);
    const stray = accepted.find(({ psid }) => psid !== null && !bench.isOurs(psid));
    if (stray !== undefined) {
      return Promise.resolve(
        failed(
          `It wrote to PSID ${stray.psid ?? ""}, who never wrote.`,
          "Reply to the from of the webhook that is being answered.",
        ),
      );
    }
    if (accepted.some(({ pageId }) => pageId !== bench.pageId)) {
      return Promise.resolve(
        failed("It wrote from another Page.", "Send from the Page that the webhook was for: its to."),
      );
    }
    return Promise.resolve(
      accepted.length === 0
        ? skipped("The app sent nothing.", null)
        : passed(
            `${accepted.length === 1 ? "One message" : `${accepted.length} messages`}, all to people who wrote.`,
          ),
    );
  },
};

const acceptedSends: Check = {
  id: "accepted-sends",
  title: "Requests of the app are accepted",
  severity: "should",
  expects: "Every message that the app sends is accepted by the API.",
  why: "What the simulator refuses, Vonage refuses: the person gets no answer.",
  run(bench) {
    const sends = bench.sends();
    const refused = sends.filter(({ problem }) => problem !== null);
    const last = refused.at(-1);
    if (sends.length === 0) return Promise.resolve(skipped("The app sent nothing.", null));
    if (last === undefined) return Promise.resolve(passed(`All ${sends.length} were.`));
    return Promise.resolve(
      failed(
        `${refused.length} of ${sends.length} were not. One of them: ${last.answer ?? "no answer"} ${last.problem ?? ""}`,
        "Compare the request with the API’s reference; application, key and Page are those of the simulator.",
      ),
    );
  },
};

/** In the order in which they are made, the last two after everything else. */
export const wireChecks: readonly Check[] = [
  slowBody,
  hugeBody,
  methodCheck("GET"),
  methodCheck("HEAD"),
  burst,
  rightPerson,
  acceptedSends,
];
