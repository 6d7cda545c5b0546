// `hookline serve`: the whole product without a desktop. It reads the options, starts the browser host and says where.
import { isIP } from "node:net";
import { join } from "node:path";
import { describeError } from "../../preload/contract/errors.ts";
import { TunnelRequest } from "../../preload/contract/tunnel.ts";
import { createApp } from "../app.ts";
import { DEFAULT_PORTS, type App, type PortWish, type RunningPorts } from "../app-shape.ts";
import { openDataFolder, type DataFolder } from "../data-folder/data-folder.ts";
import { startBrowserHost, type BrowserHost } from "../hosts/browser/index.ts";
import { hostToAllow } from "../hosts/browser/origin-guard.ts";
import { openPage } from "../hosts/browser/open-page.ts";
import { createFolderKeyFiles } from "../hosts/browser/key-files.ts";
import { refuseToOpenFolder } from "../hosts/browser/open-folder.ts";
import { createFileTickets } from "../hosts/browser/file-tickets.ts";
import { createSecretTickets } from "../hosts/browser/secret-tickets.ts";
import { openFileVault } from "../hosts/browser/secret-vault.ts";
import { createFileLog, type FileLog } from "../log.ts";
import { openConfSettingsFile } from "../settings/conf-settings-file.ts";
import { VERSION } from "../version.ts";
import type { CommandContext, CommonOptions } from "./context.ts";
import { readEnvironmentSecrets, warnUnlessUuid } from "./environment.ts";
import { readyLine } from "./ready-line.ts";
import { sayStoreErrors } from "./say-store-errors.ts";
import { assertNoSimulatorPort, notYet, quoteGiven, readPort, readWebAddress, wrongUsage } from "./usage.ts";
import { printable } from "../reports/printable.ts";

/** Options of `serve`, as they were given. */
export interface ServeOptions extends CommonOptions {
  readonly uiPort?: string;
  readonly listenPort?: string;
  readonly simulatorPort?: string;
  readonly simulator: boolean;
  readonly tunnel: string;
  readonly tunnelHost?: string;
  readonly subdomain?: string;
  readonly open?: boolean;
  readonly bind?: string;
  readonly allowedHost?: readonly string[];
}

const TUNNELS = ["none", "localtunnel"];
const PLANNED_TUNNELS = ["cloudflared", "ngrok"];
const LOOPBACK = "127.0.0.1";

/** Runs until it is stopped by a signal. */
export async function runServe(context: CommandContext, options: ServeOptions): Promise<void> {
  const plan = readPlan(options);
  const environment = await readEnvironmentSecrets(context.env);
  warnUnlessUuid(context, environment?.applicationId ?? null);
  // From here on a signal ends it in order.
  const stopping = new AbortController();
  const stopped = context.untilStopped().then(() => stopping.abort());
  // Who starts it wants the server; that `head` took the address from its output is no reason to end.
  context.outliveOutput();
  const { clock, network } = context;

  const folder = await openDataFolder(context.dataFolder, { clock, signal: stopping.signal });
  const endings: (() => unknown)[] = [() => folder.close()];
  try {
    const log: FileLog = createFileLog({ dataFolder: folder.path, clock });
    endings.unshift(() => log.close());
    const settingsFile = openConfSettingsFile({ dataFolder: folder.path });
    const warnings = [...folder.warnings, settingsFile.warning, log.warning].filter((text) => text !== null);
    // At once: what comes next may fail, and a file that was kept aside is not spoken of at the next start.
    for (const warning of warnings) context.output.warn(warning);
    const vault = openFileVault({ dataFolder: folder.path });
    const tickets = createSecretTickets({ clock });
    const files = createFileTickets({ clock });
    let running: RunningPorts | null = null;
    const app = createApp(
      {
        host: "browser",
        version: VERSION,
        dataFolder: folder.path,
        clock,
        log,
        network,
        vault,
        settingsFile,
        secretClipboard: tickets,
        keyFiles: createFolderKeyFiles({ dataFolder: folder.path }),
        files,
        openFolder: refuseToOpenFolder,
        importsFrom: context.importsFrom,
      },
      {
        listenPort: plan.listenPort,
        simulatorPort: plan.simulatorPort,
        environment,
        warnings,
        onRunning: (ports) => {
          running = ports;
          folder.publishRun(ports);
        },
      },
    );
    endings.unshift(() => warnOfUrlsLeft(context, app));
    endings.unshift(sayStoreErrors(context.output, app));
    endings.unshift(() => app.stop());
    await app.start();
    const host = await startBrowserHost({
      app,
      clock,
      log,
      tickets,
      files,
      port: plan.uiPort,
      bind: plan.bind,
      allowedHosts: plan.allowedHosts,
      rendererFolder: context.rendererFolder,
    });
    // Together: a page that hangs must not keep the store open.
    endings.unshift(() => Promise.all([host.stop(), app.stop()]));
    app.reservePort(host.bound.port);
    publishPage(folder, running, host.bound.port);
    // Opening may take long; a signal must not wait for it. Stopping the app gives it up.
    await Promise.race([openWantedTunnel(context, app, options), stopped]);
    await announce(context, { app, host, plan, told: warnings });
    if (options.open === true) {
      const removePage = await openPage(host.url, {
        dataFolder: folder.path,
        clock,
        log,
        platform: context.platform,
        env: context.env,
        warn: (line) => context.output.warn(line),
      });
      endings.unshift(removePage);
    }
    await stopped;
  } finally {
    for (const end of endings) await end();
  }
}

