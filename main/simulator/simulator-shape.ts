// What the simulator can do, and what it is made of.
import type { MessageUuid, PageId, Psid } from "../../preload/contract/ids.ts";
import type {
  FaultSwitches,
  PersonAtPage,
  PersonToSave,
  PlayedTime,
  SandboxSettings,
  SimulatedDelivery,
  SimulatedMessage,
  SimulatedStatus,
  SimulatorTiming,
  TimeToPlay,
} from "../../preload/contract/simulator.ts";
import type {
  DeliveryStory,
  SimulatedConversation,
  SimulatedPerson,
  SimulatorGlance,
  SimulatorState,
} from "../../preload/contract/simulator-state.ts";
import type { PortWish } from "../app-shape.ts";
import type { Clock, Log } from "../ports.ts";
import type { AccountBook } from "./account-book.ts";
import type { Happening } from "./happenings.ts";
import type { SimulatorIdentity } from "./identity.ts";
import type { KeptPeople } from "./people-file.ts";
import type { RememberedInbound } from "./people.ts";
import type { StartedAt } from "./server.ts";
import type { SimulatorSnapshot } from "./snapshot.ts";
import type { WebhookAim, WebhookTargets } from "./webhook-addresses.ts";

/** What the simulator is made of. */
export interface SimulatorPorts {
  readonly identity: SimulatorIdentity;
  /** The computer's time; the simulator's own runs with it until it is played ahead. */
  readonly clock: Clock;
  readonly log: Log;
  /** The account. Without one: a new one in memory, whose application has no webhook URLs of its own. */
  readonly accountBook?: AccountBook;
  /** The people of earlier runs. Without it there is the first one only, and others are forgotten at the end. */
  readonly keptPeople?: KeptPeople;
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
  /** Told of every change, with the number of the state it led to. It is called often, and has to be quick. */
  readonly onChange?: (revision: number) => void;
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
   * @throws AppError `SIMULATOR_DELIVERY_FAILED` (it is sent again all the same), `SIMULATOR_CALLBACK_REFUSED`,
   * `SIMULATOR_PAGE_UNLINKED`, `SIMULATOR_NOT_A_TESTER`
   */
  receive(message: SimulatedMessage): Promise<SimulatedDelivery>;
  /**
   * Sends one status: of the message named, else of the newest one to that person, else (or by null) of an invented one.
   * @throws AppError `SIMULATOR_DELIVERY_FAILED` (it is sent again all the same), `SIMULATOR_CALLBACK_REFUSED`
   */
  sendStatus(status: SimulatedStatus): Promise<SimulatedDelivery>;
  /** The person opens the conversation; answers the messages that became read. */
  read(person: PersonAtPage): readonly MessageUuid[];
  /** Makes a person to play, or names one. @throws AppError `SIMULATOR_PEOPLE_FULL`, `DATA_WRITE_FAILED` */
  savePerson(person: PersonToSave): SimulatedPerson;
  /** Forgets a person, what they wrote and that they ever did; one who is not there is fine. @throws `DATA_WRITE_FAILED` */
  removePerson(person: PersonAtPage): void;
  conversation(person: PersonAtPage): SimulatedConversation;
  /** What is left out goes well. */
  setFaults(faults: FaultSwitches): void;
  /** Holds for messages accepted, and webhooks sent, from now on. */
  setTiming(timing: SimulatorTiming): void;
  setSandbox(settings: SandboxSettings): void;
  /** Plays its clock ahead: what waits happens at its own moment, with real requests. */
  play(wish: TimeToPlay): Promise<PlayedTime>;
  /** What every screen goes by; unlike the state it costs nothing. */
  glance(): SimulatorGlance;
  /**
   * When the person last wrote, epoch ms by the simulator's clock, as far as this run tells: null = never, or removed since;
   * undefined = only the log knows.
   */
  wroteAt(person: { readonly psid: Psid; readonly pageId: PageId }): number | null | undefined;
  state(): SimulatorSnapshot;
  /** The same without the list of messages. */
  shortState(): SimulatorState;
  /** One webhook with all its attempts; null when it is too long ago. */
  delivery(id: number): DeliveryStory | null;
  /** Tells of webhooks and send requests as they happen; returns what ends it. */
  watch(listener: (happening: Happening) => void): () => void;
  /**
   * Sends all webhooks there from now on, whatever the applications name; null = where they usually go. Retries that wait
   * to go to an earlier aim are given up.
   */
  aim(at: WebhookAim | null): void;
  /** Invents the same ids from here on as every run with that seed; null = unpredictable ones. */
  reseed(seed: number | null): void;
  /** Back to the first moment, account, people and clock too: nobody wrote, nothing was sent, nothing goes wrong. */
  reset(): void;
}
