// Makes one HTTP request and tells what came of it: an answer, or how far the request got without one.
// Redirects are answers like any other and never followed: what is sent is signed for, or secret to, one address.
import type { ClientRequest } from "node:http";
import type { LookupFunction } from "node:net";
import type { Headers } from "../../preload/contract/event.ts";
import type { Clock, Network } from "../ports.ts";
import { exchange } from "./exchange.ts";
import { DIRECT } from "./proxy.ts";
import { ProxyError, type ProxyTrouble } from "./proxy-trouble.ts";
import { codeOf, plainReason } from "./request-trouble.ts";
import { unlessEnded } from "./unless-ended.ts";

/** One request. Header names in lower case; `content-length` is added. */
export interface OneRequest {
  readonly method: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly url: URL;
  readonly headers: Headers;
  /** Empty for none. */
  readonly body: Uint8Array;
  /** Until the connection stands, proxy and TLS included. */
  readonly connectTimeoutMs: number;
  /** Until the whole answer is there. */
  readonly timeoutMs: number;
  /** Ends it early, as if the connection had broken. */
  readonly signal?: AbortSignal;
  /** How much of the answer's body is kept; 64 KiB unless said otherwise. */
  readonly keptBytes?: number;
  /** Resolves the host's name; a guard may refuse an address here. Not asked where a proxy does it. */
  readonly lookup?: LookupFunction;
  /** Writes and ends the body; at one go unless said otherwise. */
  readonly send?: (outgoing: ClientRequest, body: Uint8Array) => void;
}

/** What came of it. */
export type RequestOutcome =
  | {
      readonly kind: "answered";
      readonly status: number;
      readonly headers: Headers;
      /** Its first `keptBytes` at most. */
      readonly body: Uint8Array;
      readonly durationMs: number;
      /** From the request on a connection that stands to the first of its answer: one way there and back. */
      readonly roundTripMs: number;
    }
  | {
      readonly kind: "no-answer";
      /** Whether the request may have reached the other side: it must not be repeated blindly then. */
      readonly hasLeft: boolean;
      readonly isTimeout: boolean;
      /** In plain words. */
      readonly reason: string;
      /** Node's name for it, e.g. `ECONNREFUSED`; null when it gave none. */
      readonly code: string | null;
      /** Set when it was a proxy that did not help. */
      readonly proxy: ProxyTrouble | null;
      readonly durationMs: number;
    };

interface RequestPorts {
  readonly clock: Clock;
  /** The way out; null = straight there, trusting whom Node trusts. */
  readonly network: Network | null;
}

/** Makes the request on a connection of its own. Never throws. */
export async function requestOnce(
  request: OneRequest,
  { clock, network }: RequestPorts,
): Promise<RequestOutcome> {
  const { url, connectTimeoutMs, timeoutMs, signal } = request;
  const startedAt = clock.elapsed();
  const ending = new AbortController();
  let leftAt: number | null = null;
  let isTimeout = false;
  const giveUp = (reason: string): void => {
    isTimeout = true;
    ending.abort(new Error(reason));
  };
  const cancelConnect = clock.after(connectTimeoutMs, () =>
    giveUp(`no connection within ${connectTimeoutMs / 1000} s`),
  );
  const cancelAll = clock.after(timeoutMs, () => giveUp(`no answer within ${timeoutMs / 1000} s`));
  const stop = (): void => ending.abort(new Error("it was stopped"));
  signal?.addEventListener("abort", stop, { once: true });
  if (signal?.aborted === true) stop();

  try {
    // A system may think long about the way.
    const way = network === null ? DIRECT : await unlessEnded(network.wayTo(url), ending.signal);
    let roundTripMs = 0;
    const answer = await exchange(request, way, {
      secureContext: () => network?.secureContext(),
      signal: ending.signal,
      onLeft() {
        leftAt ??= clock.elapsed();
        cancelConnect();
      },
      onAnswer() {
        roundTripMs = clock.elapsed() - (leftAt ?? startedAt);
      },
    });
    return { kind: "answered", ...answer, durationMs: clock.elapsed() - startedAt, roundTripMs };
  } catch (error) {
    return {
      kind: "no-answer",
      hasLeft: leftAt !== null,
      isTimeout,
      reason: plainReason(error),
      code: codeOf(error),
      proxy: error instanceof ProxyError ? error.trouble : null,
      durationMs: clock.elapsed() - startedAt,
    };
  } finally {
    cancelConnect();
    cancelAll();
    signal?.removeEventListener("abort", stop);
  }
}
