// What happens to a message that may be sent: it is tracked, Messenger judges it, and those behind it get their turn.
import type { ApplicationId, MessageUuid } from "../../preload/contract/ids.ts";
import type { Clock } from "../ports.ts";
import type { FaultsInForce, SimulatorTiming } from "../../preload/contract/simulator.ts";
import type { SimulatedConversationMessage } from "../../preload/contract/simulator-state.ts";
import type { AccountBook } from "./account-book.ts";
import type { Conversations } from "./conversations.ts";
import type { People } from "./people.ts";
import type { Random } from "./random.ts";
import type { SendRequest } from "./send-request.ts";
import type { SentMessage, SentMessages } from "./sent-messages.ts";
import { planStatuses } from "./status-plan.ts";
import { statusVersion } from "./status-version.ts";
import type { WebhookAddresses } from "./webhook-addresses.ts";

/** Takes a valid message and lets its statuses follow. `applicationId` is null with Basic authentication. */
export type AcceptMessage = (request: SendRequest, applicationId: ApplicationId | null) => SentMessage;

/** Sends what stands in line. */
export interface Outbox {
  readonly accept: AcceptMessage;
  /** The message was rejected: the next of its line is sent, if there is one. */
  failOver(message: SentMessage): void;
}

interface OutboxPorts {
  readonly book: AccountBook;
  readonly clock: Clock;
  readonly people: People;
  readonly random: Random;
  readonly conversations: Conversations;
  readonly sentMessages: SentMessages;
  readonly faults: () => FaultsInForce;
  readonly timing: () => SimulatorTiming;
  readonly aimed: WebhookAddresses["aimed"];
}

/** Types whose content Messenger fetches. */
const MEDIA_TYPES = ["image", "audio", "video", "file"];
/** Length of the published example. */
const WORKFLOW_ID_LENGTH = 55;

/** Makes an outbox that puts messages into `sentMessages`. */
export function createOutbox(ports: OutboxPorts): Outbox {
  const { book, clock, people, random, conversations, sentMessages, faults, timing, aimed } = ports;

  /**
   * The code of the status `rejected` that Messenger gives the message; null = it delivers it. How Meta's refusals map
   * to these codes is not published.
   */
  const refusalOf = ({ channel, psid, pageId, tag, messageType }: SendRequest): string | null => {
    if (channel !== "messenger") return null;
    const { messenger } = faults();
    // Without the link nobody can ask Messenger for anything.
    if (messenger === "expired-page-link") return "1370";
    const refusal = people.refusalOf(psid, pageId, tag, clock.now());
    if (refusal !== null) return refusal;
    return messenger === "unreachable-media" && MEDIA_TYPES.includes(messageType) ? "1380" : null;
  };

  /** On the person's screen; one who was never written to has none, but is none the worse for it. */
  const show = ({ psid, pageId, messageType, text, mediaUrl }: SendRequest, messageUuid: MessageUuid): void =>
    conversations.add(psid, pageId, {
      messageUuid,
      from: "page",
      at: clock.now(),
      // Types were checked when the request was read.
      type: messageType as SimulatedConversationMessage["type"],
      text,
      mediaUrl,
    });

  const send = (
    request: SendRequest,
    applicationId: ApplicationId | null,
    line: Pick<SentMessage, "workflow" | "behind" | "aim">,
  ): SentMessage => {
    const message: SentMessage = {
      messageUuid: random.messageUuid(),
      channel: request.channel,
      psid: request.psid,
      pageId: request.pageId,
      clientRef: request.clientRef,
      version: request.webhookVersion ?? statusVersion(book, applicationId),
      webhookUrl: request.webhookUrl,
      applicationId,
      ...line,
    };
    const order = faults().webhooks.includes("out-of-order") ? "reversed" : "planned";
    sentMessages.accept(message, planStatuses(request.channel, refusalOf(request), timing(), order));
    if (request.channel === "messenger") show(request, message.messageUuid);
    return message;
  };

  return {
    accept(request, applicationId) {
      const { failover } = request;
      if (failover === null)
        return send(request, applicationId, { workflow: null, behind: [], aim: aimed() });
      const id = random.hex(Math.ceil(WORKFLOW_ID_LENGTH / 2)).slice(0, WORKFLOW_ID_LENGTH);
      const workflow = { id, item: 1, items: failover.length + 1 };
      return send(request, applicationId, { workflow, behind: failover, aim: aimed() });
    },
    failOver({ workflow, behind: [next, ...behind], applicationId, aim }) {
      if (workflow === null || next === undefined) return;
      send(next, applicationId, { workflow: { ...workflow, item: workflow.item + 1 }, behind, aim });
    },
  };
}
