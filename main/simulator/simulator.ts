// A look-alike of Vonage and Messenger on this computer: the first workspace of every Hookline, and what tests talk to.
import { MessageUuid, type ApplicationId, type Psid } from "../../preload/contract/ids.ts";
import { AppError } from "../../preload/contract/errors.ts";
import type { PayloadVersion } from "../../preload/contract/event.ts";
import type {
  SimulatedDelivery,
  SimulatedMessage,
  SimulatedStatus,
  SimulatorFault,
} from "../../preload/contract/simulator.ts";
import type { PortWish } from "../app-shape.ts";
import type { Clock, Log } from "../ports.ts";
import { SAMPLES_PATH } from "./media-samples.ts";
import { createOutbox } from "./outbox.ts";
import { createAccountBook, type AccountBook } from "./account-book.ts";
import { firstAccountState, messagesOf } from "./account-state.ts";
import { createCallbacks, type Webhook } from "./callbacks.ts";
import { NO_FAULTS, type Faults } from "./faults.ts";
import type { SimulatorIdentity } from "./identity.ts";
import { applicationOfPage } from "./page-application.ts";
import { createPeople, type RememberedInbound } from "./people.ts";
import { createRandom } from "./random.ts";
import { createSentMessages, type SentMessage } from "./sent-messages.ts";
import { createSimulatorServer, type StartedAt } from "./server.ts";
import { LATE_MS, signWebhook } from "./sign-webhook.ts";
import { takeSnapshot, type SimulatorSnapshot } from "./snapshot.ts";
import { defaultErrorCode } from "./status-errors.ts";
import { statusVersion } from "./status-version.ts";
import type { Target } from "./targets.ts";
import { createWebhookAddresses, type WebhookTargets } from "./webhook-addresses.ts";
import { inboundBody, statusBody } from "./webhook-payloads.ts";

/** What the simulator is made of. */
export interface SimulatorPorts {
  readonly identity: SimulatorIdentity;
  readonly clock: Clock;
  readonly log: Log;
  /** The account. Without one: a new one in memory, whose application has no webhook URLs of its own. */
  readonly accountBook?: AccountBook;
  /** Asked at each webhook whose application names no address on this computer; null = none is known yet. */
  readonly webhookTargets: () => WebhookTargets | null;
  /** Makes invented ids the same in every run. */
  readonly seed?: number;
  /** Hosts beyond this computer that webhooks may go to. */
  readonly allowedCallbackHosts?: readonly string[];
  /** Ports of Hookline, besides the simulator's, that no webhook may go to. */
  readonly ownPorts?: () => readonly number[];
  /** The option that chooses its port, for the words of an error. */
  readonly portOption?: string;
  /** Knows who wrote before this run, so that an old conversation can be answered after a restart. */
  readonly remembered?: RememberedInbound;
}

/** The simulator. Without `start` it already plays the Facebook user; only its own endpoints are closed. */
export interface Simulator {
  /** @throws AppError `LISTENER_PORT_TAKEN` for an explicit port, `LISTENER_FAILED` */
  start(wish: PortWish): Promise<StartedAt>;
  /** Closes the port, ends what is under way and forgets what was to come. Safe to call twice. */
  stop(): Promise<void>;
  /** `http://127.0.0.1:<port>`; null while its endpoints are closed. */
  url(): string | null;
  /**
   * A person writes to the Page. Resolves when the webhook was answered, whatever the answer. A Page the account does
   * not have passes for one that is linked to the simulator's own application.
   * @throws AppError `SIMULATOR_DELIVERY_FAILED`, `SIMULATOR_CALLBACK_REFUSED`, `SIMULATOR_PAGE_UNLINKED`
   */
  receive(message: SimulatedMessage): Promise<SimulatedDelivery>;
  /**
   * Sends one status: of the message named, else of the newest one to that person, else of an invented one.
   * @throws AppError `SIMULATOR_DELIVERY_FAILED`, `SIMULATOR_CALLBACK_REFUSED`
   */
  sendStatus(status: SimulatedStatus): Promise<SimulatedDelivery>;
  /** The person opens the conversation; answers the messages that became read. */
  read(psid: Psid): readonly MessageUuid[];
  /** What is left out goes well. */
  setFaults(faults: Partial<Faults>): void;
  state(): SimulatorSnapshot;
  /** Back to the first moment, the account too: nobody wrote, nothing was sent, nothing goes wrong. */
  reset(): void;
}

