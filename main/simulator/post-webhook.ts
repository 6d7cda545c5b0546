// Posts one webhook once: at one go, in dribs and drabs, or only half of it.
import type { ClientRequest } from "node:http";
import { requestOnce, type RequestOutcome } from "../network/request-once.ts";
import type { Headers } from "../../preload/contract/event.ts";
import type { Clock } from "../ports.ts";
import type { Target } from "./targets.ts";

/** One webhook, signed. */
export interface Webhook {
  readonly target: Target;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/** How it goes over the wire. */
export type Manner = "at-once" | "slow" | "reset";

interface PostPorts {
  /** The computer's: the other side lives by it. */
  readonly clock: Clock;
  readonly slowMs: number;
  readonly answerTimeoutMs: number;
  readonly signal: AbortSignal;
}

/** Connect limit of Vonage's webhooks. Source: knowledge base article 226572227, read 2026-11. */
const CONNECT_TIMEOUT_MS = 3_000;
const PIECES = 16;

/** Posts it. Never rejects; a `reset` has no answer, of course. */
export async function postWebhook(
  { target, headers, body }: Webhook,
  manner: Manner,
  { clock, slowMs, answerTimeoutMs, signal }: PostPorts,
): Promise<RequestOutcome> {
  const outcome = await requestOnce(
    {
      method: "POST",
      url: target.url,
      lookup: target.lookup,
      headers,
      body,
      connectTimeoutMs: CONNECT_TIMEOUT_MS,
      timeoutMs: answerTimeoutMs + (manner === "slow" ? slowMs : 0),
      signal,
      ...(manner === "slow" ? { send: dribble(clock, slowMs) } : {}),
      ...(manner === "reset" ? { send: breakOff } : {}),
    },
    // Straight: nearly all go to this computer, and where to was looked at by address, which a proxy would not.
    { clock, network: null },
  );
  return manner === "reset" && outcome.kind === "no-answer"
    ? { ...outcome, reason: "the simulator broke the connection, as it was told to" }
    : outcome;
}

/** Spreads the body over the time; all the rest follows at once when the answer is there before. */
function dribble(clock: Clock, slowMs: number): (outgoing: ClientRequest, body: Uint8Array) => void {
  return (outgoing, body) => {
    const size = Math.max(1, Math.ceil(body.byteLength / PIECES));
    let sent = 0;
    let cancel: (() => void) | null = null;
    const sendOn = (until: number): void => {
      if (outgoing.destroyed) return;
      const piece = body.subarray(sent, until);
      sent += piece.byteLength;
      if (sent >= body.byteLength) {
        outgoing.end(piece);
        return;
      }
      outgoing.write(piece);
      cancel = clock.after(slowMs / PIECES, () => sendOn(sent + size));
    };
    outgoing.once("close", () => cancel?.());
    outgoing.once("response", () => {
      cancel?.();
      if (!outgoing.writableEnded) sendOn(body.byteLength);
    });
    sendOn(size);
  };
}

/** Half of the body, then a reset. */
function breakOff(outgoing: ClientRequest, body: Uint8Array): void {
  outgoing.write(body.subarray(0, Math.floor(body.byteLength / 2)), () => {
    outgoing.socket?.resetAndDestroy();
  });
}
