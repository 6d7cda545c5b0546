// THE table of calls and topics between the interface and the main process. All bindings are derived from it.
import { z } from "zod";
import { accountCalls } from "./account-calls.ts";
import { AppState } from "./app-state.ts";
import { call, none, ofWorkspace } from "./call.ts";
import { PeopleQuery, Person, Thread, ThreadQuery } from "./conversation.ts";
import { AppErrorValue } from "./errors.ts";
import {
  EventCounts,
  EventPage,
  EventPageQuery,
  EventRow,
  LoggedEvent,
  RowAnswer,
  SignatureReport,
} from "./event.ts";
import { ExaminationState, ExaminationWish } from "./handler-examination.ts";
import { EventId, WorkspaceId } from "./ids.ts";
import { JwtCopyForm, JwtPreview, JwtQuestion, JwtRequest, JwtVerdict, SecretDelivery } from "./jwt.ts";
import { KeyFile, KeyFileWish } from "./key-file.ts";
import { LinkingGeneration, LinkingState } from "./linking.ts";
import { ListenerState } from "./listener.ts";
import { NetworkState } from "./network.ts";
import { FileDelivery, FileReceipt, LoadedMedia, ServedFile, ServedFileId, ServedFiles } from "./media.ts";
import { ReplyDraft, SentReply } from "./reply.ts";
import { ReportWish, ScenarioList, ScenarioRun, ScenarioToRun } from "./scenario-run.ts";
import { Settings, SettingsChange } from "./settings.ts";
import {
  FaultsInForce,
  FaultSwitches,
  PersonAtPage,
  PersonToSave,
  PlayedTime,
  ReadMessages,
  SandboxSettings,
  SimulatedDelivery,
  SimulatedMessage,
  SimulatedStatus,
  SimulatorTiming,
  TimeToPlay,
} from "./simulator.ts";
import {
  DeliveryStory,
  SimulatedConversation,
  SimulatedPerson,
  SimulatorGlance,
  SimulatorState,
} from "./simulator-state.ts";
import { TextFile } from "./text-file.ts";
import { TunnelRequest, TunnelState, TunnelTraffic } from "./tunnel.ts";
import { ImportCandidate, ImportRequest } from "./workspace-import.ts";
import { KeySummary, Workspace, WorkspaceList, WorkspaceToSave } from "./workspace.ts";