/** Makes a simulator of that identity. Nothing listens or runs yet. */
export function createSimulator(ports: SimulatorPorts): Simulator {
  const {
    identity,
    clock,
    log,
    webhookTargets,
    seed,
    allowedCallbackHosts = [],
    ownPorts,
    remembered,
  } = ports;
  const random = createRandom(seed === undefined ? undefined : `run ${seed}`);
  const newInstance = (): string => random.hex(16);
  const people = createPeople(remembered ?? (() => null));
  const callbacks = createCallbacks({ clock, log });
  const book = ports.accountBook ?? createAccountBook({ first: firstAccountState(identity, null) });
  let faults = NO_FAULTS;

  const portsNow = (): readonly number[] => {
    const url = simulator.url();
    return [...(ownPorts?.() ?? []), ...(url === null ? [] : [Number(new URL(url).port)])];
  };

  const addresses = createWebhookAddresses({
    book,
    webhookTargets,
    allowedHosts: allowedCallbackHosts,
    ownPorts: portsNow,
  });

  const sign = async (
    target: Target,
    text: string,
    fault: SimulatorFault | null,
    applicationId: ApplicationId | null,
  ): Promise<Webhook> => {
    const body = new TextEncoder().encode(text);
    const signer = { ...identity, applicationId };
    const headers = await signWebhook({ body, signer, fault, now: clock.now(), random });
    return { target, headers, body };
  };

  const statusOf = (
    message: Pick<SentMessage, "messageUuid" | "channel" | "psid" | "pageId" | "clientRef" | "workflow">,
    status: string,
    errorCode: string | null,
    version: PayloadVersion,
    fault: SimulatorFault | null,
  ): string => {
    const at = fault === "late" ? clock.now() - LATE_MS : clock.now();
    return statusBody({ ...message, at, version, status, errorCode }, newInstance);
  };

  const sentMessages = createSentMessages({
    clock,
    sendStatus(message, status, errorCode) {
      sendInBackground(message, status, errorCode).catch((error: unknown) =>
        log.error("simulator.status-not-sent", error),
      );
    },
    rejected: (message) => outbox.failOver(message),
  });
  const outbox = createOutbox({ book, clock, people, random, sentMessages, faults: () => faults });

  const sendInBackground = async (
    message: SentMessage,
    status: string,
    errorCode: string | null,
  ): Promise<void> => {
    const { webhookUrl, applicationId, version } = message;
    const target = webhookUrl === null ? addresses.of(applicationId, "status") : addresses.named(webhookUrl);
    if (target === null) return;
    const fault = faults.webhooks;
    const text = statusOf(message, status, errorCode, version, fault);
    const webhook = await sign(target, text, fault, applicationId);
    await callbacks.send(webhook, { retry: "always" });
    if (fault === "duplicate") await callbacks.send(webhook, { retry: "never" });
  };

  /** What somebody asked for by hand: no silent failure, and no second try for what never got an answer. */
  const deliver = async (webhook: Webhook, fault: SimulatorFault | null): Promise<void> => {
    const outcome = await callbacks.send(webhook, { retry: "answered" });
    if (outcome.kind === "no-answer") {
      throw new AppError("SIMULATOR_DELIVERY_FAILED", {
        reason: `${webhook.target.url.host} gave no answer: ${outcome.reason}`,
      });
    }
    if (fault === "duplicate") await callbacks.send(webhook, { retry: "never" });
  };

  const targetNow = (applicationId: ApplicationId | null, kind: keyof WebhookTargets): Target => {
    const target = addresses.of(applicationId, kind);
    if (target === null) {
      throw new AppError("SIMULATOR_DELIVERY_FAILED", { reason: "No webhook address is known." });
    }
    return target;
  };

  const simulator: Simulator = {
    start: (wish) => server.start(wish, ports.portOption ?? "--simulator-port"),
    async stop() {
      sentMessages.clear();
      callbacks.stop();
      await server.stop();
    },
    url: () => server.url(),

    async receive(message) {
      const fault = message.fault ?? faults.webhooks;
      const messageUuid = MessageUuid.parse(random.uuid());
      const psid = message.psid ?? identity.psid;
      const pageId = message.pageId ?? identity.pageId;
      const at = fault === "late" ? clock.now() - LATE_MS : clock.now();
      const application = applicationOfPage(pageId, book, identity);
      const version = message.payloadVersion ?? messagesOf(application)?.version ?? "v1";
      const samplesUrl = server.url() === null ? null : server.url() + SAMPLES_PATH;
      const text = inboundBody({ messageUuid, psid, pageId, at, version, message, samplesUrl });
      const webhook = await sign(targetNow(application.id, "inbound"), text, fault, application.id);
      // The person did write, whether the webhook arrives or not.
      people.wrote(psid, pageId, clock.now());
      await deliver(webhook, fault);
      return { messageUuid };
    },

    async sendStatus({ status, messageUuid, errorCode, psid, pageId, payloadVersion, fault: asked }) {
      const fault = asked ?? faults.webhooks;
      const person = psid ?? identity.psid;
      const known = messageUuid === undefined ? sentMessages.newest(person) : sentMessages.get(messageUuid);
      const message = {
        messageUuid: messageUuid ?? known?.messageUuid ?? MessageUuid.parse(random.uuid()),
        channel: known?.channel ?? "messenger",
        psid: psid ?? known?.psid ?? person,
        pageId: pageId ?? known?.pageId ?? identity.pageId,
        clientRef: known?.clientRef ?? null,
        workflow: known?.workflow ?? null,
      };
      const applicationId =
        known === null
          ? (book.page(message.pageId)?.applicationId ?? identity.applicationId)
          : known.applicationId;
      const version = payloadVersion ?? known?.version ?? statusVersion(book, applicationId);
      const text = statusOf(message, status, errorCode ?? defaultErrorCode(status), version, fault);
      const url = known?.webhookUrl ?? null;
      const target = url === null ? targetNow(applicationId, "status") : addresses.named(url);
      const webhook = await sign(target, text, fault, applicationId);
      sentMessages.note(message.messageUuid, status);
      await deliver(webhook, fault);
      return { messageUuid: message.messageUuid };
    },

    read: (psid) => sentMessages.readAll(psid),
    setFaults(changed) {
      faults = { ...NO_FAULTS, ...changed };
    },
    state: () => takeSnapshot({ identity, book, faults, people, sentMessages, callbacks }),
    reset() {
      faults = NO_FAULTS;
      people.clear();
      sentMessages.clear();
      callbacks.clear();
      book.reset();
    },
  };

  const server = createSimulatorServer({
    identity,
    book,
    clock,
    log,
    random,
    simulator,
    accept: outbox.accept,
    faults: () => faults,
  });
  return simulator;
}
