// What stands in the list: the handler doctor, the built-in scenarios, and the user's own files.
import type {
  OwnScenario,
  ScenarioList,
  ScenarioRun,
  ScenarioSummary,
} from "../../../preload/contract/scenario-run.ts";

/** One line of the list. Its key tells it from all others. */
export type Entry =
  | { readonly kind: "doctor"; readonly key: "doctor" }
  | { readonly kind: "built-in"; readonly key: string; readonly scenario: ScenarioSummary }
  | { readonly kind: "own"; readonly key: string; readonly file: string; readonly scenario: ScenarioSummary }
  | {
      readonly kind: "broken";
      readonly key: string;
      readonly file: OwnScenario & { readonly state: "broken" };
    };

/** An entry that can be played. */
export type PlayableEntry = Extract<Entry, { readonly kind: "built-in" | "own" }>;

/** What is being played right now, by the key of its entry. */
export interface Playing {
  readonly key: string;
  readonly title: string;
}

/** The handler doctor's. */
export const DOCTOR: Entry = { kind: "doctor", key: "doctor" };

/** Those that come along. */
export function builtInEntries({ scenarios }: Pick<ScenarioList, "scenarios">): readonly Entry[] {
  return scenarios.map((scenario) => ({ kind: "built-in", key: builtInKey(scenario.name), scenario }));
}

/** Those of the user. */
export function ownEntries({ own }: Pick<ScenarioList, "own">): readonly Entry[] {
  return own.files.map((file) =>
    file.state === "whole"
      ? { kind: "own", key: ownKey(file.file), file: file.file, scenario: file.scenario }
      : { kind: "broken", key: ownKey(file.file), file },
  );
}

/** Whether all words of the filter are in what the entry is called or about. The doctor is always there. */
export function matchesFilter(entry: Entry, filter: string): boolean {
  const text = textOf(entry).toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Key of the entry that a run is of; of a text there is none in the list. */
export function keyOfRun({ file, name }: Pick<ScenarioRun, "file" | "name">): string {
  return file === null ? builtInKey(name) : ownKey(file);
}

function textOf(entry: Entry): string {
  switch (entry.kind) {
    case "doctor":
      return "";
    case "built-in":
      return wordsOf(entry.scenario);
    case "own":
      return `${wordsOf(entry.scenario)} ${entry.file}`;
    case "broken":
      return entry.file.file;
  }
}

function wordsOf({ name, title, about }: ScenarioSummary): string {
  return `${name} ${title} ${about}`;
}

function builtInKey(name: string): string {
  return `built-in ${name}`;
}

function ownKey(file: string): string {
  return `own ${file}`;
}
