// Builds every service once, starts them in order and stops them in the reverse one. It knows no host.
import type { AppState } from "../preload/contract/app-state.ts";
import type { Handlers, TopicName, TopicValue } from "../preload/contract/contract.ts";
import type { App, AppOptions, ReadyInfo } from "./app-shape.ts";
import { sayStranded } from "./applications/stranded-urls.ts";
import { createControlServer } from "./control/control-server.ts";
import { dispatch } from "./dispatch.ts";
import { createEventFeed } from "./events/event-feed.ts";
import { createHandlers } from "./handlers.ts";
import type { HostPorts } from "./ports.ts";
import { startReactions } from "./reactions.ts";
import { openServices, type Services } from "./services.ts";
import { readySimulator } from "./simulator/ready-simulator.ts";
import { withinLimit } from "./within-limit.ts";

/** All has to be closed by then; whatever hangs is left to the end of the process. */
const STOP_LIMIT_MS = 4_500;
/** What takes requests may hang till then; the store is closed whether it does or not. */
const DOORS_LIMIT_MS = 4_250;

/** Makes a Hookline. Nothing is opened until `start`. */
export function createApp(ports: HostPorts, options: AppOptions): App {
  const { clock, log } = ports;
  const feed = createEventFeed({ log });
  let services: Services | null = null;
  let handlers: Handlers | null = null;
  /** Stops of what takes requests from outside. */
  const doors: (() => Promise<unknown>)[] = [];
  /** What to undo when no request comes in any more, newest first. */
  const endings: (() => unknown)[] = [];
  let stopping: Promise<void> | null = null;

  function running(): { readonly services: Services; readonly handlers: Handlers } {
    if (services === null || handlers === null) throw new Error("Hookline was not started.");
    return { services, handlers };
  }

  async function start(): Promise<void> {
    const opened = await openServices(ports, feed);
    endings.unshift(() => opened.close());
    services = opened;
    handlers = createHandlers({ services: opened, clock, appState });
    const { listener, simulator, scenarios, handlerDoctor, identity, workspaces, webhookUrls } = opened;
    await workspaces.start();
    await opened.served.start();
    if (options.environment !== null) workspaces.addEphemeral(options.environment);
    endings.unshift(startReactions({ services: opened, feed, log }));

    await listener.start(options.listenPort);
    doors.push(() => opened.stopReplies());
    doors.push(() => webhookUrls.stop());
    doors.push(() => listener.stop());
    doors.push(() => opened.served.close());
    let simulatorPort: number | null = null;
    if (options.simulatorPort !== null) {
      const started = await simulator.start(options.simulatorPort);
      simulatorPort = started.port;
      // Its own application's URLs are put back through it.
      doors.push(() =>
        Promise.all([webhookUrls.stop(), scenarios.stop(), handlerDoctor.stop()]).then(() =>
          simulator.stop(),
        ),
      );
      workspaces.addSimulated({ ...identity, apiHost: started.url });
    }
    doors.push(() => opened.tunnel.close());

    const control = createControlServer({ call: app.call, mintToken: opened.mintToken, clock, log });
    const controlPort = await control.start();
    opened.ownPorts.add(controlPort);
    doors.push(() => control.stop());
    options.onRunning?.({
      listener: listener.state().port,
      simulator: simulatorPort,
      control: controlPort,
      controlKey: control.key,
    });
    log.info("app.started", {
      host: ports.host,
      version: ports.version,
      pid: process.pid,
      identity: identity.applicationId,
    });
  }

  async function stop(): Promise<void> {
    log.info("app.stopping");
    // All at once, so that one door which hangs keeps no other open.
    await limitedTo(DOORS_LIMIT_MS, Promise.all(doors.splice(0).map(carryOut)));
    for (const end of endings.splice(0)) await carryOut(end);
    feed.flush();
  }

  async function carryOut(end: () => unknown): Promise<void> {
    try {
      await end();
    } catch (error) {
      // One part that will not close must not keep the others open.
      log.error("app.stop", error);
    }
  }

  function limitedTo(limitMs: number, work: Promise<unknown>): Promise<void> {
    return withinLimit(work, { limitMs, clock, onLimit: () => log.info("app.stop-limit") });
  }

  function appState(): AppState {
    const { listener, tunnel, simulator, webhookUrls } = running().services;
    return {
      version: ports.version,
      host: ports.host,
      platform: process.platform,
      dataFolder: ports.dataFolder,
      vault: { kind: ports.vault.kind, warning: ports.vault.warning },
      warnings: [...options.warnings, ...webhookUrls.stranded().urls.map(sayStranded)],
      listener: listener.state(),
      tunnel: tunnel.state(),
      simulator: { running: simulator.url() !== null, url: simulator.url(), ...simulator.glance() },
    };
  }

  const app: App = {
    get handlers() {
      return running().handlers;
    },
    call: (name, input) => dispatch(running().handlers, name, input, log),
    subscribe: <N extends TopicName>(topic: N, listener: (value: TopicValue<N>) => void) =>
      feed.subscribe(topic, listener),
    async start() {
      try {
        await start();
      } catch (error) {
        await app.stop();
        throw error;
      }
    },
    stop() {
      stopping ??= limitedTo(STOP_LIMIT_MS, stop());
      return stopping;
    },
    urlsLeft: () => services?.webhookUrls.left() ?? 0,
    picture: (token) => running().services.keptMedia.picture(token),
    reservePort: (port) => {
      running().services.ownPorts.add(port);
    },
    ready: () => readyInfo(ports, running().services),
    appState,
  };
  return app;
}

function readyInfo(ports: HostPorts, { listener, simulator, identity, tunnel }: Services): ReadyInfo {
  const { url, inbound, status } = listener.state();
  const simulatorUrl = simulator.url();
  const tunnelState = tunnel.state();
  return {
    host: ports.host,
    pid: process.pid,
    dataDir: ports.dataFolder,
    listener: { url, inbound, status },
    simulator: simulatorUrl === null ? null : readySimulator(simulatorUrl, identity),
    tunnel: tunnelState.state === "open" ? tunnelState.url : null,
  };
}
