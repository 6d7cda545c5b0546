// Tells of messages: the statuses that follow an accepted one, and those that somebody asks for.
import type { ApplicationId, Psid } from "../../preload/contract/ids.ts";
import { AppError } from "../../preload/contract/errors.ts";
import type {
  FaultsInForce,
  SimulatedDelivery,
  SimulatedStatus,
  SimulatorTiming,
} from "../../preload/contract/simulator.ts";
import type { Clock, Log } from "../ports.ts";
import type { AccountBook } from "./account-book.ts";
import type { Callbacks } from "./callbacks.ts";
import type { DeliveryLog } from "./delivery-log.ts";
import type { SimulatorIdentity } from "./identity.ts";
import type { Random } from "./random.ts";
import type { HandSender } from "./send-by-hand.ts";
import type { SentMessage, SentMessages } from "./sent-messages.ts";
import { defaultErrorCode } from "./status-errors.ts";
import { statusVersion } from "./status-version.ts";
import type { Target } from "./targets.ts";
import type { WebhookAddresses } from "./webhook-addresses.ts";
import { faultsOf } from "./webhook-faults.ts";
import { deliveryFacts, type WebhookJobs } from "./webhook-jobs.ts";

/** Sends statuses. */
export interface StatusActs {
  /** One that follows by itself. Never throws: what cannot be sent is noted and logged. */
  follow(message: SentMessage, status: string, errorCode: string | null): void;
  /** @throws AppError `SIMULATOR_DELIVERY_FAILED`, `SIMULATOR_CALLBACK_REFUSED` */
  sendStatus(status: SimulatedStatus): Promise<SimulatedDelivery>;
}

interface StatusActsPorts {
  readonly identity: SimulatorIdentity;
  readonly book: AccountBook;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: Random;
  readonly addresses: WebhookAddresses;
  readonly callbacks: Callbacks;
  readonly deliveries: DeliveryLog;
  readonly jobs: WebhookJobs;
  readonly sender: HandSender;
  readonly sentMessages: () => SentMessages;
  readonly faults: () => FaultsInForce;
  readonly timing: () => SimulatorTiming;
}

/** Makes the acts. */
export function createStatusActs(ports: StatusActsPorts): StatusActs {
  const { identity, book, clock, log, random, addresses, callbacks, deliveries, jobs, sender } = ports;
  const { sentMessages, faults, timing } = ports;

  const targetFor = ({ webhookUrl, applicationId, aim }: SentMessage): Target | null =>
    webhookUrl === null ? addresses.ofStatus(applicationId, aim) : addresses.named(webhookUrl);

  /** The message meant; null = nobody sent it. */
  const messageOf = (messageUuid: SimulatedStatus["messageUuid"], person: Psid): SentMessage | null => {
    if (messageUuid === null) return null;
    return messageUuid === undefined ? sentMessages().newest(person) : sentMessages().get(messageUuid);
  };

  return {
    follow(message, status, errorCode) {
      // A burst is of what is sent by hand; the order of these was settled when the message was accepted.
      const chosen = faults().webhooks.filter((fault) => fault !== "burst" && fault !== "out-of-order");
      const { applicationId } = message;
      const facts = { ...message, at: clock.now(), status, errorCode };
      try {
        const target = targetFor(message);
        if (target === null) return;
        void callbacks.send(jobs.status(facts, { target, applicationId, faults: chosen }));
      } catch (error) {
        log.error("simulator.status-not-sent", error);
        const reason = error instanceof AppError ? error.code : "UNEXPECTED";
        const noted = deliveryFacts("status", message, status, chosen, clock.now());
        deliveries.notSent({ ...noted, url: null }, reason);
      }
    },

    async sendStatus({ status, messageUuid, errorCode, psid, pageId, payloadVersion, fault }) {
      const chosen = faultsOf(fault, faults().webhooks);
      const person = psid ?? identity.psid;
      const known = messageOf(messageUuid, person);
      const message = {
        messageUuid: messageUuid ?? known?.messageUuid ?? random.messageUuid(),
        channel: known?.channel ?? "messenger",
        psid: psid ?? known?.psid ?? person,
        pageId: pageId ?? known?.pageId ?? identity.pageId,
        clientRef: known?.clientRef ?? null,
        workflow: known?.workflow ?? null,
      };
      const applicationId: ApplicationId | null =
        known === null
          ? (book.page(message.pageId)?.applicationId ?? identity.applicationId)
          : known.applicationId;
      const facts = {
        ...message,
        at: clock.now(),
        version: payloadVersion ?? known?.version ?? statusVersion(book, applicationId),
        status,
        errorCode: errorCode ?? defaultErrorCode(status),
      };
      const url = known?.webhookUrl ?? null;
      const target = url === null ? sender.targetOf(applicationId, "status") : addresses.named(url);
      const count = chosen.includes("burst") ? timing().burstSize : 1;
      // A burst is about as many messages, of which only the first may be known.
      const webhooks = Array.from({ length: count }, (_, index) =>
        jobs.status(index === 0 ? facts : { ...facts, messageUuid: random.messageUuid() }, {
          target,
          applicationId,
          faults: chosen,
        }),
      );
      sentMessages().note(message.messageUuid, status);
      const answer = await sender.send(webhooks, `status/${message.messageUuid}`, chosen);
      return { messageUuid: message.messageUuid, count, host: target.url.host, faults: [...chosen], answer };
    },
  };
}
