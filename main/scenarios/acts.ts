// The steps that do something: people write and read, statuses are sent, faults and time change.
import { AppError } from "../../preload/contract/errors.ts";
import { formatCount } from "../../preload/contract/format-count.ts";
import { MessageUuid } from "../../preload/contract/ids.ts";
import type { ScenarioStep, StepOf } from "../../preload/contract/scenario.ts";
import type { SimulatedDelivery } from "../../preload/contract/simulator.ts";
import { psidOf, unlessStopped, type Finding, type Run, type SentByStep } from "./run-shape.ts";
import { answerWords, durationWords } from "./words.ts";

/** A step that does something. */
export type Act = Exclude<ScenarioStep, { step: `expect-${string}` }>;

/** Whether a step does something, rather than expect it. */
export function isAct(step: ScenarioStep): step is Act {
  return !step.step.startsWith("expect-");
}

/** Does it. @throws AppError what the simulator refuses, but for a webhook without an answer */
export async function act(run: Run, step: Act): Promise<Finding> {
  const { simulator, clock, signal } = run;
  run.repliesBefore = run.ledger.replies().length;
  switch (step.step) {
    case "say":
      return say(run, step);
    case "status":
      return sendStatus(run, step);
    case "read": {
      const read = simulator.read({ psid: psidOf(run, step.person), pageId: run.pageId });
      return done(read.length === 0 ? "Nothing was unread." : `${read.length} read.`);
    }
    case "faults":
      simulator.setFaults(step.faults);
      return done(null);
    case "timing":
      simulator.setTiming(step.timing);
      return done(null);
    case "play": {
      await settlePending(run);
      const { advanceMs, until } = step;
      const wish = advanceMs === undefined ? { until: until ?? "idle" } : { advanceMs };
      const played = await unlessStopped(simulator.play(wish), signal);
      const attempts =
        played.attempts === 1 ? "1 webhook was" : `${formatCount(played.attempts)} webhooks were`;
      if (played.end === "limit") return givenUp(durationWords(played.advancedMs), attempts);
      return done(`${durationWords(played.advancedMs)} went by, and ${attempts} sent.`);
    }
    case "pause":
      await unlessStopped(new Promise<void>((resolve) => void clock.after(step.ms, resolve)), signal);
      return done(null);
  }
}

/** Waits for the answers that no step waited for. */
export async function settlePending(run: Run): Promise<void> {
  await unlessStopped(Promise.all(run.pending), run.signal);
}

function say(
  run: Run,
  { person, type, text, url, payloadVersion, fault, waits, label }: StepOf<"say">,
): Promise<Finding> {
  const version = payloadVersion ?? run.scenario.payloadVersion;
  const sent: SentByStep = { kind: "inbound", status: null, messageUuid: null };
  return send(run, sent, { waits, label }, () =>
    run.simulator.receive({
      type,
      psid: psidOf(run, person),
      pageId: run.pageId,
      ...(text === undefined ? {} : { text }),
      ...(url === undefined ? {} : { url }),
      ...(version === undefined ? {} : { payloadVersion: version }),
      ...(fault === undefined ? {} : { fault }),
    }),
  );
}

function sendStatus(run: Run, step: StepOf<"status">): Promise<Finding> {
  const { person, status, errorCode, payloadVersion, fault, waits, label } = step;
  if (!run.hasStatusTarget) return Promise.resolve(NO_STATUS_TARGET);
  const version = payloadVersion ?? run.scenario.payloadVersion;
  const sent: SentByStep = { kind: "status", status, messageUuid: null };
  return send(run, sent, { waits, label }, () =>
    run.simulator.sendStatus({
      status,
      psid: psidOf(run, person),
      pageId: run.pageId,
      ...(errorCode === undefined ? {} : { errorCode }),
      ...(version === undefined ? {} : { payloadVersion: version }),
      ...(fault === undefined ? {} : { fault }),
    }),
  );
}

/** What is said where statuses go nowhere. */
export const NO_STATUS_TARGET: Finding = {
  outcome: "skipped",
  seen: "No statuses are sent: no address for them is known.",
  todo: "Give the status URL as well.",
};

async function send(
  run: Run,
  sent: SentByStep,
  { waits, label }: { readonly waits: boolean; readonly label: string | undefined },
  deliver: () => Promise<SimulatedDelivery>,
): Promise<Finding> {
  run.sent.set("last", sent);
  if (label !== undefined) run.sent.set(label, sent);
  const delivering = deliver().then(
    ({ messageUuid, count, answer }) => {
      sent.messageUuid = messageUuid;
      return count === 1
        ? answerWords(answer)
        : `${formatCount(count)} were sent. The first: ${answerWords(answer)}`;
    },
    (error: unknown) => {
      // Without an answer: that is for an expectation to judge. Anything else the simulator would not do.
      if (!(error instanceof AppError) || error.code !== "SIMULATOR_DELIVERY_FAILED") throw error;
      const { messageUuid, reason } = error.details;
      if (typeof messageUuid === "string") sent.messageUuid = MessageUuid.parse(messageUuid);
      return `There was no answer: ${String(reason)}.`;
    },
  );
  if (waits) return done(await unlessStopped(delivering, run.signal));
  const settled: Promise<unknown> = delivering.finally(() => run.pending.delete(settled));
  run.pending.add(settled);
  // A failure is told by whoever waits for it; until then it must not count as forgotten.
  settled.catch(() => undefined);
  return done("It was sent; the next step does not wait for the answer.");
}

/** Most often an app takes so long for each attempt that the simulator's day does not pass in its minute. */
function givenUp(passed: string, attempts: string): Finding {
  return {
    outcome: "skipped",
    seen: `It was given up: ${passed} went by, ${attempts} sent, and others still wait.`,
    todo: "Have the app answer, or play less time at once.",
  };
}

function done(seen: string | null): Finding {
  return { outcome: "done", seen, todo: null };
}
