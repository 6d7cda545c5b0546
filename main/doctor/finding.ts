// What the doctor finds: one sentence each, and how bad it is.
import type { CallInput, CallName, CallOutput } from "../../preload/contract/contract.ts";
import {
  describeError,
  toErrorValue,
  type AppErrorValue,
  type ErrorDetails,
} from "../../preload/contract/errors.ts";
import { toKnownError } from "../events/store-errors.ts";
import type { Redact } from "./redact.ts";

/** What was looked at. */
export type Subject =
  | "version"
  | "data folder"
  | "ports"
  | "network"
  | "clock"
  | "keys"
  | "account"
  | "tunnel"
  | "listener"
  | "store"
  | "urls"
  | "link";

/** `note` = a fact without a judgement, `doubt` = may be meant so, `problem` = will not work. */
export type Verdict = "good" | "note" | "doubt" | "problem";

/** One finding. */
export interface Finding {
  readonly subject: Subject;
  readonly verdict: Verdict;
  /** Our own words, which name no one and nothing private. */
  readonly text: string;
  /** What may hold names: given to be redacted, so that a name is taken out of it and never out of our own words. */
  readonly said: ((redact: Redact) => string) | null;
}

/** Asks the running Hookline, or the one that the command is for a moment. */
export type Ask = <N extends CallName>(name: N, input: CallInput<N>) => Promise<CallOutput<N>>;

/** Makes a finding. */
export function finding(subject: Subject, verdict: Verdict, text: string): Finding {
  return { subject, verdict, text, said: null };
}

/** A problem in the words of an error: what happened, why, and what to do. `text` = what it is about. */
export function failureFinding(subject: Subject, error: unknown, text = ""): Finding {
  return problemSaid(subject, toErrorValue(toKnownError(error)), text);
}

/** As {@link failureFinding}, for an error that came as a value. */
export function problemSaid(subject: Subject, error: AppErrorValue, text = ""): Finding {
  return { subject, verdict: "problem", text, said: (redact) => wordsOf(error, redact) };
}

/** Only what the error's sentences are filled with may be private. */
function wordsOf({ code, details }: AppErrorValue, redact: Redact): string {
  const shown = Object.entries(details).map(([name, value]) => [
    name,
    typeof value === "string" ? redact(value) : value,
  ]);
  // The same names, and values of the same kinds.
  const { what, why, todo } = describeError({ code, details: Object.fromEntries(shown) as ErrorDetails });
  // Where a sentence says “the host” or “data folder” before its name.
  return `${what} ${why} ${todo}`
    .replaceAll(/\b(the host) the host of\b/gi, "$1 of")
    .replaceAll(/\b(data folder) the data folder\b/gi, "$1");
}
