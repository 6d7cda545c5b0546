// What every command gets: where it runs, its common options and its voice.
import { resolve } from "node:path";
import { AppError } from "../../preload/contract/errors.ts";
import { defaultDataFolder } from "../data-folder/default-data-folder.ts";
import { homeFolder } from "../data-folder/home-folder.ts";
import { systemReason } from "../data-folder/system-reason.ts";
import { builtRendererFolder } from "../hosts/browser/renderer-folder.ts";
import { createNetwork } from "../network/network.ts";
import type { Clock, ImportSurroundings, Network } from "../ports.ts";
import { createSystemClock } from "../clock.ts";
import { onStopSignal } from "../stop-signals.ts";
import { wrongUsage } from "./usage.ts";
import { createOutput, type Output, type OutputStreams } from "./output.ts";

/** The process around a command; tests may hand in their own. */
export interface Surroundings extends OutputStreams {
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  /** Folder of the built interface. */
  readonly rendererFolder: string;
  /** The process's own unless given. */
  readonly home?: string;
  readonly workingFolder?: string;
  /** Resolves with the first signal to stop from now on; a later one ends the process at once, after `lastAct`. */
  untilStopped(lastAct?: () => void): Promise<void>;
  /** For a command that is more than what it prints: from now on output that cannot be written is told, and ends nothing. */
  outliveOutput(): void;
}

/** Options of every command, as they were given. */
export interface CommonOptions {
  readonly dataDir?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** One command's surroundings. */
export interface CommandContext extends Pick<
  Surroundings,
  "stdin" | "env" | "platform" | "rendererFolder" | "untilStopped" | "outliveOutput"
> {
  /** Its name, e.g. `workspace add`. */
  readonly command: string;
  readonly output: Output;
  readonly clock: Clock;
  readonly network: Network;
  /** Absolute path. */
  readonly dataFolder: string;
  /** Where credentials of Vonage's tools are looked for. */
  readonly importsFrom: ImportSurroundings;
}

/** Makes the {@link CommandContext} of one run of a command. */
export function createContext(
  surroundings: Surroundings,
  options: CommonOptions,
  command: string,
): CommandContext {
  const { stdin, env, platform, rendererFolder } = surroundings;
  // An empty variable in a script would otherwise make the current folder one of ours.
  if (options.dataDir?.trim() === "")
    throw wrongUsage("", "--data-dir takes a folder; what was given is empty.");
  const { home = homeFolder(), workingFolder = process.cwd() } = surroundings;
  return {
    command,
    stdin,
    env,
    platform,
    rendererFolder,
    untilStopped: (lastAct) => surroundings.untilStopped(lastAct),
    outliveOutput: () => surroundings.outliveOutput(),
    output: createOutput(surroundings, { json: options.json === true, quiet: options.quiet === true }),
    clock: createSystemClock(),
    network: createNetwork({ environment: env }),
    dataFolder: resolve(options.dataDir ?? defaultDataFolder({ platform, env, home })),
    importsFrom: { home, workingFolder, env },
  };
}

/** A little under the 5 s in which a signal ends every command. */
const STOP_LIMIT_MS = 4_800;

/** The surroundings of this very process; `json` is whether its command line asks for JSON. */
export function processSurroundings({ json }: { readonly json: boolean }): Surroundings {
  const { stdin, stdout, stderr, env, platform } = process;
  let outlives = false;
  let isTold = false;
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    const output = createOutput({ stdout, stderr }, { json, quiet: false });
    if (outlives) {
      const reason = error.code === "EPIPE" ? "Nobody reads it any more." : systemReason(error);
      if (!isTold) output.warn(`What Hookline prints could not be written: ${reason} It runs on.`);
      isTold = true;
      return;
    }
    // The reader went away (`hookline events | head`): there is nobody left to answer.
    if (error.code === "EPIPE") process.exit(0);
    process.exit(output.fail(new AppError("CLI_OUTPUT_UNWRITABLE", { reason: error.message })));
  });
  // A terminal that was closed takes no more warnings; what is under way ends in order all the same.
  stderr.on("error", () => undefined);
  const outliveOutput = (): void => {
    outlives = true;
  };
  const rendererFolder = builtRendererFolder();
  return { stdin, stdout, stderr, env, platform, rendererFolder, untilStopped, outliveOutput };
}

function untilStopped(lastAct?: () => void): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      // Whatever hangs, the process ends; by then the store is closed.
      setTimeout(() => {
        lastAct?.();
        process.exit(process.exitCode ?? 1);
      }, STOP_LIMIT_MS).unref();
      resolve();
    };
    onStopSignal(stop, { clock: createSystemClock(), lastAct });
  });
}
