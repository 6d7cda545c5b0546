// Provokes what the product's other parts refuse: the contract, workspaces, linking, tunnel and simulator.
import { dispatch } from "../../main/dispatch.ts";
import { createAccountBook } from "../../main/simulator/account-book.ts";
import { createSimulator } from "../../main/simulator/simulator.ts";
import { loadSimulatorIdentity } from "../../main/simulator/identity.ts";
import { createNetwork } from "../../main/network/network.ts";
import { createLocaltunnel } from "../../main/tunnel/localtunnel.ts";
import { createTunnel } from "../../main/tunnel/tunnel.ts";
import { CONTRACT_VERSION } from "../../preload/contract/app-state.ts";
import { SIMULATED_WORKSPACE, WorkspaceId } from "../../preload/contract/ids.ts";
import type { Workspace } from "../../preload/contract/workspace.ts";
import type { TunnelState } from "../../preload/contract/tunnel.ts";
import { createWebSocketBridge } from "../../renderer/bridge/web-socket-bridge.ts";
import { drawingFailure } from "../../renderer/components/drawing-failure.ts";
import { createFrozenClock } from "../fakes/clock.ts";
import { plainNetwork } from "../fakes/network.ts";
import { startLocaltunnelServer } from "../fakes/localtunnel-server.ts";
import { createMemoryLog } from "../fakes/log.ts";
import { startProxy } from "../fakes/proxy-server.ts";
import { startTestApp } from "../fakes/running-app.ts";
import { deadAddress, refused, said, thrownBy, type Provocation, type Said, type Stage } from "./stage.ts";

