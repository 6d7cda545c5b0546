// Runs the command line as a child process on a data folder of the test's own.
import { spawn, type ChildProcess } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const entry = join(import.meta.dirname, "cli-entry.ts");

/** How a command ended and what it said. */
export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that runs on, like `serve`. */
export interface CliProcess {
  readonly pid: number;
  /** The next whole line on stdout. */
  nextLine(): Promise<string>;
  signal(name: NodeJS.Signals): void;
  readonly ended: Promise<CliResult>;
}

/** A place for commands: a data folder that does not exist yet, and a page to serve. */
export interface CliPlace {
  readonly folder: string;
  readonly dataFolder: string;
  /** Runs one command to its end. */
  run(args: readonly string[], options?: CliOptions): Promise<CliResult>;
  /** Starts one that runs on; `stop` ends it. */
  start(args: readonly string[], options?: CliOptions): CliProcess;
  /** Ends what still runs and removes the folder. */
  remove(): Promise<void>;
}

interface CliOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** A command that runs this one in its own way, and ends by becoming it. */
  readonly wrap?: readonly string[];
}

/** Makes one. */
export async function createCliPlace(): Promise<CliPlace> {
  const folder = await mkdtemp(join(tmpdir(), "hookline-cli-"));
  const dataFolder = join(folder, "data");
  const page = join(folder, "page");
  await mkdir(page);
  await writeFile(join(page, "index.html"), "<!doctype html><title>Hookline</title>");
  const running = new Set<CliProcess>();

  function start(args: readonly string[], { env = {}, input, wrap = [] }: CliOptions = {}): CliProcess {
    const [program = "", ...rest] = [...wrap, process.execPath, entry, page, ...args];
    const child = spawn(program, rest, {
      stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
      env: {
        ...cleanEnvironment(),
        NODE_COMPILE_CACHE: COMPILE_CACHE,
        HOOKLINE_DATA_DIR: dataFolder,
        ...env,
      },
    });
    child.stdin?.end(input);
    const started = follow(child);
    running.add(started);
    void started.ended.finally(() => running.delete(started));
    return started;
  }

  return {
    folder,
    dataFolder,
    start,
    run: (args, options) => start(args, options).ended,
    async remove() {
      for (const process of running) process.signal("SIGKILL");
      await Promise.all([...running].map(({ ended }) => ended));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function follow(child: ChildProcess): CliProcess {
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error("The child has no pipes.");
  let [out, err] = ["", ""];
  stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  const ended = new Promise<CliResult>((resolve) => {
    child.on("close", (code) => resolve({ code, stdout: out, stderr: err }));
  });
  return {
    pid: child.pid ?? 0,
    signal: (name) => {
      child.kill(name);
    },
    ended,
    async nextLine() {
      const line = await lines.next();
      if (line.done === true) throw new Error(`The command ended. It said: ${(await ended).stderr}`);
      return line.value;
    },
  };
}

/** Each process reads some four hundred source files: compiled once for all of them, it starts in half the time. */
const COMPILE_CACHE = join(import.meta.dirname, "..", "..", "node_modules", ".cache", "hookline-cli");

/** Without what the person or CI running the tests may have set for Hookline. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) =>
        !/^(?:VONAGE_|HOOKLINE_|NODE_OPTIONS|NODE_EXTRA_CA_CERTS|NODE_USE_|VITEST)|_PROXY$/i.test(name),
    ),
  );
}
