import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findChangedNumber } from "../../../../preload/contract/json-numbers.ts";

describe("a number that would not be sent as it was typed", () => {
  it.each([
    ["12345678901234567890", "12345678901234567000"],
    ["-9007199254740993", "-9007199254740992"],
    ["1.000000000000000000001", "1"],
    ["0.1000000000000000055511151231257827", "0.1"],
    ["1e400", "null"],
    ["1e-400", "0"],
    ["4e-324", "5e-324"],
    ["1e99999999999999999999999", "null"],
  ])("%s would be %s", (typed, sent) => {
    expect(findChangedNumber(`{"a":["12345678901234567890",{"b":${typed}}]}`)).toEqual({ typed, sent });
  });

  it.each([
    "0",
    "-0",
    "0.0e5",
    "1.0",
    "1.50",
    "100",
    "1E2",
    "100e-2",
    "9007199254740992",
    "100000000000000000000000",
    "5e-324",
    "1.7976931348623157e308",
    "0.000001",
    "0.00000012",
  ])("%s stays what it is", (number) => {
    expect(findChangedNumber(`{"a":${number}}`)).toBeNull();
  });

  it("is not looked for in strings, names and escapes", () => {
    const text = String.raw`{"12345678901234567890":"a \" 1e400, ","b":"\\","c":"\u0031e400"}`;
    expect(() => JSON.parse(text)).not.toThrow();

    expect(findChangedNumber(text)).toBeNull();
  });

  it("is the first of several", () => {
    expect(findChangedNumber('{"a":1,"b":1e400,"c":12345678901234567890}')?.typed).toBe("1e400");
  });

  it("is found in a text with a string as long as any message", () => {
    const text = `{"a":"${'\\"1e400'.repeat(15_000)}","b":2e400}`;

    expect(findChangedNumber(text)?.typed).toBe("2e400");
  });

  it("is none in whatever JSON.stringify wrote", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(findChangedNumber(JSON.stringify(value))).toBeNull();
      }),
    );
  });

  it("is one exactly if its value is not the one of what would be sent", () => {
    const digits = fc.stringMatching(/^\d{0,25}$/);
    const number = fc
      .tuple(
        fc.constantFrom("", "-"),
        fc.stringMatching(/^(0|[1-9]\d{0,24})$/),
        digits,
        fc.integer({ min: -30, max: 30 }),
      )
      .map(([sign, whole, fraction, exponent]) => {
        const point = fraction === "" ? "" : `.${fraction}`;
        return `${sign}${whole}${point}${exponent === 0 ? "" : `e${exponent}`}`;
      });
    fc.assert(
      fc.property(number, (typed) => {
        const isSame = scaled(typed) === scaled(JSON.stringify(Number(typed)));
        expect(findChangedNumber(`[${typed}]`) === null).toBe(isSame);
      }),
      { numRuns: 2_000 },
    );
  });
});

/** The number times ten to the power of 400, exactly. */
function scaled(number: string): bigint {
  const [mantissa = "", exponent = "0"] = number.toLowerCase().split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  return BigInt(`${whole}${fraction}`) * 10n ** BigInt(400 + Number(exponent) - fraction.length);
}
