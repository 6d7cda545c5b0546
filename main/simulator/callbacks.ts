// Sends webhooks over HTTP, and again as Vonage does when they were not taken.
import type { Clock, Log } from "../ports.ts";
import { requestOnce, type RequestOutcome } from "../network/request-once.ts";
import type { Headers } from "../../preload/contract/event.ts";
import type { Target } from "./targets.ts";

/** One webhook, signed: a retry carries the very same bytes and token. */
export interface Webhook {
  readonly target: Target;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/** Sends webhooks and keeps those that have to be sent again. */
export interface Callbacks {
  /** Sends once, now. With `retry`, an answer of 429 or 5xx (or none) makes it try again later. Never rejects. */
  send(
    webhook: Webhook,
    options: { readonly retry: "always" | "answered" | "never" },
  ): Promise<RequestOutcome>;
  /** Retries that wait for their time. */
  waiting(): number;
  /** Forgets all retries. */
  clear(): void;
  /** Also ends what is under way. */
  stop(): void;
}

/** Connect and answer limits of Vonage's webhooks. Source: knowledge base article 226572227, read 2026-11. */
const CONNECT_TIMEOUT_MS = 3_000;
const ANSWER_TIMEOUT_MS = 15_000;
/** 5 s, doubled each time up to 15 min, dropped after 24 h. Source: knowledge base article 360028543292, read 2026-11. */
const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 15 * 60_000;
const GIVE_UP_AFTER_MS = 24 * 60 * 60_000;
/** A listener that stays away must not fill the memory. */
const MOST_WAITING = 10_000;

interface CallbacksPorts {
  readonly clock: Clock;
  readonly log: Log;
}

/** Makes a sender. Nothing runs until something is sent. */
export function createCallbacks({ clock, log }: CallbacksPorts): Callbacks {
  const waiting = new Set<() => void>();
  let stopper = new AbortController();

  const postOnce = ({ target, headers, body }: Webhook, signal: AbortSignal): Promise<RequestOutcome> =>
    requestOnce(
      {
        method: "POST",
        url: target.url,
        lookup: target.lookup,
        headers,
        body,
        connectTimeoutMs: CONNECT_TIMEOUT_MS,
        timeoutMs: ANSWER_TIMEOUT_MS,
        signal,
      },
      // Straight: nearly all go to this computer, and where to was looked at by address, which a proxy would not.
      { clock, network: null },
    );

  const retryLater = (webhook: Webhook, delayMs: number, startedAt: number, signal: AbortSignal): void => {
    if (signal.aborted) return;
    const tooLate = clock.now() + delayMs - startedAt > GIVE_UP_AFTER_MS;
    if (tooLate || waiting.size >= MOST_WAITING) {
      log.info("simulator.webhook-dropped", { host: webhook.target.url.host });
      return;
    }
    const cancel = clock.after(delayMs, () => {
      waiting.delete(cancel);
      void retry(webhook, delayMs, startedAt, signal);
    });
    waiting.add(cancel);
  };

  const retry = async (
    webhook: Webhook,
    delayMs: number,
    startedAt: number,
    signal: AbortSignal,
  ): Promise<void> => {
    const outcome = await postOnce(webhook, signal);
    if (!isWorthRetrying(outcome)) return;
    retryLater(webhook, Math.min(delayMs * 2, LONGEST_RETRY_MS), startedAt, signal);
  };

  const clear = (): void => {
    for (const cancel of waiting) cancel();
    waiting.clear();
    // What is under way belongs to the past too: its retry would come back after the reset.
    stopper.abort();
  };

  return {
    async send(webhook, { retry }) {
      const startedAt = clock.now();
      const { signal } = stopper;
      const outcome = await postOnce(webhook, signal);
      const retries = retry === "always" || (retry === "answered" && outcome.kind === "answered");
      if (retries && isWorthRetrying(outcome)) retryLater(webhook, FIRST_RETRY_MS, startedAt, signal);
      return outcome;
    },
    waiting: () => waiting.size,
    clear() {
      clear();
      stopper = new AbortController();
    },
    stop: clear,
  };
}

/** 429, 5xx, a time-out and a refused connection; another answer is final. */
function isWorthRetrying(outcome: RequestOutcome): boolean {
  return outcome.kind === "no-answer" || outcome.status === 429 || outcome.status >= 500;
}
