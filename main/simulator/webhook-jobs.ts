// Makes webhooks ready to be sent: what they say, and how that will be written and signed when it is their turn.
import type { ApplicationId, MessageUuid, PageId, Psid } from "../../preload/contract/ids.ts";
import type { Clock } from "../ports.ts";
import type { WebhookJob } from "./callbacks.ts";
import type { SimulatorIdentity } from "./identity.ts";
import type { Random } from "./random.ts";
import { signWebhook } from "./sign-webhook.ts";
import type { Target } from "./targets.ts";
import { timeUnder, versionUnder, writeBody, type WebhookFaults } from "./webhook-faults.ts";
import {
  inboundPayload,
  statusPayload,
  type InboundFacts,
  type StatusFacts,
  type WebhookPayload,
} from "./webhook-payloads.ts";

/** Where a webhook goes, in whose name, and what is wrong with it. */
export interface WebhookWay {
  readonly target: Target;
  /** null = in no application's name. */
  readonly applicationId: ApplicationId | null;
  readonly faults: WebhookFaults;
}

/** Makes webhooks. Version and time are what they would be without a fault. */
export interface WebhookJobs {
  inbound(facts: InboundFacts, way: WebhookWay): WebhookJob;
  status(facts: StatusFacts, way: WebhookWay): WebhookJob;
}

interface WebhookJobsPorts {
  readonly identity: SimulatorIdentity;
  /** The simulator's. */
  readonly clock: Clock;
  /** The computer's: whoever checks how old a token is does it by that. */
  readonly wireClock: Clock;
  /** Of the ids that only webhooks have. */
  readonly random: Random;
}

/** Makes a maker. */
export function createWebhookJobs({ identity, clock, wireClock, random }: WebhookJobsPorts): WebhookJobs {
  const jobOf = (
    facts: WebhookJob["facts"],
    payload: WebhookPayload,
    { target, applicationId, faults }: WebhookWay,
  ): WebhookJob => {
    // Drawn now, so that they do not depend on whose turn comes first.
    const jti = random.uuid();
    return {
      facts,
      target,
      write: () =>
        signWebhook({
          body: writeBody(payload, faults),
          signer: { ...identity, applicationId },
          faults,
          now: wireClock.now(),
          jti,
        }),
    };
  };
  return {
    inbound(facts, way) {
      const told = spoilt(facts, way.faults);
      return jobOf(deliveryFacts("inbound", told, null, way.faults, clock.now()), inboundPayload(told), way);
    },
    status(facts, way) {
      const told = spoilt(facts, way.faults);
      return jobOf(
        deliveryFacts("status", told, facts.status, way.faults, clock.now()),
        statusPayload(told, () => random.hex(16)),
        way,
      );
    },
  };
}

/** What the log of deliveries says of a webhook. */
export function deliveryFacts(
  kind: "inbound" | "status",
  message: {
    readonly messageUuid: MessageUuid;
    readonly psid: Psid;
    readonly pageId: PageId;
    readonly version: InboundFacts["version"];
  },
  status: string | null,
  faults: WebhookFaults,
  startedAt: number,
): WebhookJob["facts"] {
  const { messageUuid, psid, pageId, version } = message;
  return {
    kind,
    messageUuid,
    psid,
    pageId,
    status,
    payloadVersion: version,
    faults: [...faults],
    startedAt,
  };
}

function spoilt<F extends InboundFacts | StatusFacts>(facts: F, faults: WebhookFaults): F {
  return { ...facts, at: timeUnder(faults, facts.at), version: versionUnder(faults, facts.version) };
}