/** THE table: what the page may ask of the program (calls), and what the program tells the page (topics). */
export const contract = {
  calls: {
    "app.state": call({ input: none, output: AppState }),

    /** By which proxy the hosts are called that this Hookline calls, and whose certificates are trusted. */
    "network.state": call({ input: none, output: NetworkState }),

    "settings.get": call({ input: none, output: Settings }),
    "settings.change": call({ input: SettingsChange, output: Settings }),

    "workspaces.list": call({ input: none, output: WorkspaceList }),
    /** Tries key and secret before anything is stored, and asks about a host outside Vonage's. */
    "workspaces.add": call({ input: WorkspaceToSave, output: Workspace }),
    /** Likewise. */
    "workspaces.change": call({
      input: z.object({ id: WorkspaceId, change: WorkspaceToSave }),
      output: Workspace,
    }),
    /**
     * Removes the workspace, its secrets and its events. `typedName` must equal its name. `forgetUrls`: also where old webhook
     * URLs of its application cannot be put back.
     */
    "workspaces.remove": call({
      input: z.object({ id: WorkspaceId, typedName: z.string(), forgetUrls: z.boolean().optional() }),
      output: none,
    }),
    "workspaces.activate": call({ input: z.object({ id: WorkspaceId }), output: WorkspaceList }),
    /** Reads a private key without storing it: is it one, and which? */
    "credentials.inspectKey": call({
      input: z.object({ pem: z.string().max(16_384) }),
      output: KeySummary,
    }),
    /** Has the host write a private key to a file; the desktop asks where. */
    "credentials.saveKeyFile": call({ input: KeyFileWish, output: KeyFile }),
    /**
     * Copies the API secret. Where the clipboard is reached through the page, `typedName` must equal the workspace's
     * name.
     */
    "credentials.copyApiSecret": call({
      input: ofWorkspace.extend({ typedName: z.string().max(200).optional() }),
      output: z.object({ delivery: SecretDelivery }),
    }),

    /** Everything of a workspace but its secrets and events, as JSON. */
    "workspaces.export": call({ input: ofWorkspace, output: TextFile }),

    /** Looks for credentials of Vonage's tools. Nothing is stored; what a former look found is forgotten. */
    "imports.look": call({ input: none, output: z.array(ImportCandidate) }),
    /** Tries key and secret before anything is stored. */
    "imports.take": call({ input: ImportRequest, output: Workspace }),

    "jwt.current": call({ input: ofWorkspace, output: JwtPreview.nullable() }),
    /** Mints the JWT of the title-bar chip anew. */
    "jwt.mint": call({ input: JwtRequest, output: JwtPreview }),
    /** What would be minted, without minting. */
    "jwt.preview": call({ input: JwtRequest, output: JwtPreview }),
    /** Copies the chip's JWT (minting one if there is none or it expired) or, with `request`, a fresh one built to order. */
    "jwt.copy": call({
      input: z.object({ workspace: WorkspaceId, form: JwtCopyForm, request: JwtRequest.optional() }),
      output: z.object({ delivery: SecretDelivery, preview: JwtPreview }),
    }),
    /** Decodes and judges a pasted token, which is neither stored nor logged. */
    "jwt.judge": call({ input: JwtQuestion, output: JwtVerdict }),

    "events.page": call({ input: EventPageQuery, output: EventPage }),
    "events.counts": call({ input: z.object({ workspace: WorkspaceId.nullable() }), output: EventCounts }),
    "events.get": call({ input: z.object({ id: EventId }), output: LoggedEvent }),
    "events.signature": call({ input: z.object({ id: EventId }), output: SignatureReport }),
    /** Ids of the events that share a message_uuid, oldest first: the line in the gutter. */
    "events.related": call({ input: z.object({ id: EventId }), output: z.array(EventId) }),

    "conversations.people": call({
      input: PeopleQuery,
      output: z.array(Person),
    }),
    "conversations.thread": call({ input: ThreadQuery, output: Thread }),

    "messages.sendReply": call({ input: ReplyDraft, output: SentReply }),

    /** Has the person choose one file, which is copied aside and served through the tunnel. */
    "media.serve": call({ input: none, output: FileReceipt }),
    "media.active": call({ input: none, output: z.array(ServedFile) }),
    "media.stop": call({ input: z.object({ id: ServedFileId }), output: none }),
    /** Fetches what an event names, once, and keeps it in memory for some minutes. */
    "media.load": call({ input: z.object({ id: EventId }), output: LoadedMedia }),
    /** The same, to the person's disk. */
    "media.save": call({ input: z.object({ id: EventId }), output: FileDelivery }),

    ...accountCalls,

    "linking.state": call({ input: ofWorkspace, output: LinkingState }),
    "linking.tick": call({
      input: z.object({ workspace: WorkspaceId, step: z.string(), done: z.boolean() }),
      output: LinkingState,
    }),
    "linking.chooseGeneration": call({
      input: z.object({ workspace: WorkspaceId, generation: LinkingGeneration }),
      output: LinkingState,
    }),
    /** Records a date of linking, or corrects the one that was entered; null takes the newest entry back. */
    "linking.setLinkedOn": call({
      input: z.object({ workspace: WorkspaceId, linkedOn: z.iso.date().nullable() }),
      output: LinkingState,
    }),
    /** A calendar file (.ics) of the day on which to link again. */
    "linking.reminder": call({ input: ofWorkspace, output: TextFile }),
    "linking.startRelink": call({ input: ofWorkspace, output: LinkingState }),
    /** Ends the re-link path: `done` starts the 90 days again today. */
    "linking.endRelink": call({ input: ofWorkspace.extend({ done: z.boolean() }), output: LinkingState }),

    "tunnel.open": call({ input: TunnelRequest, output: TunnelState }),
    "tunnel.close": call({ input: none, output: TunnelState }),
    "tunnel.traffic": call({ input: none, output: TunnelTraffic }),

    "simulator.receive": call({ input: SimulatedMessage, output: SimulatedDelivery }),
    "simulator.sendStatus": call({ input: SimulatedStatus, output: SimulatedDelivery }),
    /** Everything a screen of the simulator shows; ask again when `simulator.changed` tells of another revision. */
    "simulator.state": call({ input: none, output: SimulatorState }),
    /** The person opens the conversation: what was delivered becomes read. */
    "simulator.read": call({ input: PersonAtPage, output: ReadMessages }),
    /** Makes a person to play, or gives one another name. */
    "simulator.savePerson": call({ input: PersonToSave, output: SimulatedPerson }),
    "simulator.removePerson": call({ input: PersonAtPage, output: none }),
    "simulator.conversation": call({ input: PersonAtPage, output: SimulatedConversation }),
    /** One webhook with all its attempts; null when it is too long ago. */
    "simulator.delivery": call({ input: z.object({ id: z.int() }), output: DeliveryStory.nullable() }),
    /** What is left out goes well. */
    "simulator.setFaults": call({ input: FaultSwitches, output: FaultsInForce }),
    /** What is left out is as it is without a word. */
    "simulator.setTiming": call({ input: SimulatorTiming, output: SimulatorTiming }),
    "simulator.setSandbox": call({ input: SandboxSettings, output: SimulatorState.shape.sandbox }),
    /** Plays the simulator's clock ahead; answers when that is done, a minute at the latest. */
    "simulator.play": call({ input: TimeToPlay, output: PlayedTime }),
    /** Back to the first moment: account, people, clock, faults. */
    "simulator.reset": call({ input: none, output: SimulatorState }),

    /** The built-in scenarios, the user's own as they are on the disk now, and the run that goes on or was the last one. */
    "scenarios.list": call({ input: none, output: ScenarioList }),
    /** Shows the folder of the user's own in the file manager; a browser cannot. */
    "scenarios.openFolder": call({ input: none, output: none }),
    /** Starts one, one at a time; `scenarios.changed` tells how it goes on. */
    "scenarios.run": call({ input: ScenarioToRun, output: ScenarioRun }),
    /** Stops what is played; answers the run that is over, null when there was none. */
    "scenarios.stop": call({ input: none, output: ScenarioRun.nullable() }),
    "scenarios.report": call({ input: ReportWish, output: TextFile }),

    /** The examination that goes on or was the last one. */
    "handlerDoctor.state": call({ input: none, output: ExaminationState.nullable() }),
    /** Starts one, when nothing else is played; `handlerDoctor.changed` tells how it goes on. */
    "handlerDoctor.run": call({ input: ExaminationWish, output: ExaminationState }),
    "handlerDoctor.stop": call({ input: none, output: ExaminationState.nullable() }),
    "handlerDoctor.report": call({ input: ReportWish, output: TextFile }),
  },
  topics: {
    "events.appended": z.array(EventRow),
    /** An answer was stored for these events. */
    "events.answered": z.array(RowAnswer.extend({ id: EventId })),
    "listener.changed": ListenerState,
    "tunnel.changed": TunnelState,
    /** At most once a second. */
    "tunnel.measured": TunnelTraffic,
    "media.changed": ServedFiles,
    "settings.changed": Settings,
    "workspaces.changed": WorkspaceList,
    "jwt.changed": z.object({ workspace: WorkspaceId, preview: JwtPreview.nullable() }),
    "linking.changed": ofWorkspace,
    "webhookUrls.changed": ofWorkspace,
    /** Something about the simulator is different now: several times a second at most. */
    "simulator.changed": SimulatorGlance.extend({ revision: z.int() }),
    /** A run goes on, ten times a second at most, or has come to its end. */
    "scenarios.changed": ScenarioRun,
    /** A check begins, or the examination is over. */
    "handlerDoctor.changed": ExaminationState,
  },
} as const;

