import { expect, it } from "vitest";
import {
  matchItems,
  parsePaletteQuery,
  type PaletteItem,
} from "../../../../../renderer/features/palette/palette-items.ts";

function item(label: string, rest: Partial<PaletteItem> = {}): PaletteItem {
  return { id: label, group: "Anywhere", label, run: () => {}, ...rest };
}

it.each([
  ["", { kind: "all", text: "" }],
  ["theme", { kind: "all", text: "theme" }],
  ["> theme", { kind: "commands", text: "theme" }],
  ["@1111", { kind: "people", text: "1111" }],
  [" # 12", { kind: "events", text: "12" }],
])("reads %j", (typed, query) => {
  expect(parsePaletteQuery(typed)).toEqual(query);
});

it("finds items that hold every word, those that begin with the first one before the others", () => {
  const items = [
    item("Copy the inbound URL"),
    item("Inbound only"),
    item("PSID 1111…1111", { keywords: "1111111111111111", note: "An inbound message" }),
    item("Go to Linking"),
  ];

  const labels = matchItems(items, "inbound").map(({ label }) => label);
  const both = matchItems(items, "copy url").map(({ label }) => label);
  const byKeyword = matchItems(items, "11111111111").map(({ label }) => label);

  expect({ labels, both, byKeyword }).toEqual({
    labels: ["Inbound only", "Copy the inbound URL", "PSID 1111…1111"],
    both: ["Copy the inbound URL"],
    byKeyword: ["PSID 1111…1111"],
  });
});