/** Nobody looks at a page any more: who ends it in a terminal is told there. */
function warnOfUrlsLeft({ output }: CommandContext, app: App): void {
  const count = app.urlsLeft();
  if (count === 0) return;
  const whose = count === 1 ? "one application" : `${count} applications`;
  output.warn(
    `The webhook URLs of ${whose} were not put back: they may still lead here. hookline.log says why. The next start offers what can be read of the old ones.`,
  );
}

/** Told when the page listens, so that other commands know its port for ours. */
function publishPage(folder: DataFolder, running: RunningPorts | null, ui: number): void {
  if (running !== null) folder.publishRun({ ...running, ui });
}

interface Plan {
  readonly uiPort: PortWish;
  readonly listenPort: PortWish;
  readonly simulatorPort: PortWish | null;
  readonly bind: string;
  readonly allowedHosts: readonly string[];
}

function readPlan(options: ServeOptions): Plan {
  if (PLANNED_TUNNELS.includes(options.tunnel)) throw notYet(`--tunnel ${options.tunnel}`);
  if (!TUNNELS.includes(options.tunnel)) {
    throw wrongUsage("serve", `--tunnel takes ${TUNNELS.join(" or ")}, not ${quoteGiven(options.tunnel)}.`);
  }
  if (options.tunnel === "none" && (options.tunnelHost ?? options.subdomain) !== undefined) {
    throw wrongUsage("serve", "--tunnel-host and --subdomain go with --tunnel localtunnel.");
  }
  if (options.tunnelHost !== undefined) readWebAddress(options.tunnelHost, "serve", "--tunnel-host");
  assertCarried(options);
  const bind = options.bind ?? LOOPBACK;
  const allowedHosts = options.allowedHost ?? [];
  if (isIP(bind) === 0) throw wrongUsage("serve", `--bind takes an IP address, not ${quoteGiven(bind)}.`);
  if (options.bind !== undefined && allowedHosts.length === 0) {
    throw wrongUsage("serve", "--bind goes with --allowed-host: the name by which the page will be opened.");
  }
  for (const given of allowedHosts) assertHost(given);
  if (!options.simulator) assertNoSimulatorPort(options.simulatorPort, "serve");
  const uiPort = readWish(options.uiPort, "--ui-port", DEFAULT_PORTS.ui);
  const listenPort = readWish(options.listenPort, "--listen-port", DEFAULT_PORTS.listen);
  const simulatorPort = options.simulator
    ? readWish(options.simulatorPort, "--simulator-port", DEFAULT_PORTS.simulator)
    : null;
  assertApart([
    ["--ui-port", uiPort],
    ["--listen-port", listenPort],
    ["--simulator-port", simulatorPort],
  ]);
  return { uiPort, listenPort, simulatorPort, bind, allowedHosts };
}

/** What no call can carry would not be asked for, and another server instead of it by the next press in the page. */
function assertCarried({ tunnelHost: host, subdomain }: ServeOptions): void {
  const { shape } = TunnelRequest;
  if (shape.host.safeParse(host).success && shape.subdomain.safeParse(subdomain).success) return;
  throw wrongUsage("serve", "--tunnel-host takes at most 300 characters, and --subdomain 63.");
}

