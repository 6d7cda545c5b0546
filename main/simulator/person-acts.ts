// What a person does: write to a Page, and read what it sent.
import { AppError } from "../../preload/contract/errors.ts";
import type { MessageUuid, PageId, Psid } from "../../preload/contract/ids.ts";
import type {
  FaultsInForce,
  SimulatedDelivery,
  SimulatedMessage,
  SimulatorTiming,
} from "../../preload/contract/simulator.ts";
import type { Clock } from "../ports.ts";
import type { AccountBook } from "./account-book.ts";
import { messagesOf, type SimulatedApplication } from "./account-state.ts";
import type { WebhookJob } from "./callbacks.ts";
import { personKey, type Conversations } from "./conversations.ts";
import type { SimulatorIdentity } from "./identity.ts";
import { withSample } from "./media-samples.ts";
import { applicationOfPage } from "./page-application.ts";
import type { People } from "./people.ts";
import type { Random } from "./random.ts";
import { SHARED_PAGE, type Sandbox } from "./sandbox.ts";
import type { RecentIds } from "./recent-ids.ts";
import type { HandSender } from "./send-by-hand.ts";
import { faultsOf } from "./webhook-faults.ts";
import type { WebhookJobs } from "./webhook-jobs.ts";
import { mediaUrlOf, textOf } from "./webhook-payloads.ts";

/** Writes as a person. */
export interface PersonActs {
  /**
   * @throws AppError `SIMULATOR_DELIVERY_FAILED`, `SIMULATOR_CALLBACK_REFUSED`, `SIMULATOR_PAGE_UNLINKED`,
   * `SIMULATOR_NOT_A_TESTER`
   */
  receive(message: SimulatedMessage): Promise<SimulatedDelivery>;
  /** The Page meant when none is named. */
  usualPage(): PageId;
}

interface PersonActsPorts {
  readonly identity: SimulatorIdentity;
  readonly book: AccountBook;
  readonly clock: Clock;
  readonly random: Random;
  readonly people: People;
  readonly conversations: Conversations;
  readonly sandbox: Sandbox;
  readonly jobs: WebhookJobs;
  readonly sender: HandSender;
  /** Where the simulator answers; null while it does not. */
  readonly url: () => string | null;
  /** Ids of what people wrote. */
  readonly received: RecentIds;
  readonly faults: () => FaultsInForce;
  readonly timing: () => SimulatorTiming;
}

/** Makes the acts. */
export function createPersonActs(ports: PersonActsPorts): PersonActs {
  const {
    identity,
    book,
    clock,
    random,
    people,
    conversations,
    sandbox,
    jobs,
    sender,
    received,
    url,
    faults,
    timing,
  } = ports;

  const usualPage = (): PageId => (sandbox.isOn() ? SHARED_PAGE : identity.pageId);

  const remember = (psid: Psid, pageId: PageId, uuid: MessageUuid, message: SimulatedMessage): void => {
    people.wrote(psid, pageId, clock.now());
    received.add(uuid);
    conversations.add(psid, pageId, {
      messageUuid: uuid,
      from: "person",
      at: clock.now(),
      type: message.type,
      text: textOf(message),
      mediaUrl: mediaUrlOf(message),
    });
  };

  return {
    usualPage,
    async receive(asked) {
      const message = withSample(asked, url());
      const chosen = faultsOf(message.fault, faults().webhooks);
      const psid = message.psid ?? identity.psid;
      const pageId = message.pageId ?? usualPage();
      const isShared = sandbox.isOn() && pageId === SHARED_PAGE;
      const firstUuid = random.messageUuid();
      if (isShared) {
        const standing = sandbox.meet(psid, textOf(message));
        if (standing === "stranger") throw new AppError("SIMULATOR_NOT_A_TESTER", { psid });
        if (standing === "joins") {
          remember(psid, pageId, firstUuid, message);
          return { messageUuid: firstUuid, count: 1, host: null, faults: [], answer: null };
        }
      }
      // The sandbox knows no applications.
      const application = isShared ? null : applicationOfPage(pageId, book, identity);
      const applicationId = application?.id ?? null;
      const version = message.payloadVersion ?? versionOf(application, book);
      const target = sender.targetOf(applicationId, "inbound");

      const count = chosen.includes("burst") ? timing().burstSize : 1;
      const webhooks = copiesOf(message, count).map((copy, index): WebhookJob => {
        const messageUuid = index === 0 ? firstUuid : random.messageUuid();
        // The person did write, whether the webhook arrives or not.
        remember(psid, pageId, messageUuid, copy);
        const facts = { messageUuid, psid, pageId, at: clock.now(), version, message: copy };
        return jobs.inbound(facts, { target, applicationId, faults: chosen });
      });
      const answer = await sender.send(webhooks, `inbound/${personKey(psid, pageId)}`, chosen);
      return { messageUuid: firstUuid, count, host: target.url.host, faults: [...chosen], answer };
    },
  };
}

function versionOf(application: SimulatedApplication | null, book: AccountBook): "v1" | "v0.1" {
  return application === null ? book.messagesVersion() : (messagesOf(application)?.version ?? "v1");
}

/** A message becomes one, or under fault `burst` many that are numbered. */
function copiesOf(message: SimulatedMessage, count: number): readonly SimulatedMessage[] {
  if (count === 1) return [message];
  const text = textOf(message);
  return Array.from({ length: count }, (_, index) =>
    text === null ? message : { ...message, text: `${text} (${index + 1} of ${count})` },
  );
}
