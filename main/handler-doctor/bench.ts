// The bench of the handler doctor: a simulator, a record of what happens on it, and people nobody has written to before.
import { AppError } from "../../preload/contract/errors.ts";
import { MessageUuid, type Psid } from "../../preload/contract/ids.ts";
import type { AppSend, ScenarioTarget } from "../../preload/contract/scenario-run.ts";
import { SimulatorTiming, type SimulatedDelivery } from "../../preload/contract/simulator.ts";
import type { DeliveryAttempt } from "../../preload/contract/simulator-state.ts";
import type { Clock } from "../ports.ts";
import { createLedger, webhooksOfMessage } from "../scenarios/ledger.ts";
import { unlessStopped } from "../scenarios/run-shape.ts";
import { inventPsid } from "../simulator/invent-psid.ts";
import { createRandom } from "../simulator/random.ts";
import type { Simulator } from "../simulator/simulator.ts";
import type { Bench } from "./check-shape.ts";

/** What a bench is made of. */
export interface BenchPorts {
  /** It runs already, and nothing else is played on it. Faults, timing and sandbox are put back by `end`. */
  readonly simulator: Simulator;
  readonly clock: Clock;
  readonly target: ScenarioTarget;
  readonly signal: AbortSignal;
  readonly seed: number;
  /** How long an answer is waited for. */
  readonly answerTimeoutMs: number;
  /** An app that wrote nothing for so long will write nothing more. */
  readonly quietMs: number;
}

/** Such whiles, at most, are waited for an app that goes on writing. */
const MOST_QUIET_WAITS = 10;
/** An app that still answers a burst is given so long to come to its end. */
const LONGEST_SETTLING_MS = 15_000;

/** Sets one up; `end` takes it down. */
export function createBench(ports: BenchPorts): Bench & {
  /** Waits until the app has nothing more to say: what it sends later is nobody's, and its statuses go elsewhere. */
  settle(): Promise<void>;
  end(): void;
} {
  const { simulator, clock, target, signal, seed, answerTimeoutMs, quietMs } = ports;
  const random = createRandom(`doctor ${seed}`);
  const ours = new Set<Psid>();
  const started = simulator.shortState();
  const ledger = createLedger({
    clock,
    atMs: (epochMs = simulator.shortState().clock.now) => Math.round(epochMs - started.clock.now),
    personOf: (psid) => (ours.has(psid) ? psid : null),
    signal,
    changed: () => undefined,
  });
  // Statuses are sent by the checks themselves, and nothing comes again but where that is looked at.
  const usual = SimulatorTiming.parse({
    submittedMs: null,
    deliveredMs: null,
    readMs: null,
    answerTimeoutMs,
    retryAfter: "never",
  });
  simulator.reseed(seed);
  simulator.aim(target);
  simulator.setTiming(usual);
  simulator.setFaults({});
  simulator.setSandbox({ isOn: false });
  const unwatch = simulator.watch(ledger.note);

  const newPerson = (): Psid => {
    const psid = inventPsid(random, (one) => ours.has(one));
    ours.add(psid);
    return psid;
  };
  const deliver = async (
    kind: "inbound" | "status",
    delivering: Promise<SimulatedDelivery>,
  ): Promise<readonly DeliveryAttempt[]> => {
    const uuid = await unlessStopped(
      delivering.then(({ messageUuid }) => messageUuid, uuidWithoutAnswer),
      signal,
    );
    const own = ledger.webhooks().filter(({ delivery }) => delivery.kind === kind);
    return webhooksOfMessage(own, new Set([uuid])).flatMap(({ attempts }) => attempts);
  };
  const repliesOf = (psid: Psid, from: number): readonly AppSend[] =>
    ledger
      .sends()
      .slice(from)
      .filter((send) => send.psid !== null && (send.psid === psid || !ours.has(send.psid)));

  return {
    target,
    clock,
    signal,
    pageId: started.pageId,
    repliesSeen: false,
    newPerson,
    say: ({ psid = newPerson(), type = "text", ...rest }) =>
      deliver("inbound", simulator.receive({ type, psid, fault: [], ...rest })),
    sendStatus: (status) => deliver("status", simulator.sendStatus({ fault: [], ...status })),
    attemptsFor: (psid) =>
      ledger
        .webhooks()
        .filter(({ delivery }) => delivery.psid === psid)
        .flatMap(({ attempts }) => attempts),
    async advance(ms) {
      await unlessStopped(simulator.play({ advanceMs: ms }), signal);
    },
    setTiming: (changes) => simulator.setTiming({ ...usual, ...changes }),
    async settledReplies(psid, from) {
      let found = repliesOf(psid, from);
      for (let waits = 0; waits < MOST_QUIET_WAITS; waits += 1) {
        const before = found.length;
        // oxlint-disable-next-line no-await-in-loop -- one while after the other
        await ledger.wait(() => (repliesOf(psid, from).length > before ? true : null), quietMs);
        found = repliesOf(psid, from);
        if (found.length === before) break;
      }
      return found;
    },
    async settle() {
      const until = clock.elapsed() + LONGEST_SETTLING_MS;
      let hasMore: boolean | null = true;
      while (hasMore !== null && clock.elapsed() < until) {
        const before = ledger.sends().length;
        // oxlint-disable-next-line no-await-in-loop -- likewise
        hasMore = await ledger.wait(() => (ledger.sends().length > before ? true : null), quietMs);
      }
    },
    sends: () => ledger.sends(),
    isOurs: (psid) => ours.has(psid),
    end() {
      unwatch();
      simulator.aim(null);
      simulator.setFaults(started.faults);
      simulator.setTiming(started.timing);
      simulator.setSandbox({ isOn: started.sandbox.isOn, testers: started.sandbox.testers });
      simulator.reseed(null);
    },
  };
}

/** A webhook without an answer is for the check to judge. */
function uuidWithoutAnswer(error: unknown): MessageUuid {
  const uuid = error instanceof AppError ? error.details["messageUuid"] : undefined;
  if (typeof uuid !== "string") throw error;
  return MessageUuid.parse(uuid);
}
