// Sends webhooks over HTTP, and again by the published schedule when they were not taken. Every attempt is a real POST;
// only the waiting in between is by the simulator's clock.
import type { HandlerAnswer, SimulatorTiming } from "../../preload/contract/simulator.ts";
import type { RequestOutcome } from "../network/request-once.ts";
import type { Clock, Log } from "../ports.ts";
import type { DeliveryEntry, DeliveryFacts, DeliveryLog } from "./delivery-log.ts";
import { createGate } from "./gate.ts";
import { postWebhook, type Manner } from "./post-webhook.ts";
import { retryDelay, verdictOn } from "./retry-schedule.ts";
import type { SignedWebhook } from "./sign-webhook.ts";
import type { Target } from "./targets.ts";

/** One webhook that is to be sent. */
export interface WebhookJob {
  readonly facts: Omit<DeliveryFacts, "url">;
  readonly target: Target;
  /** Called when it is its turn: thousands may wait, and some are large. */
  readonly write: () => Promise<SignedWebhook>;
}

/** Sends webhooks and keeps those that have to be sent again. */
export interface Callbacks {
  /** Sends it as soon as there is a place; resolves with what came of the first attempt. Never rejects. */
  send(job: WebhookJob): Promise<RequestOutcome>;
  /** Resolves when no attempt is under way. */
  settled(): Promise<void>;
  /** Retries that wait for their time. */
  waiting(): number;
  /** Attempts that were made since the start. */
  attempts(): number;
  /** Gives up the retries that wait to go to one of these addresses. */
  giveUpOn(addresses: readonly string[]): void;
  /** Forgets what waits and ends what is under way. */
  clear(): void;
}

/** So many go out at once; a large one takes more room. */
const PLACES = 64;
const PLACES_OF_LARGE = 16;
/** All bursts together leave room for the others: a burst of slow webhooks takes more than a minute. */
const PLACES_OF_BURSTS = PLACES - PLACES_OF_LARGE;

/** A listener that stays away must not fill the memory. */
export interface CallbackLimits {
  /** Webhooks that wait for a place. */
  readonly inLine: number;
  /** Retries that wait for their time, and the bytes of their bodies. */
  readonly waiting: number;
  readonly waitingBytes: number;
}

const LIMITS: CallbackLimits = { inLine: 50_000, waiting: 10_000, waitingBytes: 64 * 1024 * 1024 };

interface CallbacksPorts {
  /** The simulator's. */
  readonly clock: Clock;
  /** The computer's, for what happens on the wire. */
  readonly wireClock: Clock;
  readonly log: Log;
  readonly deliveries: DeliveryLog;
  readonly timing: () => SimulatorTiming;
  readonly limits?: CallbackLimits;
}

/** A webhook on its way. */
interface Delivery {
  readonly target: Target;
  readonly webhook: SignedWebhook;
  readonly entry: DeliveryEntry;
  readonly startedAt: number;
  /** The second of a `duplicate`: whatever is said to it, it does not come again. */
  readonly isCopy: boolean;
}

