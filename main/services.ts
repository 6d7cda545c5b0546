// The services of one run, wired to each other. Nothing listens yet.
import { join } from "node:path";
import { SIMULATED_WORKSPACE } from "../preload/contract/ids.ts";
import type { JwtRequest } from "../preload/contract/jwt.ts";
import type { Workspace, WorkspaceList } from "../preload/contract/workspace.ts";
import { createExamineApplication } from "./applications/examine-application.ts";
import { createApplicationJwts } from "./credentials/application-jwt.ts";
import { claimsFor } from "./credentials/jwt-chip.ts";
import { DATABASE_FILE } from "./events/database-file.ts";
import { openDatabase } from "./events/database.ts";
import type { EventFeed } from "./events/event-feed.ts";
import { createEventStore, type EventStore } from "./events/event-store.ts";
import { createHandlerDoctor, type HandlerDoctor } from "./handler-doctor/handler-doctor.ts";
import { createEventMedia, type EventMedia } from "./media/event-media.ts";
import { createFetchMedia } from "./media/fetch-media.ts";
import { createFileEndpoint } from "./media/file-endpoint.ts";
import { createKeptMedia, type KeptMedia } from "./media/kept-media.ts";
import { createServedFiles, type FileServing } from "./media/served-files.ts";
import { createDiagnoseReply } from "./messages/diagnose-reply.ts";
import { createMessagesApi } from "./messages/messages-api.ts";
import { createRepliesInFlight } from "./messages/replies-in-flight.ts";
import { createRepliesUnderWay } from "./messages/replies-under-way.ts";
import { createSendReply, type SendReply } from "./messages/send-reply.ts";
import type { HostPorts, Network, PersonFiles } from "./ports.ts";
import { createOwnScenarios } from "./scenarios/own-scenarios.ts";
import { createScenarios, type Scenarios } from "./scenarios/scenarios.ts";
import { createStage } from "./scenarios/stage.ts";
import { createSettings, namesNotTaken, type SettingsService } from "./settings/settings.ts";
import { openAccountBook } from "./simulator/account-file.ts";
import { loadSimulatorIdentity, type SimulatorIdentity } from "./simulator/identity.ts";
import { createNowAndThen } from "./simulator/now-and-then.ts";
import { openKeptPeople } from "./simulator/people-file.ts";
import { createSimulator, type Simulator } from "./simulator/simulator.ts";
import { createLocaltunnel } from "./tunnel/localtunnel.ts";
import { createTunnel, type Tunnel } from "./tunnel/tunnel.ts";
import { createListener, type Listener } from "./webhooks/listener.ts";
import { createCopyApiSecret, type CopyApiSecret } from "./workspaces/copy-api-secret.ts";
import { createImports, type Imports } from "./workspaces/imports/imports.ts";
import { createSaveKeyFile, type SaveKeyFile } from "./workspaces/save-key-file.ts";
import { createSaveWorkspace, type SaveWorkspace } from "./workspaces/save-workspace.ts";
import { ENVIRONMENT_WORKSPACE } from "./workspaces/memory-workspaces.ts";
import { createWorkspaces, type Workspaces } from "./workspaces/workspaces.ts";
import { createAccountServices, type AccountServices } from "./account-services.ts";

/** Everything a run is made of. */
export interface Services extends AccountServices {
  readonly network: Network;
  readonly settings: SettingsService;
  readonly store: EventStore;
  readonly workspaces: Workspaces;
  readonly saveWorkspace: SaveWorkspace;
  readonly saveKeyFile: SaveKeyFile;
  readonly copyApiSecret: CopyApiSecret;
  readonly sendReply: SendReply;
  /** Awaits the replies in flight for a while, then gives them up. */
  stopReplies(): Promise<void>;
  readonly listener: Listener;
  readonly identity: SimulatorIdentity;
  readonly simulator: Simulator;
  readonly scenarios: Scenarios;
  readonly handlerDoctor: HandlerDoctor;
  readonly tunnel: Tunnel;
  readonly imports: Imports;
  readonly served: FileServing;
  readonly keptMedia: KeptMedia;
  readonly eventMedia: EventMedia;
  readonly files: PersonFiles;
  /** Ports besides the listener's and the simulator's, to which the simulator sends nothing. */
  readonly ownPorts: Set<number>;
  /** A token in the open: only for the control server. */
  mintToken(request: JwtRequest): Promise<string>;
  close(): Promise<void>;
}

