// Starts an app the way Electron's executable does: reads the command line, starts Chromium, runs the main script.
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import inspector from "node:inspector";
import { createRequire, registerHooks } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { chromiumPath } from "../chromium.ts";
import { setMachine, type Machine } from "./machine.ts";

const ELECTRON_IDS = new Set(["electron", "electron/main", "electron/common"]);
const DOUBLE = new URL("./electron.ts", import.meta.url).href;
const CHROMIUM_ARGUMENTS = [
  "--headless=new",
  "--no-sandbox",
  "--remote-debugging-port=0",
  "--no-startup-window",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-default-apps",
  "--disable-extensions",
  "--disable-sync",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-backgrounding-occluded-windows",
  "--disable-renderer-backgrounding",
  "--disable-background-timer-throttling",
  "--password-store=basic",
  "--use-mock-keychain",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
];

interface CommandLine {
  readonly inspectPort: number | null;
  readonly required: string | null;
  readonly switches: Map<string, string>;
  /** What is left: the app's path and its arguments. */
  readonly rest: readonly string[];
}

const [executable = "", ...words] = process.argv.slice(2);
const line = readCommandLine(words);
const appPath = resolve(line.rest[0] ?? ".");
const manifest = readManifest(appPath);

registerHooks({
  resolve: (id, context, next) =>
    ELECTRON_IDS.has(id) ? { url: DOUBLE, shortCircuit: true } : next(id, context),
});
pretendToBeElectron(executable, line.required === null ? line.rest : words);
const chromium = startChromium(await chromiumPath());
const devtools = devtoolsAddress(chromium);
const code = Promise.withResolvers<void>();
setMachine({
  codeLoaded: code.promise,
  appFolder: appPath,
  manifest,
  switches: line.switches,
  devtools,
  chromium,
});

if (line.inspectPort !== null) inspector.open(line.inspectPort, "127.0.0.1");
const require = createRequire(import.meta.url);
if (line.required !== null) require(resolve(line.required));
await import(pathToFileURL(mainScript(appPath, manifest.main)).href);
code.resolve();

function readCommandLine(given: readonly string[]): CommandLine {
  const switches = new Map<string, string>();
  let inspectPort: number | null = null;
  let required: string | null = null;
  let index = 0;
  for (; index < given.length; index += 1) {
    const word = given[index] ?? "";
    if (word.startsWith("--inspect")) inspectPort = Number(word.split("=")[1] ?? 9229);
    else if (word === "-r" || word === "--require") required = given[(index += 1)] ?? null;
    else if (!word.startsWith("--")) break;
  }
  // Chromium reads its switches anywhere on the line, also behind the app's path.
  for (const word of given.filter((each) => each.startsWith("--") && each.length > 2)) {
    const [name = "", ...value] = word.slice(2).split("=");
    switches.set(name, value.join("="));
  }
  return { inspectPort, required, switches, rest: given.slice(index) };
}

function readManifest(path: string): Machine["manifest"] & { readonly main?: string } {
  const file = join(path, "package.json");
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
}

function mainScript(path: string, main = "index.js"): string {
  return statSync(path).isDirectory() ? join(path, main) : path;
}

function pretendToBeElectron(path: string, argv: readonly string[]): void {
  const { version } = createRequire(import.meta.url)("electron/package.json");
  process.argv = [path, ...argv];
  Object.assign(process, { type: "browser", resourcesPath: join(dirname(path), "resources") });
  Object.defineProperty(process.versions, "electron", { value: version, enumerable: true });
}

function startChromium(path: string): ChildProcess {
  const profile = mkdtempSync(join(tmpdir(), "electron-double-"));
  const child = spawn(path, [...CHROMIUM_ARGUMENTS, `--user-data-dir=${profile}`], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  process.on("exit", () => {
    child.kill("SIGKILL");
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  });
  return child;
}

function devtoolsAddress(child: ChildProcess): Promise<string> {
  const found = new Promise<string>((settle, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`Chromium ended with code ${code}`)));
    if (child.stderr === null) return reject(new Error("Chromium has no stderr"));
    createInterface({ input: child.stderr }).on("line", (text) => {
      const address = /^DevTools listening on (ws:\/\/.*)$/.exec(text)?.[1];
      if (address !== undefined) settle(address);
    });
    return undefined;
  });
  found.catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
  return found;
}
