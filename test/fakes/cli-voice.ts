// Runs the command line inside the test's own process: for what needs no process, and so is quick.
import { main } from "../../main/cli/index.ts";
import type { CliResult } from "./cli-process.ts";

interface VoiceOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** Where the command stands; nowhere unless given. */
  readonly places?: { readonly home: string; readonly workingFolder: string };
  /** What stands on standard input; nothing unless given. */
  readonly input?: string;
  /** As if a person read the answers. */
  readonly isTerminal?: boolean;
}

/** Runs one command line to its end, never touching the streams of the test. */
export async function speak(
  args: readonly string[],
  { env = {}, places, input = "", isTerminal = false }: VoiceOptions = {},
): Promise<CliResult> {
  let [stdout, stderr] = ["", ""];
  const code = await main(args, {
    stdin: oneChunk(input),
    stdout: { isTTY: isTerminal, write: (text) => (stdout += text) },
    stderr: { isTTY: isTerminal, write: (text) => (stderr += text) },
    env,
    platform: "linux",
    rendererFolder: "/none",
    home: places?.home ?? "/none/home",
    workingFolder: places?.workingFolder ?? "/none/project",
    untilStopped: () => Promise.resolve(),
    outliveOutput: () => undefined,
  });
  return { code, stdout, stderr };
}

async function* oneChunk(text: string): AsyncGenerator<string> {
  yield text;
}
