// The command that plays the same in a terminal.
import type { ScenarioTarget } from "../../../preload/contract/scenario-run.ts";
import { quoteForShell } from "../../../preload/contract/snippets/quote.ts";

/** Needs no quotes in any shell. */
const PLAIN_WORD = /^[\w@%+=:,./-]+$/;

/**
 * The command of a scenario.
 * @param what name of a built-in one, or path of a file
 */
export function scenarioCommand(what: string, target: ScenarioTarget, seed: number | null): string {
  return joined(["scenario", "run", what, ...options(target, seed)]);
}

/** The command of the handler doctor. */
export function doctorCommand(target: ScenarioTarget, seed: number | null): string {
  return joined(["handler-doctor", ...options(target, seed)]);
}

/** Path of a file in a folder, as the folder's system writes it. */
export function pathIn(folder: string, file: string): string {
  return `${folder}${folder.includes("\\") ? "\\" : "/"}${file}`;
}

function options({ inbound, status }: ScenarioTarget, seed: number | null): readonly string[] {
  return [
    "--inbound-url",
    inbound,
    ...(status === undefined ? [] : ["--status-url", status]),
    ...(seed === null ? [] : ["--seed", String(seed)]),
  ];
}

function joined(words: readonly string[]): string {
  return ["hookline", ...words.map((word) => (PLAIN_WORD.test(word) ? word : quoteForShell(word)))].join(" ");
}
