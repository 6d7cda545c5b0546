import { describe, expect, it } from "vitest";
import {
  escapeSteering,
  nameSteering,
  replaceSteering,
  WITHOUT_STEERING,
} from "../../../../preload/contract/steering-characters.ts";

const STEERING = [
  ..."\u0000\n\u001b\u007f\u009b\u061c\u200e\u200f\u2028\u2029\u202a\u202e\u2066\u2069\ufeff",
];

describe("a steering character", () => {
  it.each(STEERING)("%j is found wherever it stands, and written out", (character) => {
    const text = `a${character}b${character}`;

    expect(WITHOUT_STEERING.test(text)).toBe(false);
    expect(replaceSteering(text)).toBe("ab");
    expect(JSON.parse(`"${replaceSteering(text, escapeSteering)}"`)).toBe(text);
  });

  it("is named where nothing can be set apart, unless it is a line end or a tab", () => {
    expect(nameSteering("\u0000\u202e1\n\tשלום")).toBe("U+0000U+202E1\n\tשלום");
  });

  it("is none that writes or joins", () => {
    const text = "Zoë’s Rädli 🚲\u200d👩 — שלום";

    expect(WITHOUT_STEERING.test(text)).toBe(true);
    expect(replaceSteering(text)).toBe(text);
  });
});
