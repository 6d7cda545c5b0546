// `hookline handler-doctor`: tries everything awkward on a developer's webhook handler and grades it, standing alone.
import { GRADES } from "../../preload/contract/handler-examination.ts";
import { ANSWER_TIMEOUT_MS, KNOCK_LIMIT_MS, QUIET_MS } from "../handler-doctor/patience.ts";
import { examineHandler } from "../handler-doctor/examine.ts";
import { isAtLeast, PASSING_GRADE } from "../handler-doctor/grade.ts";
import { examinationReport } from "../handler-doctor/report.ts";
import { drawSeed } from "../scenarios/draw-seed.ts";
import { knock } from "../scenarios/knock.ts";
import type { CommandContext } from "./context.ts";
import { printable } from "../reports/printable.ts";
import {
  giveReport,
  playAgainst,
  readReport,
  readSeed,
  readTarget,
  type PlayAgainstOptions,
} from "./play-against.ts";
import { wrongUsage } from "./usage.ts";

/** Options of `handler-doctor`, as they were given. */
export interface HandlerDoctorOptions extends PlayAgainstOptions {
  readonly require?: string;
}

const COMMAND = "handler-doctor";
const EXIT_FAILED = 1;

/** Answers with exit code 1 below the grade that is required. */
export async function runHandlerDoctor(
  context: CommandContext,
  options: HandlerDoctorOptions,
  command: readonly string[],
): Promise<number> {
  const { clock, output } = context;
  const report = readReport(options, COMMAND);
  readTarget(options, COMMAND);
  const wanted = options.require ?? PASSING_GRADE;
  const required = GRADES.find((grade) => grade === wanted.toUpperCase());
  if (required === undefined) throw wrongUsage(COMMAND, `--require takes one of ${GRADES.join(", ")}.`);
  const seed = readSeed(options.seed, COMMAND) ?? drawSeed();

  const examination = await playAgainst(context, options, {
    name: COMMAND,
    command,
    play: ({ simulator, target, signal }) =>
      examineHandler({
        simulator,
        clock,
        target,
        signal,
        seed,
        answerTimeoutMs: ANSWER_TIMEOUT_MS,
        quietMs: QUIET_MS,
        knock: () => knock(new URL(target.inbound), KNOCK_LIMIT_MS, clock),
        onResult: ({ title, verdict }) => output.note(printable(`${verdict.padEnd(9)}${title}`)),
      }).catch((error: unknown) => {
        if (signal.aborted) return null;
        throw error;
      }),
  });
  if (examination === null) {
    output.warn("It was stopped, so there is no grade.");
    return EXIT_FAILED;
  }
  await giveReport(context, examinationReport(examination), report);
  return isAtLeast(examination.grade, required) ? 0 : EXIT_FAILED;
}
