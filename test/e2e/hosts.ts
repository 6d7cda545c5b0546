// Starts the built product as a person would, in either host, and gives the page it shows.
import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { _electron, chromium, type ElectronApplication, type JSHandle, type Page } from "@playwright/test";
import type { Bridge } from "../../preload/contract/contract.ts";
import type { Psid } from "../../preload/contract/ids.ts";
import { chromiumPath } from "../chromium.ts";

/** Where the product runs. */
export type HostName = "electron" | "browser";

/** How a window is shown. */
export interface View {
  readonly width: number;
  readonly height: number;
  readonly theme: "light" | "dark";
}

/** Time zones by IANA name. */
export interface Zones {
  readonly host: string;
  readonly page: string;
}

/** What the simulated person does, in the words of the simulator's control address. */
export interface SimulatedInbound {
  readonly type?: "text" | "image" | "audio" | "video" | "file" | "unsupported";
  readonly text?: string;
  readonly url?: string;
  readonly fault?: "bad-signature" | "unsigned" | "duplicate" | "wrong-hash" | "late" | "burst";
  /** Who writes; left out, the simulated person. */
  readonly psid?: Psid;
}

/** How the simulated Vonage may answer a send, in the words of its control address. */
export type ApiFault =
  | "unauthorized"
  | "unprovisioned"
  | "low-balance"
  | "throttled"
  | "internal-error"
  | "no-answer"
  | "slow"
  | "cut-before-accepting";

/** The part of the line of `serve --json` that the journeys use. */
interface ReadyLine {
  readonly ui: string;
  readonly listener: { readonly inbound: string };
  /** null = it does not run. */
  readonly simulator: { readonly url: string; readonly controlKey: string } | null;
}

/** A started product and its page. */
export interface RunningHost {
  readonly page: Page;
  readonly dataFolder: string;
  /** The desktop app's main process; null in the browser. */
  readonly desktop: ElectronApplication | null;
  readonly process: ChildProcess;
  /** What it wrote to stderr so far. */
  log(): string;
  clipboardText(): Promise<string>;
  /** The address that `act` has opened outside of Hookline. Nothing of it is ever asked for. */
  addressOpenedBy(act: () => Promise<void>): Promise<string>;
  /** What the person answers when the desktop asks where to save; null = nowhere. The browser host asks nobody. */
  choosePlace(path: string | null): Promise<void>;
  /** Resolves once the desktop has asked since then; at once in the browser, which asks nobody. */
  placeAsked(): Promise<void>;
  /** Address of the webhook listener for inbound messages. */
  readonly inboundUrl: string;
  /** Where the simulated Vonage answers. */
  readonly simulatorUrl: string;
  /** Makes the simulated person write to the Page, with a fault if one is named. */
  receive(message: SimulatedInbound): Promise<void>;
  /** From now on the simulated Vonage answers every send like this; null = as it should. In the browser only. */
  answerSends(fault: ApiFault | null): Promise<void>;
  /** From now on the account's APIs of the simulated Vonage fail; null = they work. In the browser only. */
  failAccount(fault: "internal-error" | null): Promise<void>;
  /** From now on statuses follow each other at once, where their moments do not matter. In the browser only. */
  hurryStatuses(): Promise<void>;
  /** Starts the simulator over, as a script does. In the browser only. */
  resetSimulator(): Promise<void>;
  /** Stops it as a person would. Resolves when its process has ended. */
  stop(): Promise<void>;
}

const root = join(import.meta.dirname, "../..");
const hookline = join(root, "dist/main/hookline.js");
/** Ports of its own for the listener and the simulator. */
export const ANY_PORT: readonly string[] = ["--listen-port", "0", "--simulator-port", "0"];
export const DEFAULT_VIEW: View = { width: 1440, height: 900, theme: "light" };

/** Starts a host on a data folder, with ports of its own; the browser may be in another zone. null = all in the computer's. */
export function startHost(
  host: HostName,
  dataFolder: string,
  view: View = DEFAULT_VIEW,
  ports = ANY_PORT,
  zones: Zones | null = null,
): Promise<RunningHost> {
  return host === "electron"
    ? startDesktop(dataFolder, view, ports)
    : startBrowser(dataFolder, view, ports, zones);
}