/** A burst of a thousand webhooks is a few news, not thousands. */
const SIMULATOR_NEWS_MS = 100;

/** Opens the store and makes the services. @throws AppError `STORE_TOO_NEW`, `DATA_FILE_DAMAGED`, `DATA_FOLDER_UNWRITABLE` */
export async function openServices(ports: HostPorts, feed: EventFeed): Promise<Services> {
  const { clock, log, dataFolder, network } = ports;
  const identity = await loadSimulatorIdentity(dataFolder);
  const notTaken = namesNotTaken(ports.settingsFile.read());
  if (notTaken.length > 0) log.info("settings.not-taken", { names: notTaken.join(", ") });
  const settings = createSettings({
    file: ports.settingsFile,
    onChange: (changed) => feed.publish("settings.changed", changed),
  });
  const database = openDatabase(join(dataFolder, DATABASE_FILE), { mode: "owner" });
  const underWay = createRepliesUnderWay({ database, log });
  const jwts = createApplicationJwts({ clock });
  const workspaces = createWorkspaces({
    database,
    vault: ports.vault,
    clock,
    log,
    settings,
    simulatedApiKey: identity.apiKey,
    async forgetEvents(workspace, { forgetUrls }) {
      keptMedia.clear();
      // Its secrets are about to go, and with them the way to put its URLs back.
      await webhookUrls.leave(workspace, { isForgetting: forgetUrls });
      underWay.forget(workspace);
      await store.removeWorkspaceEvents(workspace);
    },
    forgetLateEvents: (workspace) => store.removeWorkspaceEvents(workspace),
  });
  // Asked for every row, so it is kept rather than looked up.
  let known = byId(workspaces.list());
  workspaces.onChange((list) => {
    known = byId(list);
  });
  const store = createEventStore({
    database,
    clock,
    log,
    workspaceName: (id) => known.get(id)?.name ?? null,
    applicationId: (id) => known.get(id)?.applicationId ?? null,
    queryWorkerUrl: bundledWorkerUrl(),
  });
  const served = createServedFiles({
    dataFolder,
    clock,
    log,
    publicUrl: () => {
      const state = tunnel.state();
      return state.state === "open" ? state.url : null;
    },
    onChange: (files) => feed.publish("media.changed", files),
  });
  const listener = createListener({
    store,
    feed,
    clock,
    log,
    directory: workspaces.directory,
    settings: () => settings.get().webhooks,
    files: createFileEndpoint({ served, clock, log }),
  });
  const ownPorts = new Set<number>();
  const simulatorNews = createNowAndThen({ clock, everyMs: SIMULATOR_NEWS_MS }, (revision: number) =>
    feed.publish("simulator.changed", { revision, ...simulator.glance() }),
  );
  const simulator = createSimulator({
    identity,
    accountBook: openAccountBook(dataFolder, identity),
    keptPeople: openKeptPeople(dataFolder),
    onChange: simulatorNews.tell,
    ownPorts: () => [...ownPorts],
    clock,
    log,
    webhookTargets: () => listener.state(),
    remembered: (psid, pageId) =>
      store.thread({ workspace: SIMULATED_WORKSPACE, psid, pageId, beforeId: null, limit: 1 }).person
        ?.lastInboundAt ?? null,
  });
  const stage = createStage({ simulator, clock, ownPorts: () => [...ownPorts] });
  const handlerDoctor = createHandlerDoctor({
    simulator,
    clock,
    stage,
    onChange: (state) => feed.publish("handlerDoctor.changed", state),
  });
  const scenarios = createScenarios({
    simulator,
    clock,
    stage,
    own: createOwnScenarios({ dataFolder, openFolder: ports.openFolder }),
    onChange: (run) => feed.publish("scenarios.changed", run),
  });
  const tunnel = createTunnel({
    clock,
    log,
    providers: { localtunnel: createLocaltunnel({ clock, network }) },
    listenerPort: () => listener.state().port,
    onChange: (state) => feed.publish("tunnel.changed", state),
    onTraffic: (traffic) => feed.publish("tunnel.measured", traffic),
  });
  const ending = new AbortController();
  const accounts = createAccountServices({
    database,
    store,
    workspaces,
    settings,
    jwts,
    tunnel,
    listener,
    feed,
    clock,
    log,
    network,
    dataFolder,
    clipboard: ports.secretClipboard,
    signal: ending.signal,
  });
  const { heldKeys, applicationsApi, webhookUrls } = accounts;
  await underWay.logLeft({
    append: (event) => store.append(event),
    // One of the environment is nobody's between two runs, and comes back with the next.
    isThere: (id) => id === ENVIRONMENT_WORKSPACE || known.has(id),
  });
  const replies = createRepliesInFlight({ clock });
  const sendReply = createSendReply({
    workspaces,
    jwts,
    api: createMessagesApi({ clock, network, signal: replies.signal }),
    store,
    underWay,
    feed,
    clock,
    diagnose: createDiagnoseReply({
      examine: createExamineApplication({ api: applicationsApi, workspaces }),
      clock,
    }),
  });
  const simulatorUrl = (): string | null => simulator.url();
  const saveWorkspace = createSaveWorkspace({ workspaces, api: applicationsApi, simulatorUrl });
  const imports = createImports({
    surroundings: ports.importsFrom,
    target: { ...saveWorkspace, list: () => workspaces.list(), simulatorUrl },
    clock,
  });
  const keptMedia = createKeptMedia({ clock });
  const eventMedia = createEventMedia({
    store,
    workspaces,
    jwts,
    fetchMedia: createFetchMedia({
      clock,
      signal: ending.signal,
      way: network,
      ...(ports.mediaNetwork === undefined ? {} : { network: ports.mediaNetwork }),
    }),
    kept: keptMedia,
    files: ports.files,
    simulatorUrl: () => simulator.url(),
    clock,
  });
  return {
    ...accounts,
    network,
    settings,
    store,
    workspaces,
    saveWorkspace,
    saveKeyFile: createSaveKeyFile({ workspaces, heldKeys, keyFiles: ports.keyFiles }),
    copyApiSecret: createCopyApiSecret({ workspaces, clipboard: ports.secretClipboard }),
    sendReply: replies.watched(sendReply),
    stopReplies: () => replies.stop(),
    listener,
    identity,
    simulator,
    scenarios,
    handlerDoctor,
    tunnel,
    ownPorts,
    imports,
    served,
    keptMedia,
    eventMedia,
    files: ports.files,
    async mintToken(request) {
      const claims = claimsFor(request, workspaces.get(request.workspace));
      const key = heldKeys.keyOf(claims.applicationId) ?? (await workspaces.keyOf(request.workspace));
      const { token } = await jwts.mint({ ...claims, key });
      return token;
    },
    async close() {
      // A request that hangs would keep the process from ending.
      ending.abort();
      simulatorNews.stop();
      imports.stop();
      keptMedia.clear();
      accounts.linking.stop();
      await store.close();
    },
  };
}

function byId({ workspaces }: WorkspaceList): ReadonlyMap<string, Workspace> {
  return new Map(workspaces.map((workspace) => [workspace.id, workspace]));
}

/** Beside this module when built; the store knows where it is in a checkout. */
function bundledWorkerUrl(): URL {
  return import.meta.url.endsWith(".ts")
    ? new URL("./events/query-worker.ts", import.meta.url)
    : new URL("./query-worker.js", import.meta.url);
}
