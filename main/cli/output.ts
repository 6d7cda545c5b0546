// What a command says: answers on stdout, everything else on stderr.
import { describeError, toErrorValue, type ErrorCode } from "../../preload/contract/errors.ts";
import { toKnownError } from "../events/store-errors.ts";
import { printable, printableJson } from "../reports/printable.ts";

const EXIT_FAILED = 1;
const EXIT_WRONG_USAGE = 2;
/** Problems of what was typed; the others of these lie in a value that only its own reader can judge. */
const USAGE_CODES: readonly ErrorCode[] = [
  "CLI_USAGE",
  "CLI_NOT_YET",
  "QUERY_INVALID",
  "JWT_ACL_INVALID",
  "JWT_CLAIMS_INVALID",
  "JWT_EXPIRY_INVALID",
  "JWT_LIFETIME_INVALID",
  "JWT_START_INVALID",
  "WORKSPACE_HOST_INVALID",
  "SCENARIO_INVALID",
  "SCENARIO_UNKNOWN",
  "SCENARIO_FILE_UNREADABLE",
];

/** Where a command writes. */
export interface OutputStreams {
  readonly stdout: { write(text: string): unknown; readonly isTTY?: boolean };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean };
}

/** The voice of one command. */
export interface Output {
  /** Whether a person reads the answers: nothing in them steers the terminal then. */
  readonly isTerminal: boolean;
  readonly isJson: boolean;
  /** A line of the answer. On a terminal it is one line whatever stands in it. */
  answer(line: string): void;
  /** An answer that has its own line ends, such as a file. */
  answerLines(text: string): void;
  /** A line for the person beside the answer; not with --quiet. A host's words in it cannot steer the terminal. */
  note(line: string): void;
  /** The same, but that even --quiet shows: something is risky. */
  warn(line: string): void;
  /** Says what went wrong and returns the exit code. */
  fail(error: unknown): number;
}

/** Makes the {@link Output} of one command. */
export function createOutput(
  { stdout, stderr }: OutputStreams,
  { json, quiet }: { readonly json: boolean; readonly quiet: boolean },
): Output {
  const isTerminal = stdout.isTTY === true;
  const safe = json ? printableJson : printable;
  const shown = (line: string): string => (isTerminal ? safe(line) : line);
  return {
    isTerminal,
    isJson: json,
    answer: (line) => {
      stdout.write(`${shown(line)}\n`);
    },
    answerLines: (text) => {
      stdout.write(`${text.split("\n").map(shown).join("\n")}\n`);
    },
    note: (line) => {
      if (!quiet) stderr.write(`${printable(line)}\n`);
    },
    warn: (line) => {
      stderr.write(`${printable(line)}\n`);
    },
    fail: (error) => {
      const known = toKnownError(error);
      const { what, why, todo } = describeError(toErrorValue(known));
      const text = json
        ? printableJson(JSON.stringify({ error: { code: known.code, what, why, todo } }))
        : `${printable(what)}\n${printable(why)}\n${printable(todo)}`;
      stderr.write(`${text}\n`);
      return USAGE_CODES.includes(known.code) ? EXIT_WRONG_USAGE : EXIT_FAILED;
    },
  };
}