/** By code. */
export const productProvocations = {
  CONTRACT_UNKNOWN_CALL: async ({ running }) => refused(await running.app.call("no.such", {})),
  CONTRACT_INPUT_INVALID: async ({ running }) => refused(await running.app.call("events.get", { id: -1 })),
  CONTRACT_HOST_LOST: async () => {
    const bridge = createWebSocketBridge({
      key: "k",
      openSocket(events) {
        queueMicrotask(() => events.closed());
        return { send: () => {}, close: () => {} };
      },
      setTimer: () => () => {},
      now: () => 0,
    });
    return refused(await bridge.call("app.state", {}));
  },
  CONTRACT_ANSWER_LOST: async () => {
    const bridge = createWebSocketBridge({
      key: "k",
      openSocket(events) {
        const welcome = { type: "welcome", contractVersion: CONTRACT_VERSION, now: 0 };
        queueMicrotask(() => events.heard(JSON.stringify(welcome)));
        return { send: () => queueMicrotask(() => events.closed()), close: () => {} };
      },
      setTimer: () => () => {},
      now: () => 0,
    });
    return refused(await bridge.call("app.state", {}));
  },
  DRAWING_FAILED: async () => {
    const missing: { readonly name: string } = JSON.parse("null") as never; // what an answer must never be
    try {
      return said(drawingFailure(new Error(missing.name)));
    } catch (error) {
      return said(drawingFailure(error));
    }
  },
  UNEXPECTED: async ({ running }) => {
    const broken = {
      ...running.app.handlers,
      "app.state": () => {
        throw new TypeError("x is not a function");
      },
    };
    return refused(await dispatch(broken, "app.state", {}, running.log));
  },

  WORKSPACE_NOT_FOUND: ({ callFails }) => callFails("workspaces.activate", { id: WorkspaceId.parse("gone") }),
  WORKSPACE_NAME_TAKEN: async (stage) => {
    await addWorkspace(stage, { name: "Taken" });
    return stage.callFails("workspaces.add", { name: "taken" });
  },
  WORKSPACE_NAME_KEPT: ({ callFails }) => callFails("workspaces.add", { name: "Environment" }),
  WORKSPACE_NAME_MISSING: ({ callFails }) => callFails("workspaces.add", {}),
  WORKSPACE_NAME_MISTYPED: async (stage) => {
    const { id } = await addWorkspace(stage, { name: "Kept" });
    return stage.callFails("workspaces.remove", { id, typedName: "other" });
  },
  WORKSPACE_FIXED: ({ callFails }) =>
    callFails("workspaces.change", { id: SIMULATED_WORKSPACE, change: { name: "Mine" } }),
  WORKSPACE_HOST_INVALID: ({ callFails }) =>
    callFails("workspaces.add", { name: "Plain http", apiHost: "http://api.example.com" }),
  WORKSPACE_HOST_FOREIGN: ({ callFails }) =>
    callFails("workspaces.add", { name: "Foreign", apiHost: "https://vonage.example" }),
  WORKSPACE_API_KEY_SIMULATED: ({ running, callFails }) =>
    callFails("workspaces.add", { name: "Fake", apiKey: running.app.ready().simulator?.apiKey ?? "" }),
  WORKSPACE_IN_USE: async (stage) => {
    await addWorkspace(stage, { name: "First", applicationId: "in-use" });
    return stage.callFails("workspaces.add", { name: "Second", applicationId: "in-use" });
  },

  LINKING_STEP_UNKNOWN: ({ callFails }) =>
    callFails("linking.tick", { workspace: SIMULATED_WORKSPACE, step: "no.such", done: true }),
  LINKING_DATE_INVALID: async (stage) => {
    const { id } = await addWorkspace(stage, { name: "Linked" });
    return stage.callFails("linking.setLinkedOn", { workspace: id, linkedOn: "2999-01-01" });
  },
  LINKING_DATE_MISSING: async (stage) => {
    const { id } = await addWorkspace(stage, { name: "Never linked" });
    return stage.callFails("linking.reminder", { workspace: id });
  },

  TUNNEL_HOST_INVALID: ({ callFails }) =>
    callFails("tunnel.open", { provider: "localtunnel", host: "ftp://example.com" }),
  TUNNEL_SUBDOMAIN_INVALID: ({ callFails }) =>
    callFails("tunnel.open", { provider: "localtunnel", host: "http://tunnel.invalid", subdomain: "-x-" }),
  TUNNEL_SERVER_UNREACHABLE: async ({ running }) => {
    const { url } = await deadAddress();
    await running.app.call("tunnel.open", { provider: "localtunnel", host: url, subdomain: "" });
    return failureOf(running.app.appState().tunnel);
  },
  TUNNEL_ANSWER_UNUSABLE: async ({ running, defer }) => {
    const server = await startLocaltunnelServer();
    defer(server.stop);
    server.answerWith({ status: 403, body: '{"message":"Invalid subdomain."}' });
    await running.app.call("tunnel.open", { provider: "localtunnel", host: server.url });
    return failureOf(running.app.appState().tunnel);
  },
  TUNNEL_PAST_PROXY: async ({ defer }) => {
    const server = await startLocaltunnelServer();
    defer(server.stop);
    // Behind the proxy the name leads there; here it leads nowhere, and so do the tunnel's connections.
    const proxy = await startProxy({ routes: { "tunnel.invalid:80": server.port } });
    defer(proxy.stop);
    const port = 4321;
    const address = { id: "x", port, max_conn_count: 1, url: "https://x.tunnel.example" };
    server.answerWith({ status: 200, body: JSON.stringify(address) });
    const refused = `import { parentPort } from "node:worker_threads"; parentPort.postMessage({ kind: "error", reason: "connection refused" });`;
    const tunnel = createTunnel({
      clock: createFrozenClock(),
      log: createMemoryLog(),
      providers: {
        localtunnel: createLocaltunnel({
          clock: createFrozenClock(),
          network: createNetwork({ environment: { http_proxy: proxy.url } }),
          workerUrl: new URL(`data:text/javascript,${encodeURIComponent(refused)}`),
        }),
      },
      listenerPort: () => 1,
      onChange: () => {},
      onTraffic: () => {},
    });
    return failureOf(await tunnel.open({ provider: "localtunnel", host: "http://tunnel.invalid" }));
  },
  TUNNEL_TIMED_OUT: async ({ defer }) => {
    const server = await startLocaltunnelServer();
    defer(server.stop);
    server.answerWith("nothing");
    const clock = createFrozenClock();
    const tunnel = createTunnel({
      clock,
      log: createMemoryLog(),
      providers: { localtunnel: createLocaltunnel({ clock, network: plainNetwork }) },
      listenerPort: () => 1,
      onChange: () => {},
      onTraffic: () => {},
    });
    const opening = tunnel.open({ provider: "localtunnel", host: server.url });
    await server.asked(1);
    clock.advance(60_000);
    return failureOf(await opening);
  },

  SIMULATOR_OFF: async ({ defer }) => {
    const { app, stop } = await startTestApp({ simulatorPort: null });
    defer(stop);
    return refused(await app.call("simulator.sendStatus", { status: "read" }));
  },
  SIMULATOR_PAGE_UNLINKED: async (stage) => {
    const identity = await loadSimulatorIdentity(stage.folder());
    const accountBook = createAccountBook({ first: { applications: [], pages: [] } });
    const simulator = createSimulator({
      ...stage.running,
      identity,
      accountBook,
      webhookTargets: () => null,
    });
    stage.defer(simulator.stop);
    return thrownBy(() => simulator.receive({ type: "text", text: "Hi" }));
  },
  SIMULATOR_NOT_A_TESTER: async ({ running }) => {
    await running.app.call("simulator.setSandbox", { isOn: true });
    const said = refused(await running.app.call("simulator.receive", { text: "Hi" }));
    await running.app.call("simulator.setSandbox", { isOn: false });
    return said;
  },
  SIMULATOR_PEOPLE_FULL: async (stage) => {
    const simulator = createSimulator({
      ...stage.running,
      identity: await loadSimulatorIdentity(stage.folder()),
      webhookTargets: () => null,
    });
    stage.defer(simulator.stop);
    // The first person is there already.
    for (let count = 1; count < 200; count++) simulator.savePerson({ name: `Person ${count}` });
    return thrownBy(async () => simulator.savePerson({ name: "One too many" }));
  },
  SIMULATOR_CALLBACK_REFUSED: async (stage) => {
    const address = "https://bot.example.com/hook";
    const simulator = createSimulator({
      ...stage.running,
      identity: await loadSimulatorIdentity(stage.folder()),
      webhookTargets: () => ({ inbound: address, status: address }),
    });
    stage.defer(simulator.stop);
    return thrownBy(() => simulator.receive({ type: "text", text: "Hi" }));
  },
} satisfies Readonly<Record<string, Provocation>>;

function failureOf(state: TunnelState): Said {
  if (state.state !== "failed") throw new Error(`The tunnel is ${state.state}.`);
  return said(state.error);
}

async function addWorkspace({ running }: Stage, input: object): Promise<Workspace> {
  const added = await running.app.call("workspaces.add", input);
  if (!added.ok) throw new Error(added.error.code);
  return added.value as Workspace; // the call's output in the contract
}
