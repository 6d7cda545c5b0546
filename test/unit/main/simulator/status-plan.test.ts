// Which statuses follow a message, when, and in which order.
import { expect, it } from "vitest";
import { planStatuses } from "../../../../main/simulator/status-plan.ts";
import { SimulatorTiming } from "../../../../preload/contract/simulator.ts";

type Timing = Parameters<typeof SimulatorTiming.parse>[0];

function plan(
  timing: Timing,
  {
    channel = "messenger",
    refusal = null,
    order = "planned",
  }: {
    readonly channel?: string;
    readonly refusal?: string | null;
    readonly order?: "planned" | "reversed";
  } = {},
): readonly string[] {
  return planStatuses(channel, refusal, SimulatorTiming.parse(timing), order).map(
    ({ delayMs, status, errorCode }) =>
      [delayMs, status, ...(errorCode === null ? [] : [errorCode])].join(" "),
  );
}

it.each([
  ["submitted, delivered, read", {}, {}, ["400 submitted", "1200 delivered", "4000 read"]],
  ["no read where the channel has none", {}, { channel: "sms" }, ["400 submitted", "1200 delivered"]],
  ["rejected in delivered's place", {}, { refusal: "1300" }, ["400 submitted", "1200 rejected 1300"]],
  [
    "the order of the delays",
    { readMs: 10, deliveredMs: 20, submittedMs: 30 },
    {},
    ["10 read", "20 delivered", "30 submitted"],
  ],
  ["none that has no delay", { submittedMs: null, readMs: null }, {}, ["1200 delivered"]],
  [
    "rejected even where delivered never comes",
    { deliveredMs: null },
    { refusal: "1340" },
    ["400 submitted", "1200 rejected 1340"],
  ],
  ["nothing at all", { submittedMs: null, deliveredMs: null, readMs: null }, {}, []],
  [
    "the same moments the other way round",
    {},
    { order: "reversed" },
    ["400 read", "1200 delivered", "4000 submitted"],
  ],
  [
    "a refusal before it was submitted",
    {},
    { order: "reversed", refusal: "1300" },
    ["400 rejected 1300", "1200 submitted"],
  ],
] as const)("plans %s", (_what, timing, options, planned) => {
  expect(plan(timing, options)).toEqual(planned);
});
