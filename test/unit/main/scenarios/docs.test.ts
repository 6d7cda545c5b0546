// docs/scenarios.md says what the format says.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { GRADES } from "../../../../preload/contract/handler-examination.ts";
import { ScenarioStep } from "../../../../preload/contract/scenario.ts";
import { SIMULATOR_FAULTS } from "../../../../preload/contract/simulator.ts";
import { EXAMPLE_SCENARIO } from "../../../../renderer/features/scenarios/example-scenario.ts";
import { readScenario } from "../../../../main/scenarios/read-scenario.ts";

const text = readFileSync(join(import.meta.dirname, "../../../../docs/scenarios.md"), "utf8");

it("shows a scenario that can be read", () => {
  const [file = ""] = [...text.matchAll(/^```json\n([\s\S]*?)^```$/gm)].map(([, json = ""]) => json);

  expect(readScenario(file, "docs/scenarios.md").name).toBe("opening-hours");
});

it("shows the scenario that the app gives to begin with", () => {
  const [file = ""] = [...text.matchAll(/^```json\n([\s\S]*?)^```$/gm)].map(([, json = ""]) => json);

  expect(EXAMPLE_SCENARIO).toEqual(JSON.parse(file));
});

it("has a row for every step, with every member of it and no other", () => {
  const rows = new Map(
    [...text.matchAll(/^\| `([a-z-]+)` +\| (.+?) +\| /gm)].map(([, step = "", members = ""]) => [
      step,
      [...members.matchAll(/`(\w+)`/g)]
        .map(([, member]) => member)
        .filter((m) => m !== "next" && m !== "idle"),
    ]),
  );

  for (const option of ScenarioStep.options) {
    const { step, ...members } = option.shape;
    expect([step.value, rows.get(step.value)?.toSorted()]).toEqual([
      step.value,
      Object.keys(members).toSorted(),
    ]);
  }
});

it("names every fault of a webhook and every grade", () => {
  for (const fault of SIMULATOR_FAULTS) expect(text).toContain(`\`${fault}\``);
  for (const grade of GRADES) expect(text).toMatch(new RegExp(`^\\| ${grade} +\\| `, "m"));
});
