// `hookline scenario list` and `scenario run`: plays a scenario against a developer's app, standing alone.
import type { Scenario } from "../../preload/contract/scenario.ts";
import { builtInScenario, builtInScenarios, summaryOf } from "../scenarios/built-in.ts";
import { drawSeed } from "../scenarios/draw-seed.ts";
import { playScenario } from "../scenarios/play-scenario.ts";
import { runReport } from "../scenarios/report.ts";
import { readScenarioFile } from "../scenarios/scenario-file.ts";
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
  const { scenario, file } = await scenarioMeant(what);
  const seed = readSeed(options.seed, COMMAND) ?? scenario.seed ?? drawSeed();
  const run = await playAgainst(context, options, {
    name: COMMAND,
    command,
    play: ({ simulator, target, signal }) =>
      playScenario(scenario, { simulator, clock: context.clock, id: 1, file, target, seed, signal }),
  });
  await giveReport(context, runReport(run), report);
  return run.state === "held" ? 0 : EXIT_FAILED;
}

/** A path is told from a name by what names never have. */
async function scenarioMeant(
  what: string,
): Promise<{ readonly scenario: Scenario; readonly file: string | null }> {
  if (!/[./\\]/.test(what)) return { scenario: builtInScenario(what), file: null };
  return { scenario: await readScenarioFile(what, what), file: what };
}
