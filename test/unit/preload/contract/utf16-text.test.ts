import { expect, it } from "vitest";
import { utf16Text } from "../../../../preload/contract/utf16-text.ts";

const TEXT = "-----BEGIN PRIVATE KEY-----\r\né 😀\r\n";

it.each([
  ["as Windows writes it", Buffer.from(`\uFEFF${TEXT}`, "utf16le")],
  ["with the other byte first", Buffer.from(`\uFEFF${TEXT}`, "utf16le").swap16()],
])("reads UTF-16 %s, without its mark", (_how, bytes) => {
  expect(utf16Text(bytes)).toBe(TEXT);
});

it.each([
  ["no mark", Buffer.from(TEXT, "utf16le")],
  ["the mark of UTF-8", Buffer.from(`\uFEFF${TEXT}`)],
  ["nothing in it", Buffer.alloc(0)],
])("leaves bytes with %s to others", (_what, bytes) => {
  expect(utf16Text(bytes)).toBeNull();
});
