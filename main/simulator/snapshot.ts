// What the simulator is like at this moment: for a screen of it, and for scripts.
import type { MessageUuid, Psid } from "../../preload/contract/ids.ts";
import type { FaultsInForce, SimulatorTiming } from "../../preload/contract/simulator.ts";
import type { SimulatedPerson, SimulatorState } from "../../preload/contract/simulator-state.ts";
import type { AccountBook } from "./account-book.ts";
import type { Callbacks } from "./callbacks.ts";
import type { DeliveryLog } from "./delivery-log.ts";
import type { SimulatorIdentity } from "./identity.ts";
import type { KnownPerson, People } from "./people.ts";
import type { Sandbox } from "./sandbox.ts";
import type { SentMessages } from "./sent-messages.ts";
import type { VirtualClock } from "./virtual-clock.ts";

/** What scripts see besides: the newest 2,000 messages that were sent, oldest first. */
export interface SimulatorSnapshot extends SimulatorState {
  readonly messages: {
    readonly message_uuid: MessageUuid;
    readonly psid: Psid;
    readonly statuses: readonly string[];
  }[];
}

/** What it is taken from. */
export interface SnapshotSources {
  readonly revision: number;
  readonly url: string | null;
  readonly identity: SimulatorIdentity;
  readonly clock: VirtualClock;
  readonly book: AccountBook;
  readonly faults: FaultsInForce;
  readonly timing: SimulatorTiming;
  readonly sandbox: Sandbox;
  readonly people: People;
  readonly sentMessages: SentMessages;
  readonly callbacks: Callbacks;
  readonly deliveries: DeliveryLog;
}

const PEOPLE_SHOWN = 200;
const DELIVERIES_SHOWN = 50;
const MESSAGES_SHOWN = 2_000;

/** The state of this moment. */
export function takeState(sources: SnapshotSources): SimulatorState {
  const { revision, url, identity, clock, book, faults, timing, sandbox, people } = sources;
  const { sentMessages, callbacks, deliveries } = sources;
  return {
    revision,
    url,
    applicationId: identity.applicationId,
    apiKey: identity.apiKey,
    pageId: identity.pageId,
    psid: identity.psid,
    clock: {
      now: clock.now(),
      aheadMs: clock.aheadMs(),
      isPlaying: clock.isPlaying(),
      nextAt: clock.nextAt(),
      waiting: clock.waiting(),
    },
    faults,
    timing,
    sandbox: sandbox.state(),
    messagesVersion: book.messagesVersion(),
    people: people.list(PEOPLE_SHOWN).map((person) => personOf(person, sentMessages)),
    peopleCount: people.count(),
    waitingRetries: callbacks.waiting(),
    retries: [...deliveries.waiting(DELIVERIES_SHOWN)],
    deliveries: [...deliveries.newest(DELIVERIES_SHOWN)],
  };
}

/** The state, with the messages. */
export function takeSnapshot(sources: SnapshotSources): SimulatorSnapshot {
  return {
    ...takeState(sources),
    messages: sources.sentMessages.list(MESSAGES_SHOWN).map(({ message, statuses }) => ({
      message_uuid: message.messageUuid,
      psid: message.psid,
      statuses,
    })),
  };
}

/** A person with what they have not read. */
export function personOf(person: KnownPerson, sentMessages: SentMessages): SimulatedPerson {
  return { ...person, unread: sentMessages.unread(person.psid, person.pageId) };
}
