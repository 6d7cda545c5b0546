// What scripts see of a running simulator.
import type { PayloadVersion } from "../../preload/contract/event.ts";
import type { MessageUuid, PageId, Psid } from "../../preload/contract/ids.ts";
import type { AccountBook } from "./account-book.ts";
import type { Callbacks } from "./callbacks.ts";
import type { Faults } from "./faults.ts";
import type { SimulatorIdentity } from "./identity.ts";
import type { People, SimulatedPerson } from "./people.ts";
import type { SentMessages } from "./sent-messages.ts";

/** What scripts see of the simulator. It holds no secret. */
export interface SimulatorSnapshot {
  readonly applicationId: string;
  readonly apiKey: string;
  readonly pageId: PageId;
  readonly psid: Psid;
  readonly faults: Faults;
  /** Shape of statuses where no application is known: the account's setting. */
  readonly messagesVersion: PayloadVersion;
  readonly people: readonly SimulatedPerson[];
  readonly messages: readonly {
    readonly message_uuid: MessageUuid;
    readonly psid: Psid;
    readonly statuses: readonly string[];
  }[];
  /** Webhooks that were not taken and are waiting to be sent again. */
  readonly waitingRetries: number;
}

/** What it is taken from. */
interface SnapshotSources {
  readonly identity: SimulatorIdentity;
  readonly book: AccountBook;
  readonly faults: Faults;
  readonly people: People;
  readonly sentMessages: SentMessages;
  readonly callbacks: Callbacks;
}

/** The state of this moment. */
export function takeSnapshot({
  identity,
  book,
  faults,
  people,
  sentMessages,
  callbacks,
}: SnapshotSources): SimulatorSnapshot {
  return {
    applicationId: identity.applicationId,
    apiKey: identity.apiKey,
    pageId: identity.pageId,
    psid: identity.psid,
    faults,
    messagesVersion: book.messagesVersion(),
    people: people.list(),
    messages: sentMessages.list().map(({ message, statuses }) => ({
      message_uuid: message.messageUuid,
      psid: message.psid,
      statuses,
    })),
    waitingRetries: callbacks.waiting(),
  };
}
