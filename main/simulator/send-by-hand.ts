// Sends what somebody asked for by hand: one webhook or a burst, in order or not, and never in silence.
import { AppError } from "../../preload/contract/errors.ts";
import type { ApplicationId } from "../../preload/contract/ids.ts";
import type { HandlerAnswer } from "../../preload/contract/simulator.ts";
import type { RequestOutcome } from "../network/request-once.ts";
import type { Callbacks, WebhookJob } from "./callbacks.ts";
import type { HeldBack } from "./held-back.ts";
import type { Target } from "./targets.ts";
import type { WebhookAddresses, WebhookTargets } from "./webhook-addresses.ts";
import type { WebhookFaults } from "./webhook-faults.ts";

/** Sends for {@link PersonActs} and for statuses asked for. */
export interface HandSender {
  /** @throws AppError `SIMULATOR_DELIVERY_FAILED`, `SIMULATOR_CALLBACK_REFUSED` */
  targetOf(applicationId: ApplicationId | null, kind: keyof WebhookTargets): Target;
  /**
   * Sends all; resolves when they were answered, with the answer to the first of them, or at once with null when it is
   * held back.
   * @param line what comes after one another, for fault `out-of-order`
   * @throws AppError `SIMULATOR_DELIVERY_FAILED` when the first got no answer
   */
  send(webhooks: readonly WebhookJob[], line: string, faults: WebhookFaults): Promise<HandlerAnswer | null>;
}

interface HandSenderPorts {
  readonly addresses: WebhookAddresses;
  readonly callbacks: Callbacks;
  readonly heldBack: HeldBack;
}

/** Makes a sender. */
export function createHandSender({ addresses, callbacks, heldBack }: HandSenderPorts): HandSender {
  return {
    targetOf(applicationId, kind) {
      const target = addresses.of(applicationId, kind);
      if (target !== null) return target;
      throw new AppError("SIMULATOR_DELIVERY_FAILED", { reason: "No webhook address is known." });
    },
    async send(webhooks, line, faults) {
      const [first] = webhooks;
      if (first === undefined) return null;
      const isOrdered = !faults.includes("out-of-order");
      if (webhooks.length === 1 && !isOrdered && !heldBack.holds(line)) {
        heldBack.hold(line, () => void callbacks.send(first));
        return null;
      }
      const outcomes = await Promise.all(
        (isOrdered ? webhooks : webhooks.toReversed()).map(
          async (webhook) => [webhook, await callbacks.send(webhook)] as const,
        ),
      );
      // What was held back comes after this one, which is how it came out of order.
      heldBack.release(line);
      const outcome = new Map(outcomes).get(first);
      return outcome === undefined ? null : answerTo(first, outcome);
    },
  };
}

function answerTo({ facts, target }: WebhookJob, outcome: RequestOutcome): HandlerAnswer {
  if (outcome.kind === "answered") {
    return { status: outcome.status, durationMs: outcome.durationMs, reason: null };
  }
  if (!facts.faults.includes("reset")) {
    throw new AppError("SIMULATOR_DELIVERY_FAILED", {
      reason: `${target.url.host} gave no answer: ${outcome.reason}`,
      messageUuid: facts.messageUuid,
    });
  }
  return { status: null, durationMs: outcome.durationMs, reason: outcome.reason };
}
