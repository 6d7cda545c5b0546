import { expect, it } from "vitest";
import { fileNameOf } from "../../../../main/workspaces/file-name.ts";

it.each([
  ["Bike bot", "Bike-bot"],
  ["../../etc/passwd", "etc-passwd"],
  ["Ünïcode № 5", "Ünïcode-5"],
  ["C:\\bot\u0000\n", "C-bot"],
  ["🚲", "workspace"],
  ["", "workspace"],
  [`${"a".repeat(47)} b`, "a".repeat(47)],
])("makes of %j the name %s", (name, expected) => {
  expect(fileNameOf(name, "workspace")).toBe(expected);
});

it("leaves room in the 255 bytes that a file's name may have", () => {
  expect(Buffer.byteLength(fileNameOf("𠀀".repeat(80), "x"))).toBeLessThanOrEqual(200);
});
