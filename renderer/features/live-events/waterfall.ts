// The steps of one delivery, one after the other.
import type { EventResponse } from "../../../preload/contract/event.ts";

/** One bar of the waterfall. */
export interface TimingStep {
  readonly name: string;
  readonly startMs: number;
  readonly durationMs: number;
}

/** The steps that happened, in order, each beginning where the one before ended. */
export function timingSteps({ timings }: Pick<EventResponse, "timings">): readonly TimingStep[] {
  if (timings === null) return [];
  const named: readonly (readonly [string, number | null])[] = [
    ["Read body", timings.readBodyMs],
    ["Verify signature", timings.verifyMs],
    ["Store event", timings.storeMs],
    ["Answer Vonage", timings.answerMs],
  ];
  const steps: TimingStep[] = [];
  let startMs = 0;
  for (const [name, durationMs] of named) {
    if (durationMs === null) continue;
    steps.push({ name, startMs, durationMs });
    startMs += durationMs;
  }
  return steps;
}
