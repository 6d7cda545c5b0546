import { expect, it } from "vitest";
import { STEP_FIELDS } from "../../../../../renderer/features/scenarios/step-fields.ts";

it("lists the fields of every kind of step, and which of them can be left out", () => {
  expect(STEP_FIELDS).toHaveLength(14);
  expect(STEP_FIELDS).toContainEqual({ kind: "read", fields: [{ name: "person", isOptional: false }] });
  expect(STEP_FIELDS).toContainEqual({
    kind: "expect-answer",
    fields: [
      { name: "of", isOptional: true },
      { name: "status", isOptional: true },
      { name: "withinMs", isOptional: true },
    ],
  });
});
