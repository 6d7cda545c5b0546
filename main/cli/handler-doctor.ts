// `hookline handler-doctor`: tries everything awkward on a developer's webhook handler and grades it, standing alone.
import { examineHandler } from "../handler-doctor/examine.ts";
import { GRADES, isAtLeast, PASSING_GRADE } from "../handler-doctor/grade.ts";
import { examinationJunit, examinationLines } from "../handler-doctor/report.ts";
import { drawSeed } from "../scenarios/draw-seed.ts";
import { VERSION } from "../version.ts";
import { knock } from "./app-under-test.ts";
import type { CommandContext } from "./context.ts";
import { printable } from "./output.ts";
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
/** As long as Vonage waits. Source: knowledge base article 226572227, read 2026-11. */
const ANSWER_TIMEOUT_MS = 15_000;
const QUIET_MS = 1_000;
const KNOCK_LIMIT_MS = 3_000;

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
  await giveReport(
    context,
    {
      lines: examinationLines(examination),
      json: { event: "report", version: VERSION, ...examination },
      junit: examinationJunit(examination),
    },
    report,
  );
  return isAtLeast(examination.grade, required) ? 0 : EXIT_FAILED;
}
