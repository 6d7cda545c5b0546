// Every pair of tokens that stands on screen as text on a ground, or as a mark on one, in both themes.
import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";

const css = await readFile(new URL("../../../../renderer/theme/tokens.css", import.meta.url), "utf8");

const TEXT = 4.5;
const MARK = 3;

const GROUNDS = ["canvas", "surface", "raised", "hover"];
const TONES = [
  "received",
  "verified",
  "unsigned",
  "badsig",
  "submitted",
  "delivered",
  "read",
  "rejected",
  "sim",
];

const TEXT_PAIRS: readonly (readonly [string, string])[] = [
  ...["text", "text-2", "text-3", "accent-text"].flatMap((text) =>
    GROUNDS.map((ground) => [text, ground] as const),
  ),
  ...["text", "text-2"].flatMap((text) =>
    ["chip", "sunken", "accent-weak", "unsigned-bg", "badsig-bg", "sim-bg", "received-bg"].map(
      (ground) => [text, ground] as const,
    ),
  ),
  ...TONES.map((tone) => [tone, `${tone}-bg`] as const),
  ...TONES.flatMap((tone) =>
    ["surface", "canvas", "raised", "accent-weak"].map((ground) => [tone, ground] as const),
  ),
  ["accent-text", "accent-weak"],
  ["text-3", "accent-weak"],
  ["on-accent", "accent"],
  ["on-accent", "accent-hover"],
  ["surface", "text"],
  ["surface", "sim"],
  ["text", "bub-user"],
  ["bub-page-text", "bub-page"],
  ...["json-key", "json-str", "json-num", "json-punc"].map((token) => [token, "surface"] as const),
];

const MARK_PAIRS: readonly (readonly [string, string])[] = [
  ...["surface", "canvas", "raised"].map((ground) => ["control", ground] as const),
  ["verified", "surface"],
  ["accent", "surface"],
  ["accent-text", "surface"],
];

describe.each(["light", "dark"] as const)("%s theme", (theme) => {
  const tokens = readTokens(theme);

  function tooFaint(pairs: readonly (readonly [string, string])[], least: number): readonly string[] {
    return pairs
      .filter(([one, other]) => contrast(tokens, one, other) < least)
      .map(([one, other]) => `${one} on ${other}: ${contrast(tokens, one, other).toFixed(2)}`);
  }

  it("has text that can be read on every ground it stands on", () => {
    expect(tooFaint(TEXT_PAIRS, TEXT)).toEqual([]);
  });

  it("has borders and marks that can be seen", () => {
    expect(tooFaint(MARK_PAIRS, MARK)).toEqual([]);
  });
});

it("measures black on white as 21", () => {
  const tokens = new Map([
    ["ink", "#000000"],
    ["paper", "#ffffff"],
  ]);

  expect(contrast(tokens, "ink", "paper")).toBe(21);
});

function readTokens(theme: "light" | "dark"): ReadonlyMap<string, string> {
  const block = new RegExp(`data-mantine-color-scheme="${theme}"\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? "";
  return new Map(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = "", value = ""]) => [name, value]),
  );
}

/** Contrast ratio of WCAG 2.2. */
function contrast(tokens: ReadonlyMap<string, string>, one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(tokens, one), luminance(tokens, other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(tokens: ReadonlyMap<string, string>, name: string): number {
  const hex = tokens.get(name);
  if (hex === undefined) throw new Error(`There is no token --${name}.`);
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
