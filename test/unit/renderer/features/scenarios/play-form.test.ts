import { describe, expect, it } from "vitest";
import {
  appTarget,
  drawSeed,
  formProblems,
  INITIAL_FORM,
  readSeed,
  readStoredForm,
} from "../../../../../renderer/features/scenarios/play-form.ts";

describe("the form of a run", () => {
  it("is read as it was kept", () => {
    const form = { ...INITIAL_FORM, where: "app", seed: "12", chosen: "doctor" } as const;

    expect(readStoredForm(JSON.stringify(form))).toEqual(form);
  });

  it.each([null, "", "{", "[]", '{"where":"moon"}', '{"where":"app"}'])(
    "begins anew where %j was kept",
    (stored) => {
      expect(readStoredForm(stored)).toEqual(INITIAL_FORM);
    },
  );

  it("leaves an empty status URL out, and spaces around an address", () => {
    expect(appTarget({ ...INITIAL_FORM, inbound: " http://localhost:1/in ", status: " " })).toEqual({
      inbound: "http://localhost:1/in",
    });
    expect(appTarget({ ...INITIAL_FORM, inbound: "http://a/", status: "http://b/ " })).toEqual({
      inbound: "http://a/",
      status: "http://b/",
    });
  });

  it.each([
    ["", null],
    ["  ", null],
    ["0", 0],
    [" 42 ", 42],
    ["9007199254740991", 9_007_199_254_740_991],
    ["9007199254740992", undefined],
    ["-1", undefined],
    ["1.5", undefined],
    ["1e3", undefined],
    ["0x10", undefined],
    ["seed", undefined],
  ])("reads the seed %j as %j", (text, seed) => {
    expect(readSeed(text)).toBe(seed);
  });

  it("says what is wrong with a field, and nothing of one that is right", () => {
    expect(formProblems(INITIAL_FORM)).toEqual({ inbound: null, seed: null });
    expect(formProblems({ ...INITIAL_FORM, inbound: " ", seed: "x" })).toEqual({
      inbound: expect.stringMatching(/^Give the address/),
      seed: expect.stringMatching(/^Give a whole number/),
    });
  });

  it("draws a seed that can be typed again", () => {
    const seed = drawSeed({
      getRandomValues: (array) => {
        if (array instanceof Uint32Array) array[0] = 4_294_967_295;
        return array;
      },
    });

    expect(seed).toBe(294_967_295);
    expect(readSeed(String(drawSeed()))).toEqual(expect.any(Number));
  });
});
