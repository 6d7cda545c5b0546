// `hookline scenario list` and `scenario run`: plays a scenario against a developer's app, standing alone.
import { createReadStream } from "node:fs";
import { AppError } from "../../preload/contract/errors.ts";
import type { Scenario } from "../../preload/contract/scenario.ts";
import { builtInScenario, builtInScenarios, summaryOf } from "../scenarios/built-in.ts";
import { drawSeed } from "../scenarios/draw-seed.ts";
import { playScenario } from "../scenarios/play-scenario.ts";
import { readScenario } from "../scenarios/read-scenario.ts";
import { runJunit, runLines } from "../scenarios/report.ts";
import type { CommandContext } from "./context.ts";
import {
  giveReport,
  playAgainst,
  readReport,
  readSeed,
  readTarget,
  type PlayAgainstOptions,
} from "./play-against.ts";
import { wrongUsage } from "./usage.ts";

const COMMAND = "scenario run";
const LARGEST_FILE_BYTES = 512 * 1024;
const EXIT_FAILED = 1;

/** Prints those that come with Hookline. */
export function runScenarioList({ output }: CommandContext): Promise<void> {
  const scenarios = builtInScenarios().map(summaryOf);
  if (output.isJson) for (const scenario of scenarios) output.answer(JSON.stringify(scenario));
  else for (const { name, title, about } of scenarios) output.answer(`${name.padEnd(26)}${title}. ${about}`);
  return Promise.resolve();
}

/** Plays one. Answers with exit code 1 unless all that was expected held. */
export async function runScenarioRun(
  context: CommandContext,
  options: PlayAgainstOptions,
  [what, ...command]: readonly string[],
): Promise<number> {
  if (what === undefined) throw wrongUsage(COMMAND, "It needs the name of a scenario, or a file.");
  const report = readReport(options, COMMAND);
  readTarget(options, COMMAND);
  const scenario = await scenarioMeant(what);
  const seed = readSeed(options.seed, COMMAND) ?? scenario.seed ?? drawSeed();
  const run = await playAgainst(context, options, {
    name: COMMAND,
    command,
    play: ({ simulator, target, signal }) =>
      playScenario(scenario, { simulator, clock: context.clock, id: 1, target, seed, signal }),
  });
  await giveReport(
    context,
    { lines: runLines(run), json: { event: "report", ...run }, junit: runJunit(run) },
    report,
  );
  return run.state === "held" ? 0 : EXIT_FAILED;
}

/** A path is told from a name by what names never have. */
async function scenarioMeant(what: string): Promise<Scenario> {
  if (!/[./\\]/.test(what)) return builtInScenario(what);
  let text = "";
  try {
    // What comes is counted: a pipe or a device tells no size.
    const stream = createReadStream(what, { encoding: "utf8", end: LARGEST_FILE_BYTES });
    for await (const chunk of stream) text += String(chunk);
    if (Buffer.byteLength(text) > LARGEST_FILE_BYTES) throw new Error("It is larger than 512 KiB.");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError("SCENARIO_FILE_UNREADABLE", { file: what, reason }, { cause: error });
  }
  return readScenario(text, what);
}
