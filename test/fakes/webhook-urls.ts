// The webhook-URL service as one process has it: a data folder, one workspace at an applications server, and a tunnel.
import { createApplicationsApi, type ApplicationsApi } from "../../main/applications/applications-api.ts";
import { createVonageCall } from "../../main/network/vonage-call.ts";
import { openWebhookJournal } from "../../main/applications/webhook-journal.ts";
import { createWebhookUrls } from "../../main/applications/webhook-urls.ts";
import type { WebhookUrls } from "../../main/applications/webhook-urls-shape.ts";
import type { Clock } from "../../main/ports.ts";
import { ApplicationId, WorkspaceId } from "../../preload/contract/ids.ts";
import type { TunnelState } from "../../preload/contract/tunnel.ts";
import type { WebhookPair } from "../../preload/contract/webhook-urls.ts";
import type { Workspace } from "../../preload/contract/workspace.ts";
import { LISTENING } from "./listener-state.ts";
import { APPLICATIONS_ACCOUNT } from "./applications-server.ts";
import { createFrozenClock } from "./clock.ts";
import { plainNetwork } from "./network.ts";
import { createMemoryLog, type MemoryLog } from "./log.ts";

/** The workspace it is about. */
export const URLS_WORKSPACE = WorkspaceId.parse("bot");

/** What one process is made of. */
export interface UrlsProcess extends WebhookUrls {
  readonly api: ApplicationsApi;
  readonly log: MemoryLog;
  /** Workspaces that a change was told of, oldest first. */
  readonly told: readonly WorkspaceId[];
  /** Moves the tunnel; null closes it. */
  openTunnel(url: string | null): void;
  /** The tunnel, at its address still, tries to connect again. */
  loseTunnel(): void;
  /** The tunnel is given up. */
  failTunnel(): void;
  /** Replaces the one workspace. */
  setWorkspace(changes: Partial<Workspace>): void;
  /** Adds another one of the account, without an application unless one is given. */
  addWorkspace(id: WorkspaceId, applicationId?: ApplicationId): void;
}

/** How it starts. */
export interface UrlsProcessOptions {
  readonly dataFolder: string;
  readonly url: string;
  readonly applicationId: string;
  readonly run: string;
  readonly clock?: Clock;
  /** Stands between the service and the API's client. */
  readonly wrapApi?: (api: ApplicationsApi) => Pick<ApplicationsApi, "get" | "put">;
}

/** Starts one, its tunnel at `https://<run>.example`. */
export function startUrlsProcess(options: UrlsProcessOptions): UrlsProcess {
  const { dataFolder, url, applicationId, run, clock = createFrozenClock(), wrapApi } = options;
  const log = createMemoryLog();
  const api = createApplicationsApi({ clock, call: createVonageCall({ clock, network: plainNetwork }) });
  const told: WorkspaceId[] = [];
  let tunnel = openAt(`https://${run}.example`);
  let workspace: Workspace = {
    id: URLS_WORKSPACE,
    name: "My bot",
    kind: "real",
    applicationId: ApplicationId.parse(applicationId),
    pageId: null,
    pageName: null,
    apiHost: url,
    apiKey: APPLICATIONS_ACCOUNT.apiKey,
    key: null,
    hasApiSecret: true,
    hasSignatureSecret: false,
    signatureProvedAt: null,
    previousSignatureUntil: null,
    ephemeral: false,
    createdAt: 0,
  };
  const others: Workspace[] = [];
  const service = createWebhookUrls({
    journal: openWebhookJournal({ dataFolder }),
    api: wrapApi?.(api) ?? api,
    workspaces: {
      get: (id) => others.find((other) => other.id === id) ?? workspace,
      list: () => ({ workspaces: [workspace, ...others], activeId: workspace.id }),
      accountOf: (id) => {
        const { apiKey } = others.find((other) => other.id === id) ?? workspace;
        return Promise.resolve({
          apiHost: url,
          ...APPLICATIONS_ACCOUNT,
          ...(apiKey === null ? {} : { apiKey }),
        });
      },
    },
    tunnel: { state: () => tunnel },
    listener: {
      state: () => LISTENING,
    },
    run,
    clock,
    log,
    onChange: (id) => told.push(id),
  });
  return {
    ...service,
    api,
    log,
    told,
    openTunnel(address) {
      tunnel = address === null ? { state: "off" } : openAt(address);
    },
    loseTunnel() {
      if (tunnel.state !== "open") throw new Error("The tunnel is not open.");
      const { proved: _proved, addressChanged: _changed, ...address } = tunnel;
      tunnel = { ...address, state: "reconnecting", attempt: 1, since: 0 };
    },
    failTunnel() {
      tunnel = {
        state: "failed",
        provider: "localtunnel",
        at: 0,
        error: { code: "TUNNEL_LOST", details: {} },
      };
    },
    setWorkspace(changes) {
      workspace = { ...workspace, ...changes };
    },
    addWorkspace(id, applicationId) {
      others.push({
        ...workspace,
        id,
        name: id,
        applicationId: applicationId ?? null,
        apiKey: APPLICATIONS_ACCOUNT.apiKey,
      });
    },
  };
}

/** The two URLs of a tunnel, as they are set. */
export function urlsOf(address: string): WebhookPair {
  return {
    inbound: { address: `${address}/webhooks/inbound`, method: "POST" },
    status: { address: `${address}/webhooks/status`, method: "POST" },
  };
}

function openAt(url: string): TunnelState {
  return {
    state: "open",
    provider: "localtunnel",
    url,
    inbound: `${url}/webhooks/inbound`,
    status: `${url}/webhooks/status`,
    openedAt: 0,
    proved: false,
    addressChanged: false,
  };
}
