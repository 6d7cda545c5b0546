// The contract's table of calls, each row tied to its service.
import type { AppState } from "../preload/contract/app-state.ts";
import type { Handlers } from "../preload/contract/contract.ts";
import { DEFAULT_API_HOST } from "../preload/contract/workspace.ts";
import { createApplicationCalls } from "./applications/application-calls.ts";
import { createJudgeJwt } from "./credentials/judge-jwt.ts";
import { createJwtCalls } from "./credentials/jwt-calls.ts";
import { createHandlerDoctorCalls } from "./handler-doctor/handler-doctor.ts";
import { createExternalAccountCalls } from "./linking/external-account-calls.ts";
import { createReminderCalls } from "./linking/reminder-calls.ts";
import { readNetworkState } from "./network/network-state.ts";
import { createMediaCalls } from "./media/media-calls.ts";
import type { Clock } from "./ports.ts";
import type { Services } from "./services.ts";
import { createScenarioCalls } from "./scenarios/scenarios.ts";
import { asSimulated } from "./simulator/simulated-people.ts";
import { createSimulatorCalls } from "./simulator/simulator-calls.ts";
import { DEFAULT_TUNNEL_HOST } from "./tunnel/localtunnel.ts";
import { accountHostOf } from "./network/api-host.ts";
import { createWorkspaceCalls } from "./workspaces/workspace-calls.ts";
import { withResting } from "./workspaces/memory-workspaces.ts";
import { createExportCalls } from "./workspaces/export-workspace.ts";
import { createImportCalls } from "./workspaces/imports/import-calls.ts";

interface HandlerParts {
  readonly services: Services;
  readonly clock: Clock;
  appState(): AppState;
}

/** Makes the handlers of one run. */
export function createHandlers({ services, clock, appState }: HandlerParts): Handlers {
  const { settings, store, workspaces, chip, sendReply, simulator, tunnel, linking, webhookUrls, imports } =
    services;
  /** Those of the real accounts, else the one that a first one would have; and the tunnel's. */
  const calledHosts = (): readonly string[] => {
    const real = workspaces.list().workspaces.filter(({ kind }) => kind !== "simulated");
    const accounts = real.flatMap(({ apiHost }) => [apiHost, accountHostOf(apiHost)]);
    const { host } = settings.get().tunnel;
    return [...(real.length === 0 ? [DEFAULT_API_HOST] : accounts), host === "" ? DEFAULT_TUNNEL_HOST : host];
  };
  return {
    "app.state": () => appState(),

    "network.state": () => readNetworkState(services.network, calledHosts()),

    "settings.get": () => settings.get(),
    "settings.change": (change) => settings.change(change),

    ...createWorkspaceCalls({
      workspaces,
      save: services.saveWorkspace,
      saveKeyFile: services.saveKeyFile,
      copyApiSecret: services.copyApiSecret,
      clock,
    }),

    ...createImportCalls({ imports }),
    ...createExportCalls({ workspaces: withResting(workspaces, services.identity), linking, clock }),

    ...createJwtCalls({ chip, judge: createJudgeJwt({ workspaces, clock }) }),

    ...createApplicationCalls({
      api: services.applicationsApi,
      applications: services.applications,
      workspaces,
      webhookUrls,
      recentAnswers: services.recentAnswers,
      clock,
    }),

    ...createExternalAccountCalls({
      pages: services.linkedPages,
      recentAnswers: services.recentAnswers,
    }),

    "events.page": (query) => store.page(query),
    "events.counts": ({ workspace }) => store.counts(workspace),
    "events.get": ({ id }) => store.get(id),
    "events.signature": ({ id }) => store.signatureReport(id),
    "events.related": ({ id }) => store.related(id),

    "conversations.people": (request) =>
      store.people(request).map((person) => asSimulated(person, simulator)),
    "conversations.thread": (query) => {
      const { person, ...thread } = store.thread(query);
      return { ...thread, person: person === null ? null : asSimulated(person, simulator) };
    },

    "messages.sendReply": (draft) => sendReply(draft),

    ...createMediaCalls(services),

    ...linking.calls,

    ...webhookUrls.calls,
    ...createReminderCalls({ linking, workspaces, settings, clock }),

    "tunnel.open": ({ provider, ...named }) => {
      const last = settings.get().tunnel;
      // Before it is opened, or fails to: no later press may lead to a server that the person did not choose.
      const { tunnel: wish } = settings.nameTunnel({
        host: named.host ?? last.host,
        subdomain: named.subdomain ?? last.subdomain,
      });
      return tunnel.open({ provider, ...wish });
    },
    "tunnel.close": async () => {
      // While it still leads here: Vonage must not be left with an address that nobody answers.
      await webhookUrls.leaveTunnel();
      return tunnel.close();
    },

    "tunnel.traffic": () => tunnel.traffic(),

    ...createSimulatorCalls({ simulator }),
    ...createScenarioCalls({ scenarios: services.scenarios }),
    ...createHandlerDoctorCalls({ doctor: services.handlerDoctor }),
  };
}