/** One that no browser would send is allowed in vain. */
function assertHost(given: string): void {
  const host = hostToAllow(given);
  if (host === given.toLowerCase()) return;
  const instead = host === null ? ", as in the address of the page" : `: write ${host}`;
  throw wrongUsage(
    "serve",
    `--allowed-host takes a name or an IP address alone${instead}, not ${quoteGiven(given)}.`,
  );
}

/** Else the second of the two would blame another program for our own first. */
function assertApart(wishes: readonly (readonly [option: string, wish: PortWish | null])[]): void {
  const optionOf = new Map<number, string>();
  for (const [option, wish] of wishes) {
    if (wish === null || !wish.isExplicit || wish.port === 0) continue;
    const other = optionOf.get(wish.port);
    if (other !== undefined)
      throw wrongUsage("serve", `${other} and ${option} both ask for port ${wish.port}.`);
    optionOf.set(wish.port, option);
  }
}

function readWish(text: string | undefined, option: string, standard: number): PortWish {
  return {
    port: text === undefined ? standard : readPort(text, "serve", option),
    isExplicit: text !== undefined,
  };
}

/** A tunnel that cannot be had is said and shown; everything on this computer works without it. */
async function openWantedTunnel({ output }: CommandContext, app: App, options: ServeOptions): Promise<void> {
  if (options.tunnel !== "localtunnel") return;
  output.note("Opening a tunnel to the listener…");
  const opened = await app.call("tunnel.open", {
    provider: options.tunnel,
    ...(options.tunnelHost === undefined ? {} : { host: options.tunnelHost }),
    ...(options.subdomain === undefined ? {} : { subdomain: options.subdomain }),
  });
  const { tunnel } = app.appState();
  const error = !opened.ok ? opened.error : tunnel.state === "failed" ? tunnel.error : null;
  if (error === null) return;
  const { what, why, todo } = describeError(error);
  output.warn(`${what} ${why} ${todo}`);
}

interface Started {
  readonly app: App;
  readonly host: BrowserHost;
  readonly plan: Plan;
  /** Warnings that were given before. */
  readonly told: readonly string[];
}

async function announce(
  { output, dataFolder }: CommandContext,
  { app, host, plan, told }: Started,
): Promise<void> {
  const { dataDir, listener, simulator, tunnel } = app.ready();
  const state = app.appState();
  for (const warning of state.warnings) if (!told.includes(warning)) output.warn(warning);
  const { damaged } = await app.handlers["webhookUrls.stranded"]({});
  // A page says it in Linking; who never opens one must know it too.
  if (damaged !== null)
    output.warn(
      `The journal of old webhook URLs cannot be read: ${printable(damaged)} Linking says what to do with it.`,
    );
  if (plan.bind !== LOOPBACK) {
    output.warn(
      `The page can be reached from other computers (${plan.bind}). It is not encrypted: whoever sees its address has all of Hookline.`,
    );
  }
  if (host.bound.movedFrom !== null) sayMoved("the page", host.bound.movedFrom, host.bound.port);
  if (state.listener.wantedPort !== null)
    sayMoved("the listener", state.listener.wantedPort, state.listener.port);
  if (simulator !== null && plan.simulatorPort !== null && plan.simulatorPort.port !== 0) {
    const port = Number(new URL(simulator.url).port);
    if (port !== plan.simulatorPort.port) sayMoved("the simulator", plan.simulatorPort.port, port);
  }
  if (output.isJson) {
    output.answer(readyLine({ host: "browser", ui: host.url, dataDir, listener, simulator, tunnel }));
    return;
  }
  output.answer(`Open        ${host.url}`);
  output.answer(`Inbound URL ${listener.inbound}`);
  output.answer(`Status URL  ${listener.status}`);
  if (tunnel !== null)
    output.answer(`Tunnel      ${tunnel} (not proved until the first webhook comes through it)`);
  if (simulator !== null) output.answer(`Simulator   ${simulator.url}`);
  output.answer(`Data        ${dataFolder}, log ${join(dataFolder, "hookline.log")}`);
  if (state.vault.warning !== null) output.answer(state.vault.warning);
  output.note("Stop it with Ctrl+C.");

  function sayMoved(what: string, from: number, to: number): void {
    output.warn(`Port ${from} is in use by another program; ${what} uses ${to} instead.`);
  }
}
