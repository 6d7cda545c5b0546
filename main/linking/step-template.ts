// The form of a step before it is known whether it is done.
import type { StepAction } from "../../preload/contract/linking.ts";
import type { Day } from "./calendar.ts";
import type { LinkingFacts } from "./probe.ts";

/** What a text or an action may name. */
export interface StepContext {
  readonly facts: LinkingFacts;
  /** When a reminder that is added now rings first; null while no date of linking is known. */
  readonly remindFrom: Day | null;
}

/** One step before it is known whether it is done. */
export interface StepTemplate {
  readonly id: string;
  readonly title: (context: StepContext) => string;
  readonly mistake: string;
  /** What else is worth knowing, a line each. */
  readonly notes?: (context: StepContext) => readonly string[];
  readonly actions?: (context: StepContext) => readonly StepAction[];
  /** What it waits for when it ticks itself. */
  readonly waitsFor?: string;
}