/** Name of a call. */
export type CallName = keyof typeof contract.calls;
/** Name of a topic. */
export type TopicName = keyof typeof contract.topics;
/** What a caller hands in (before defaults are filled). */
export type CallInput<N extends CallName> = z.input<(typeof contract.calls)[N]["input"]>;
/** What a handler gets (parsed). */
export type CallRequest<N extends CallName> = z.output<(typeof contract.calls)[N]["input"]>;
/** What a caller gets back. */
export type CallOutput<N extends CallName> = z.output<(typeof contract.calls)[N]["output"]>;
/** What a topic carries. */
export type TopicValue<N extends TopicName> = z.output<(typeof contract.topics)[N]>;

/** Exactly one handler a call: a missing one does not compile. */
export type Handlers = {
  readonly [N in CallName]: (input: CallRequest<N>) => Promise<CallOutput<N>> | CallOutput<N>;
};

/** Answer of one call: failures cross as values, never as exceptions. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: AppErrorValue };

/** All the interface has of the outside world. */
export interface Bridge {
  /** Never rejects for an application error: it answers `{ ok: false }`. */
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>>>;
  /** Returns the function that ends the subscription. */
  subscribe<N extends TopicName>(name: N, listener: (value: TopicValue<N>) => void): () => void;
  /** Whether the host can be reached right now; only a browser loses it. */
  onConnection?(listener: (connected: boolean) => void): () => void;
  /** The time by the host's clock, epoch ms; only a browser may be on a computer with another one. */
  readonly now?: () => number;
}

/** Own keys only, so that `__proto__` or `constructor` is not a call. */
export function isCallName(name: string): name is CallName {
  return Object.hasOwn(contract.calls, name);
}

/** Own keys only, as {@link isCallName}. */
export function isTopicName(name: string): name is TopicName {
  return Object.hasOwn(contract.topics, name);
}
