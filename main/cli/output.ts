// What a command says: answers on stdout, everything else on stderr.
import { describeError, toAppError, toErrorValue, type ErrorCode } from "../../preload/contract/errors.ts";

const EXIT_FAILED = 1;
const EXIT_WRONG_USAGE = 2;
/** Problems of what was typed; the others of these lie in a value that only its own reader can judge. */
const USAGE_CODES: readonly ErrorCode[] = [
  "CLI_USAGE",
  "CLI_NOT_YET",
  "QUERY_INVALID",
  "JWT_ACL_INVALID",
  "JWT_CLAIMS_INVALID",
  "JWT_LIFETIME_INVALID",
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
  /** Whether a person reads the answers: control characters in message texts are escaped then. */
  readonly isTerminal: boolean;
  readonly isJson: boolean;
  /** A line of the answer. */
  answer(line: string): void;
  /** A line for the person beside the answer; not with --quiet. */
  note(line: string): void;
  /** A line that even --quiet shows: something is risky. */
  warn(line: string): void;
  /** Says what went wrong and returns the exit code. */
  fail(error: unknown): number;
}

/** Makes the {@link Output} of one command. */
export function createOutput(
  { stdout, stderr }: OutputStreams,
  { json, quiet }: { readonly json: boolean; readonly quiet: boolean },
): Output {
  return {
    isTerminal: stdout.isTTY === true,
    isJson: json,
    answer: (line) => {
      stdout.write(`${json && stdout.isTTY === true ? printableJson(line) : line}\n`);
    },
    note: (line) => {
      if (!quiet) stderr.write(`${line}\n`);
    },
    warn: (line) => {
      stderr.write(`${line}\n`);
    },
    fail: (error) => {
      const known = toAppError(error);
      const { what, why, todo } = describeError(toErrorValue(known));
      const text = json
        ? printableJson(JSON.stringify({ error: { code: known.code, what, why, todo } }))
        : `${printable(what)}\n${printable(why)}\n${printable(todo)}`;
      stderr.write(`${text}\n`);
      return USAGE_CODES.includes(known.code) ? EXIT_WRONG_USAGE : EXIT_FAILED;
    },
  };
}

/** What steers a terminal or fakes lines and directions in it. */
const STEERING = /[\p{Cc}\u061c\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * The text with every control character, line and paragraph separator and direction override written out, so that a
 * message cannot steer the terminal or fake lines.
 */
export function printable(text: string): string {
  return text.replace(STEERING, (character) => {
    if (character === "\n") return "\\n";
    if (character === "\t") return "\\t";
    if (character === "\r") return "\\r";
    return escaped(character);
  });
}

/** The same JSON on one line; what JSON lets stand in a string is written out, which reads back as it was. */
function printableJson(json: string): string {
  return json.replace(STEERING, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
