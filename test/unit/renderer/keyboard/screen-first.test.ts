import { expect, it } from "vitest";
import { screenFirst } from "../../../../renderer/keyboard/screen-first.ts";

const LISTED = ["Everywhere", "Webhooks", "Simulator", "Events", "Reply"].map((scope) => ({ scope }));

it.each([
  ["events", ["Events", "Reply", "Webhooks", "Everywhere", "Simulator"]],
  ["simulator", ["Simulator", "Events", "Reply", "Webhooks", "Everywhere"]],
])("lists on %s what belongs to the screen first", (page, scopes) => {
  expect(screenFirst(LISTED, page).map(({ scope }) => scope)).toEqual(scopes);
});
