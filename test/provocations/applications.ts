// Provokes what can go wrong with applications and Pages of an account beyond a refused or lost request.
import { createApplications } from "../../main/applications/applications.ts";
import { createApplicationsApi } from "../../main/applications/applications-api.ts";
import { createHeldKeys } from "../../main/applications/held-keys.ts";
import {
  createExternalAccountsApi,
  type ExternalAccountsApi,
} from "../../main/linking/external-accounts-api.ts";
import { createApplicationLinks } from "../../main/linking/application-links.ts";
import { ENVIRONMENT_WORKSPACE } from "../../main/workspaces/memory-workspaces.ts";
import { createVonageCall, type AccountAccess } from "../../main/network/vonage-call.ts";
import { ApplicationId, PageId, SIMULATED_WORKSPACE, WorkspaceId } from "../../preload/contract/ids.ts";
import type { ApplicationPage, NewApplication } from "../../preload/contract/applications.ts";
import { AppError, type ErrorCode } from "../../preload/contract/errors.ts";
import type { Workspace } from "../../preload/contract/workspace.ts";
import { createFrozenClock } from "../fakes/clock.ts";
import { plainNetwork } from "../fakes/network.ts";
import { startTestApp } from "../fakes/running-app.ts";
import { startScriptedServer, type ScriptedAnswer } from "../fakes/scripted-server.ts";
import { refused, thrownBy, type Provocation, type Stage } from "./stage.ts";

const pageId = PageId.parse("107083064136738");
const applicationId = ApplicationId.parse("78d335fa-323d-0114-9c3d-d6f0d48968cf");
const other = ApplicationId.parse("11111111-2222-3333-4444-555555555555");

/** By code. */
export const applicationProvocations = {
  APPLICATION_PUBLIC_KEY_INVALID: ({ callFails }) =>
    callFails("applications.create", {
      ...throwAway,
      key: { from: "own", publicKey: "ssh-rsa AAAAB3NzaC1yc2E" },
    }),
  APPLICATION_KEY_HOMELESS: async ({ defer }) => {
    const environment = { ...NO_SECRETS, apiKey: "e0e0e0e0", apiSecret: "api-secret" };
    const { app, stop } = await startTestApp({ environment });
    defer(stop);
    return refused(
      await app.call("applications.create", { ...throwAway, workspace: ENVIRONMENT_WORKSPACE, use: true }),
    );
  },
  APPLICATION_NOT_TAKEN: async ({ defer }) => {
    const server = await startScriptedServer(() => ({
      status: 201,
      json: { id: applicationId, name: "Bot" },
    }));
    defer(server.stop);
    const applications = createApplications({
      api: createApplicationsApi({
        clock: createFrozenClock(),
        call: createVonageCall({ clock: createFrozenClock(), network: plainNetwork }),
      }),
      heldKeys: createHeldKeys(),
      workspaces: {
        get: () => blank,
        accountOf: () =>
          Promise.resolve({ apiHost: server.url, apiKey: "abcd1234", apiSecret: "api-secret" }),
        keyOf: () => Promise.reject(new AppError("CREDENTIALS_KEY_MISSING")),
        change: () => Promise.resolve(blank),
        pendingKeys: {
          keep: () => Promise.resolve(),
          settle: () => undefined,
          drop: () => Promise.resolve(),
        },
        takeApplication: () =>
          Promise.reject(
            new AppError("CREDENTIALS_VAULT_UNAVAILABLE", { reason: "The keychain is locked." }),
          ),
      },
      publicAddresses: () => null,
      localAddresses: () => ({ inbound: server.url, status: server.url }),
    });
    return thrownBy(() => applications.create({ ...throwAway, use: true }));
  },
  APPLICATION_MESSAGES_NO_TUNNEL: async ({ running, callFails }) => {
    const workspace = await running.app.call("workspaces.add", { name: "No tunnel" });
    if (!workspace.ok) throw new Error(workspace.error.code);
    const { id } = workspace.value as Workspace; // the call's output in the contract
    return callFails("applications.addMessages", { workspace: id, id: applicationId });
  },
  APPLICATION_NAME_MISTYPED: async ({ running, callFails }) => {
    const list = await running.app.call("applications.list", { workspace: SIMULATED_WORKSPACE, page: 1 });
    if (!list.ok) throw new Error(list.error.code);
    const [first] = (list.value as ApplicationPage).applications; // the call's output in the contract
    const id = first?.id ?? applicationId;
    return callFails("applications.remove", { workspace: SIMULATED_WORKSPACE, id, typedName: "another" });
  },
  PAGE_NOT_FOUND: asking(404, (api, access) => api.get(access, pageId)),
  PAGE_LINKED_ELSEWHERE: asking(409, (api, access) => api.link(access, pageId, applicationId)),
  PAGE_NOT_LINKED: asking(409, (api, access) => api.unlink(access, pageId, applicationId)),
  PAGE_OF_ANOTHER_ACCOUNT: asking(403, (api, access) => api.get(access, pageId)),
  PAGE_LINK_REFUSED: asking(403, (api, access) => api.link(access, pageId, applicationId)),
  PAGE_LEFT_UNLINKED: async (stage) => {
    const { api, access } = await vonage(stage, ({ method }) => {
      if (method === "GET") return { status: 200, json: { external_id: pageId, applications: [other] } };
      return { status: method === "DELETE" ? 204 : 503 };
    });
    return thrownBy(() => createApplicationLinks(api).move(access, pageId, applicationId));
  },
} satisfies Partial<Record<ErrorCode, Provocation>>;

const NO_SECRETS = {
  apiKey: null,
  apiSecret: null,
  applicationId: null,
  privateKey: null,
  signatureSecret: null,
};

const blank: Workspace = {
  id: WorkspaceId.parse("blank"),
  name: "Blank",
  kind: "real",
  applicationId: null,
  pageId: null,
  pageName: null,
  apiHost: "https://api.nexmo.com",
  apiKey: "abcd1234",
  key: null,
  hasApiSecret: true,
  hasSignatureSecret: false,
  signatureProvedAt: null,
  previousSignatureUntil: null,
  ephemeral: false,
  createdAt: 0,
};

const throwAway: NewApplication = {
  workspace: SIMULATED_WORKSPACE,
  name: "Delete me later",
  inboundUrl: "https://bot.example.com/inbound",
  statusUrl: "https://bot.example.com/status",
  version: "v1",
  mediaAuthentication: false,
  improveAi: false,
  key: { from: "local" },
  use: false,
};

function asking(
  status: number,
  ask: (api: ExternalAccountsApi, access: AccountAccess) => Promise<unknown>,
): Provocation {
  return async (stage) => {
    const json = { type: "https://www.nexmo.com/messages/Errors#Forbidden", title: "Forbidden" };
    const { api, access } = await vonage(stage, () => ({ status, json }));
    return thrownBy(() => ask(api, access));
  };
}

async function vonage(
  { defer }: Stage,
  answer: (request: { readonly method: string }) => ScriptedAnswer,
): Promise<{ readonly api: ExternalAccountsApi; readonly access: AccountAccess }> {
  const server = await startScriptedServer(answer);
  defer(server.stop);
  return {
    api: createExternalAccountsApi({
      call: createVonageCall({ clock: createFrozenClock(), network: plainNetwork }),
    }),
    access: { apiHost: server.url, apiKey: "abcd1234", apiSecret: "api-secret" },
  };
}