/** How a command ended. */
export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one built command to its end. */
export async function runCommand(args: readonly string[]): Promise<CommandResult> {
  const child = spawn(process.execPath, [hookline, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const stderr = collect(child.stderr);
  const stdout = collect(child.stdout);
  await new Promise((resolve) => child.once("close", resolve));
  return { code: child.exitCode, stdout: stdout(), stderr: stderr() };
}

/** Chromium drops every key that comes before a page is first painted: nobody means what they cannot see. */
async function painted(page: Page): Promise<void> {
  await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
}

async function startDesktop(dataFolder: string, view: View, ports: readonly string[]): Promise<RunningHost> {
  const desktop = await _electron.launch({
    args: [root, "--data-dir", dataFolder, ...ports],
    cwd: root,
    colorScheme: view.theme,
  });
  const child = desktop.process();
  const log = collect(child.stderr);
  const page = await desktop.firstWindow();
  await page.waitForFunction(() => "hookline" in globalThis);
  await painted(page);
  await (
    await desktop.browserWindow(page)
  ).evaluate((window, { width, height }) => window.setBounds({ x: 0, y: 0, width, height }), view);
  return {
    page,
    dataFolder,
    desktop,
    process: child,
    log,
    clipboardText: () => desktop.evaluate(({ clipboard }) => clipboard.readText()),
    ...(await addressesOf(page)),
    addressOpenedBy: async (act) => {
      await desktop.evaluate(({ shell }) => {
        const opened = new Promise<string>((resolve) => {
          shell.openExternal = async (url) => resolve(url);
        });
        Reflect.set(globalThis, "openedAddress", opened);
      });
      await act();
      return desktop.evaluate(() => Reflect.get(globalThis, "openedAddress"));
    },
    choosePlace: (path) =>
      desktop.evaluate(({ dialog }, filePath) => {
        const asked = new Promise<void>((resolve) => {
          dialog.showSaveDialog = async () => {
            resolve();
            return { canceled: filePath === null, filePath: filePath ?? "" };
          };
        });
        Reflect.set(globalThis, "askedPlace", asked);
      }, path),
    placeAsked: () => desktop.evaluate(() => Reflect.get(globalThis, "askedPlace")),
    receive: (message) => receiveOverBridge(page, message),
    answerSends: refuseControl,
    failAccount: refuseControl,
    hurryStatuses: refuseControl,
    resetSimulator: refuseControl,
    async stop() {
      const ended = endOf(child);
      await desktop.close();
      await ended;
    },
  };
}

async function startBrowser(
  dataFolder: string,
  view: View,
  ports: readonly string[],
  zones: Zones | null,
): Promise<RunningHost> {
  const child = spawn(
    process.execPath,
    [hookline, "serve", "--json", "--data-dir", dataFolder, "--ui-port", "0", ...ports],
    {
      stdio: ["ignore", "pipe", "pipe"],
      env: zones === null ? process.env : { ...process.env, TZ: zones.host },
    },
  );
  const log = collect(child.stderr);
  const ready = await readyLine(child, log);
  const browser = await chromium.launch({ executablePath: await chromiumPath(), args: ["--no-sandbox"] });
  const context = await browser.newContext({
    viewport: { width: view.width, height: view.height },
    colorScheme: view.theme,
    ...(zones === null ? {} : { timezoneId: zones.page }),
  });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await context.newPage();
  await page.goto(ready.ui);
  return {
    page,
    dataFolder,
    desktop: null,
    process: child,
    log,
    clipboardText: () => page.evaluate(() => navigator.clipboard.readText()),
    addressOpenedBy: async (act) => {
      await context.route(/^https:/, (route) => route.fulfill({ body: "A page of somebody else's" }));
      const opening = context.waitForEvent("page");
      await act();
      const opened = await opening;
      await opened.waitForURL(/^https:/);
      const address = opened.url();
      await opened.close();
      return address;
    },
    choosePlace: () => Promise.resolve(),
    placeAsked: () => Promise.resolve(),
    inboundUrl: ready.listener.inbound,
    simulatorUrl: ready.simulator?.url ?? "",
    receive: (message) => control(ready, "POST", "inbound", message),
    answerSends: (fault) => control(ready, "PUT", "faults", { api: fault }),
    failAccount: (fault) => control(ready, "PUT", "faults", { account: fault }),
    hurryStatuses: () => control(ready, "PUT", "timing", { submittedMs: 20, deliveredMs: 40, readMs: 60 }),
    resetSimulator: () => control(ready, "POST", "reset", {}),
    async stop() {
      await browser.close();
      const ended = endOf(child);
      child.kill("SIGTERM");
      await ended;
    },
  };
}

async function readyLine(child: ChildProcess, log: () => string): Promise<ReadyLine> {
  if (child.stdout === null) throw new Error("stdout is not piped");
  for await (const line of createInterface({ input: child.stdout })) {
    // The contract of `serve --json`: one line when everything listens.
    return JSON.parse(line) as ReadyLine;
  }
  throw new Error(`Hookline ended before it was ready:\n${log()}`);
}

async function control(
  { simulator }: ReadyLine,
  method: "POST" | "PUT",
  path: string,
  body: object,
): Promise<void> {
  if (simulator === null) throw new Error("The simulator does not run.");
  const answer = await fetch(`${simulator.url}/simulator/${path}`, {
    method,
    headers: { authorization: `Bearer ${simulator.controlKey}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`the simulator answered ${answer.status}`);
}

/** The desktop's own bridge, which is there in the page for whoever tests it. */
function bridgeOf(page: Page): Promise<JSHandle<Bridge>> {
  // The preload script exposes it under this name.
  return page.evaluateHandle(() => (globalThis as unknown as { readonly hookline: Bridge }).hookline);
}

async function addressesOf(page: Page): Promise<Pick<RunningHost, "inboundUrl" | "simulatorUrl">> {
  const state = await (await bridgeOf(page)).evaluate((bridge) => bridge.call("app.state", {}));
  if (!state.ok) throw new Error(`app.state failed: ${state.error.code}`);
  const { listener, simulator } = state.value;
  return { inboundUrl: listener.inbound, simulatorUrl: simulator.url ?? "" };
}

function refuseControl(): Promise<never> {
  return Promise.reject(new Error("The desktop tells nobody its simulator's control key."));
}

async function receiveOverBridge(page: Page, message: SimulatedInbound): Promise<void> {
  const bridge = await bridgeOf(page);
  const result = await bridge.evaluate((each, given) => each.call("simulator.receive", given), message);
  if (!result.ok) throw new Error(`simulator.receive failed: ${result.error.code}`);
}

function collect(stream: Readable | null): () => string {
  let text = "";
  stream?.setEncoding("utf8").on("data", (part: string) => {
    text += part;
  });
  return () => text;
}

function endOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once("exit", () => resolve()));
}
