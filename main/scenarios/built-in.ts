// The scenarios that come with Hookline. Each is a file like one that a user writes.
import type { ScenarioSummary } from "../../preload/contract/scenario-run.ts";
import { Scenario } from "../../preload/contract/scenario.ts";
import { AppError } from "../../preload/contract/errors.ts";
import burst from "./built-in/burst.json" with { type: "json" };
import firstContact from "./built-in/first-contact.json" with { type: "json" };
import image from "./built-in/image.json" with { type: "json" };
import linkExpired from "./built-in/link-expired.json" with { type: "json" };
import outOfOrderStatuses from "./built-in/out-of-order-statuses.json" with { type: "json" };
import rejectedAfterSubmitted from "./built-in/rejected-after-submitted.json" with { type: "json" };
import retryAfter500 from "./built-in/retry-after-500.json" with { type: "json" };
import threeFastMessages from "./built-in/three-fast-messages.json" with { type: "json" };

const FILES: readonly unknown[] = [
  firstContact,
  threeFastMessages,
  image,
  retryAfter500,
  outOfOrderStatuses,
  rejectedAfterSubmitted,
  linkExpired,
  burst,
];

/** All of them, in the order in which they are shown. */
export function builtInScenarios(): readonly Scenario[] {
  return FILES.map((file) => Scenario.parse(file));
}

/** The one of that name. @throws AppError `SCENARIO_UNKNOWN` */
export function builtInScenario(name: string): Scenario {
  const all = builtInScenarios();
  const found = all.find((scenario) => scenario.name === name);
  if (found !== undefined) return found;
  throw new AppError("SCENARIO_UNKNOWN", { name, known: all.map((scenario) => scenario.name).join(", ") });
}

/** What a list shows of one. */
export function summaryOf({ name, title, about, steps }: Scenario): ScenarioSummary {
  return { name, title, about, steps: steps.length };
}
