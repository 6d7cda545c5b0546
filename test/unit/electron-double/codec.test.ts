import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeCodec } from "../../electron-double/codec.ts";

const leaf = fc.oneof(
  fc.string(),
  fc.double(),
  fc.bigInt(),
  fc.boolean(),
  fc.constant(null),
  fc.constant(undefined),
  fc.date({ noInvalidDate: false }),
  fc.uint8Array(),
  fc.float64Array(),
  fc.constantFrom(/a+b/gi, /\//u),
  fc.string().map((text) => new TypeError(text)),
);
const cloneable = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.array(tie("value")),
    fc.dictionary(fc.string(), tie("value")),
    fc.array(fc.tuple(fc.string(), tie("value"))).map((pairs) => new Map(pairs)),
    fc.array(leaf).map((parts) => new Set(parts)),
  ),
})).value;

describe("the stand-in's codec", () => {
  it("gives back what the structured clone gives", () => {
    const codec = makeCodec();
    fc.assert(
      fc.property(cloneable, (value) => {
        expect(codec.decode(codec.encode(value))).toStrictEqual(structuredClone(value));
      }),
      { numRuns: 300 },
    );
  });

  it("keeps one object that occurs twice one object, and a circle a circle", () => {
    const codec = makeCodec();
    const shared = { name: "shared" };
    const circle: { readonly twice: readonly object[]; self?: object } = { twice: [shared, shared] };
    circle.self = circle;

    const decoded = codec.decode(codec.encode(circle));

    expect(decoded).toMatchObject({ twice: [shared, shared] });
    // What was encoded above has this form, as the line before asserts.
    const read = decoded as typeof circle;
    expect(read.twice[0]).toBe(read.twice[1]);
    expect(read.self).toBe(read);
  });

  it.each([
    ["a function", () => 1],
    ["a symbol", Symbol("x")],
    ["a promise", Promise.resolve()],
  ])("refuses %s, as Electron does", (_name, value) => {
    expect(() => makeCodec().encode({ value })).toThrow("An object could not be cloned.");
  });
});
