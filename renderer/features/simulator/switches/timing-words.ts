// What each value of the timing is called, and what it is as usual.
import { SimulatorTiming } from "../../../../preload/contract/simulator.ts";

/** What is in force when nothing was said. */
export const USUAL_TIMING: SimulatorTiming = SimulatorTiming.parse({});

/** From the 202 to each status. */
export const STATUS_DELAYS = [
  { name: "submittedMs", label: "Submitted after" },
  { name: "deliveredMs", label: "Delivered after" },
  { name: "readMs", label: "Read after" },
] as const;
export type DelayName = (typeof STATUS_DELAYS)[number]["name"];

/** The other amounts, with their bounds in the contract. */
export const TIMING_NUMBERS = [
  {
    name: "slowMs",
    label: "Slow takes",
    line: "Of a webhook’s body, or the API’s answer",
    min: 0,
    max: 60_000,
    unit: " ms",
  },
  {
    name: "answerTimeoutMs",
    label: "Answer time-out",
    line: "How long your handler’s answer is waited for",
    min: 50,
    max: 120_000,
    unit: " ms",
  },
  { name: "burstSize", label: "Burst", line: "How many messages at once", min: 1, max: 1_000, unit: "" },
] as const;

/** Which answers make a webhook come again. */
export const RETRY_CHOICES = [
  { value: "429-or-5xx", label: "429 and 5xx" },
  { value: "not-2xx", label: "Everything but 2xx" },
  { value: "never", label: "Never" },
] as const satisfies readonly { readonly value: SimulatorTiming["retryAfter"]; readonly label: string }[];

/** Whether any value differs. */
export function hasOtherTiming(one: SimulatorTiming, other: SimulatorTiming): boolean {
  // Both name the same members; a spread keeps their order, but nothing here depends on it.
  const names = Object.keys(SimulatorTiming.shape) as readonly (keyof SimulatorTiming)[];
  return names.some((name) => one[name] !== other[name]);
}
