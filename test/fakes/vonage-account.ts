// A workspace whose account is the simulator's, with all that acts on an account, over real HTTP, SQLite and a vault.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createApplications, type Applications } from "../../main/applications/applications.ts";
import { createApplicationsApi } from "../../main/applications/applications-api.ts";
import type { WebhookAddresses } from "../../main/applications/application-body.ts";
import { createHeldKeys, type HeldKeys } from "../../main/applications/held-keys.ts";
import { createApplicationJwts } from "../../main/credentials/application-jwt.ts";
import { DATABASE_FILE } from "../../main/events/database-file.ts";
import { openDatabase } from "../../main/events/database.ts";
import { createAccountAccess } from "../../main/linking/account-access.ts";
import { createExternalAccountsApi } from "../../main/linking/external-accounts-api.ts";
import { createLinkedPages, type LinkedPages } from "../../main/linking/linked-pages.ts";
import { createLinking, type Linking } from "../../main/linking/linking.ts";
import { createPageSightings } from "../../main/linking/page-sightings.ts";
import { createProbe, type LoggedFacts } from "../../main/linking/probe.ts";
import { createVonageCall } from "../../main/network/vonage-call.ts";
import { createSettings } from "../../main/settings/settings.ts";
import type { SimulatorIdentity } from "../../main/simulator/identity.ts";
import { createWorkspaces, type Workspaces } from "../../main/workspaces/workspaces.ts";
import type { Workspace } from "../../preload/contract/workspace.ts";
import { createMemoryLog, type MemoryLog } from "./log.ts";
import { plainNetwork } from "./network.ts";
import { startSimulator, type RunningSimulator } from "./running-simulator.ts";
import { createMemorySettingsFile } from "./settings-file.ts";
import { createMemoryVault, type MemoryVault } from "./vault.ts";

const NOTHING_LOGGED: LoggedFacts = {
  firstInbound: null,
  lastInbound: null,
  firstVerifiedInbound: null,
  inboundElsewhere: null,
  inboundOfOther: null,
  firstReply: null,
  deliveredReply: null,
  linkExpired: null,
  verifiedLinkExpired: null,
  firstVerified: null,
};

/** The account, the workspace, and what acts on them. */
export interface VonageAccount {
  readonly running: RunningSimulator;
  readonly workspaces: Workspaces;
  readonly workspace: Workspace;
  readonly vault: MemoryVault;
  readonly log: MemoryLog;
  readonly heldKeys: HeldKeys;
  readonly applications: Applications;
  readonly pages: LinkedPages;
  /** Of a log without events. */
  readonly linking: Linking;
  /** Opens a tunnel, or with null closes it. */
  setTunnel(addresses: WebhookAddresses | null): void;
  stop(): Promise<void>;
}

/** Starts it with no tunnel, and with neither application nor key in the workspace. An `identity` saves making a key. */
export async function startVonageAccount(identityOfBefore?: SimulatorIdentity): Promise<VonageAccount> {
  const folder = await mkdtemp(join(tmpdir(), "hookline-account-"));
  const running = await startSimulator(identityOfBefore === undefined ? {} : { identity: identityOfBefore });
  const { clock, identity } = running;
  const database = openDatabase(join(folder, DATABASE_FILE), { mode: "owner" });
  const vault = createMemoryVault();
  const log = createMemoryLog();
  const workspaces = createWorkspaces({
    database,
    vault,
    clock,
    log,
    settings: createSettings({ file: createMemorySettingsFile(), onChange: () => undefined }),
    // Here the account passes for a real one.
    simulatedApiKey: "none",
    forgetEvents: () => undefined,
    forgetLateEvents: () => undefined,
  });
  await workspaces.start();
  const { apiKey, apiSecret } = identity;
  const workspace = await workspaces.add({ name: "Bot", apiHost: running.url, apiKey, apiSecret });

  let tunnel: WebhookAddresses | null = null;
  const call = createVonageCall({ clock, network: plainNetwork });
  const heldKeys = createHeldKeys();
  const jwts = createApplicationJwts({ clock });
  const sightings = createPageSightings({ database });
  const linking = createLinking({
    database,
    clock,
    log,
    workspaces,
    sightings,
    probe: createProbe({
      workspaces,
      events: { facts: () => NOTHING_LOGGED },
      tunnel: { state: () => ({ state: "off" }) },
      jwt: { mintedAt: () => null },
      urlsEvidence: () => null,
      sightings,
    }),
    onChange: () => undefined,
    daysBefore: () => [],
    timeZone: "UTC",
  });
  return {
    running,
    workspaces,
    workspace,
    vault,
    log,
    heldKeys,
    applications: createApplications({
      api: createApplicationsApi({ clock, call }),
      heldKeys,
      workspaces,
      publicAddresses: () => tunnel,
      localAddresses: () => running.receiver,
    }),
    pages: createLinkedPages({
      api: createExternalAccountsApi({ call }),
      accessOf: createAccountAccess({ workspaces, jwts }),
      notices: linking,
      log,
    }),
    linking,
    setTunnel: (addresses) => {
      tunnel = addresses;
    },
    async stop() {
      linking.stop();
      database.close();
      await running.stop();
      await rm(folder, { recursive: true });
    },
  };
}