/** Makes a sender. Nothing runs until something is sent. */
export function createCallbacks({
  clock,
  wireClock,
  log,
  deliveries,
  timing,
  limits = LIMITS,
}: CallbacksPorts): Callbacks {
  let gate = createGate(PLACES);
  let burstGate = createGate(PLACES_OF_BURSTS);
  let stopper = new AbortController();
  const waiting = new Map<() => void, Delivery>();
  let waitingBytes = 0;
  const underWay = new Set<Promise<unknown>>();
  let attempts = 0;

  const track = <T>(work: Promise<T>): Promise<T> => {
    // What is under way counts until it has ended, well or badly; its caller hears how.
    const ended: Promise<unknown> = work.catch(() => undefined).then(() => underWay.delete(ended));
    underWay.add(ended);
    return work;
  };

  /** One attempt, and what follows from its answer. */
  const attempt = async (
    delivery: Delivery,
    count: number,
    manner: Manner,
    signal: AbortSignal,
  ): Promise<RequestOutcome> => {
    const { target, webhook, entry } = delivery;
    const at = clock.now();
    attempts += 1;
    const { slowMs, answerTimeoutMs, retryAfter } = timing();
    const outcome = await postWebhook(
      { target, headers: count === 1 ? webhook.headers : webhook.retryHeaders, body: webhook.body },
      manner,
      { clock: wireClock, slowMs, answerTimeoutMs, signal },
    );
    if (signal.aborted) return outcome;
    entry.attempted(at, answerOf(outcome));
    const verdict = verdictOn(outcome, retryAfter);
    if (verdict !== "retry") entry.ended(verdict);
    else if (delivery.isCopy) entry.ended("refused");
    else retryLater(delivery, count, signal);
    return outcome;
  };

  const retryLater = (delivery: Delivery, count: number, signal: AbortSignal): void => {
    const delayMs = retryDelay(count, clock.now() - delivery.startedAt);
    const { byteLength } = delivery.webhook.body;
    const isFull = waiting.size >= limits.waiting || waitingBytes + byteLength > limits.waitingBytes;
    if (delayMs === null || isFull) {
      log.info("simulator.webhook-dropped", { host: delivery.target.url.host });
      delivery.entry.ended("given-up");
      return;
    }
    const cancel = clock.after(delayMs, () => {
      waiting.delete(cancel);
      waitingBytes -= byteLength;
      void track(gate.run(placesFor(byteLength), () => attempt(delivery, count + 1, "at-once", signal)));
    });
    waiting.set(cancel, delivery);
    waitingBytes += byteLength;
    delivery.entry.waits(clock.now() + delayMs);
  };

  const sendNow = async (
    { facts, target, write }: WebhookJob,
    signal: AbortSignal,
  ): Promise<RequestOutcome> => {
    if (signal.aborted) return notSent("it was stopped");
    const webhook = await write();
    // Its query may hold a secret of whoever gave the address.
    const url = target.url.origin + target.url.pathname;
    const begin = (isCopy: boolean): Delivery => {
      return { target, webhook, entry: deliveries.begin({ ...facts, url }), startedAt: clock.now(), isCopy };
    };
    const outcome = await attempt(begin(false), 1, mannerOf(facts), signal);
    // The very same bytes once more, whatever was said to the first.
    if (facts.faults.includes("duplicate")) await attempt(begin(true), 1, "at-once", signal);
    return outcome;
  };

  return {
    send(job) {
      const { signal } = stopper;
      if (gate.waiting() + burstGate.waiting() >= limits.inLine) {
        log.info("simulator.webhook-dropped", { host: job.target.url.host });
        return Promise.resolve(notSent("too many webhooks wait to be sent"));
      }
      const { faults } = job.facts;
      const places = faults.includes("huge-body") ? PLACES_OF_LARGE : 1;
      // As it is now: after a clear, what stood in line takes no place of what comes then.
      const mainGate = gate;
      const run = () => mainGate.run(places, () => sendNow(job, signal));
      return track(faults.includes("burst") ? burstGate.run(places, run) : run());
    },
    async settled() {
      // oxlint-disable-next-line no-await-in-loop -- what ends may have begun something new
      while (underWay.size > 0) await Promise.all(underWay);
    },
    waiting: () => waiting.size,
    attempts: () => attempts,
    giveUpOn(addresses) {
      const meant = new Set(addresses.map((address) => URL.parse(address)?.href));
      for (const [cancel, { target, webhook, entry }] of waiting) {
        if (!meant.has(target.url.href)) continue;
        cancel();
        waiting.delete(cancel);
        waitingBytes -= webhook.body.byteLength;
        entry.ended("given-up");
      }
    },
    clear() {
      for (const cancel of waiting.keys()) cancel();
      waiting.clear();
      waitingBytes = 0;
      // What is under way belongs to the past too: its retry would come back after the reset.
      stopper.abort();
      stopper = new AbortController();
      // It holds no place of what comes now.
      gate = createGate(PLACES);
      burstGate = createGate(PLACES_OF_BURSTS);
    },
  };
}

function placesFor(bytes: number): number {
  return bytes > 1024 * 1024 ? PLACES_OF_LARGE : 1;
}

function mannerOf({ faults }: WebhookJob["facts"]): Manner {
  if (faults.includes("reset")) return "reset";
  return faults.includes("slow") ? "slow" : "at-once";
}

function answerOf(outcome: RequestOutcome): HandlerAnswer {
  return outcome.kind === "answered"
    ? { status: outcome.status, durationMs: outcome.durationMs, reason: null }
    : { status: null, durationMs: outcome.durationMs, reason: outcome.reason };
}

function notSent(reason: string): RequestOutcome {
  return {
    kind: "no-answer",
    hasLeft: false,
    isTimeout: false,
    reason,
    code: null,
    proxy: null,
    durationMs: 0,
  };
}
