// Electron's `app`: life cycle, folders, single instance. Connecting to Chromium is what makes it ready.
import { EventEmitter } from "node:events";
import { mkdirSync, readFileSync, renameSync, rmSync, watch, writeFileSync, type FSWatcher } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { preventable } from "./events.ts";
import { machine } from "./machine.ts";
import { machineState, type Connection } from "./state.ts";
import { strict } from "./strict.ts";

interface Windows {
  /** Resolves to whether every window let itself be closed. */
  closeAll(): Promise<boolean>;
}

/** Chromium, connected; the stand-in is ready when it is. */
export const connection: Promise<Connection> = connect();

class App extends EventEmitter {
  readonly isPackaged = false;
  readonly commandLine = strict("app.commandLine", {
    appendSwitch: (name: string, value = "") => {
      machine().switches.set(name, value);
    },
    hasSwitch: (name: string) => machine().switches.has(name),
    getSwitchValue: (name: string) => machine().switches.get(name) ?? "",
  });
  name = machine().manifest.productName ?? machine().manifest.name ?? "Electron";
  isSandboxEnabled = false;
  lock: FSWatcher | null = null;
  windows: Windows = { closeAll: () => Promise.resolve(true) };
  readonly folders = new Map<string, string>();

  /** Not Electron's: how the app reaches its windows without importing them. */
  setWindows(windows: Windows): void {
    this.windows = windows;
  }

  setName(name: string): void {
    this.name = name;
  }

  getVersion(): string {
    return machine().manifest.version ?? "0.0.0";
  }

  getAppPath(): string {
    return machine().appFolder;
  }

  isReady(): boolean {
    return machineState.isReady;
  }

  async whenReady(): Promise<void> {
    await connection;
  }

  enableSandbox(): void {
    if (machineState.isReady) throw new Error("app.enableSandbox() can only be called before app is ready");
    this.isSandboxEnabled = true;
  }

  setPath(name: string, folder: string): void {
    this.folders.set(name, folder);
  }

  getPath(name: string): string {
    const set = this.folders.get(name);
    if (set !== undefined) return set;
    switch (name) {
      case "home":
        return homedir();
      case "temp":
        return tmpdir();
      case "appData":
        return process.env["XDG_CONFIG_HOME"] ?? join(homedir(), ".config");
      case "userData": {
        const wanted = machine().switches.get("user-data-dir");
        return wanted === undefined || wanted === "" ? join(this.getPath("appData"), this.name) : wanted;
      }
      default:
        throw new Error(`Failed to get '${name}' path`);
    }
  }

  /** A file with our pid is the lock; a second instance leaves its words in a folder that the first one watches. */
  requestSingleInstanceLock(): boolean {
    if (this.lock !== null) return true;
    const folder = this.getPath("userData");
    const lockFile = join(folder, "SingletonLock");
    const inbox = join(folder, "SingletonInbox");
    mkdirSync(inbox, { recursive: true });
    if (!takeLock(lockFile)) {
      const letter = join(inbox, `${process.pid}`);
      writeFileSync(`${letter}.tmp`, JSON.stringify([process.argv, process.cwd()]));
      renameSync(`${letter}.tmp`, `${letter}.json`);
      return false;
    }
    this.lock = watch(inbox, { persistent: false }, (_kind, file) => this.readLetter(inbox, file));
    process.on("exit", () => rmSync(lockFile, { force: true }));
    return true;
  }

  private readLetter(inbox: string, file: string | null): void {
    if (file?.endsWith(".json") !== true) return;
    try {
      const [argv, folder] = JSON.parse(readFileSync(join(inbox, file), "utf8"));
      rmSync(join(inbox, file));
      this.emit("second-instance", {}, argv, folder);
    } catch {
      // The watcher reports a file twice; the second time it is gone.
    }
  }

  quit(): void {
    if (machineState.isQuitting) return;
    const before = preventable({});
    this.emit("before-quit", before);
    if (before.defaultPrevented) return;
    machineState.isQuitting = true;
    void this.finishQuitting();
  }

  private async finishQuitting(): Promise<void> {
    const isClosed = await this.windows.closeAll();
    const will = preventable({});
    if (isClosed) this.emit("will-quit", will);
    if (!isClosed || will.defaultPrevented) machineState.isQuitting = false;
    else this.exit(0);
  }

  exit(code = 0): void {
    this.emit("quit", {}, code);
    machine().chromium.kill();
    setImmediate(() => process.exit(code));
  }
}

/** Electron's `app`, as far as it is used. */
export const app: App = strict("app", new App());

connection.then(
  () => app.emit("ready", {}, {}),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
// Once, as there: the next one takes its default action.
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.once(signal, () => app.quit());

/** What happens when the last window is gone and the app does not say otherwise. */
export function quitWhenAllClosed(): void {
  if (machineState.isQuitting) return;
  if (app.listenerCount("window-all-closed") > 0) app.emit("window-all-closed");
  else app.quit();
}

async function connect(): Promise<Connection> {
  const address = await machine().devtools;
  const browser = await chromium.connectOverCDP(address);
  const [context] = browser.contexts();
  if (context === undefined) throw new Error("Chromium has no default context");
  const browserSession = await browser.newBrowserCDPSession();
  browser.on("disconnected", () => {
    if (!machineState.isQuitting) process.exit(1);
  });
  // Playwright's launcher waits for this line.
  if (machine().switches.has("remote-debugging-port")) {
    process.stderr.write(`DevTools listening on ${address}\n`);
  }
  await machine().codeLoaded;
  machineState.isReady = true;
  return { context, browserSession, version: browser.version() };
}

function takeLock(file: string): boolean {
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: "wx" });
      return true;
    } catch {
      if (isAlive(Number(readFileSync(file, "utf8")))) return false;
      // Left behind by a run that was killed.
      rmSync(file, { force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
