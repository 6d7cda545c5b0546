// The words of the catalogue, whatever is thrown: style, placeholders, and values that nobody expected.
import { describe, expect, it } from "vitest";
import {
  AppError,
  describeError,
  ERROR_CODES,
  isErrorCode,
  toAppError,
  toErrorValue,
} from "../../../../preload/contract/errors.ts";

/** A value for every placeholder there may be: plain words, as the details of services are. */
const details = new Proxy<Record<string, string>>(
  {},
  {
    get: () => "the detail",
    has: () => true,
    getOwnPropertyDescriptor: () => ({ value: "the detail", configurable: true, enumerable: true }),
  },
);

describe.each(ERROR_CODES)("%s", (code) => {
  const { what, why, todo } = describeError({ code, details });

  it("is AREA_WHAT_IS_WRONG", () => {
    expect(code).toMatch(/^[A-Z]+(?:_[A-Z]+)*$/);
    expect(isErrorCode(code)).toBe(true);
  });

  it("says what happened and why in whole sentences", () => {
    expect(what).toMatch(/^[A-Z“].*[.]$/);
    expect(why).toMatch(/^[A-Z“].*[.]$/);
  });

  it("says what to do in a sentence, or ends in a command or an example", () => {
    expect(todo).toMatch(/^[A-Z].*(?:[.]|: .+)$/);
  });

  it("leaves no placeholder", () => {
    // The ACL's own form is the only text with braces.
    expect(`${what} ${why} ${todo}`.replace('{"paths":{"/*/messages/**":{}}}', "")).not.toMatch(/[{}]/);
  });

  it("keeps to the words of this product", () => {
    expect(`${what} ${why} ${todo}`).not.toMatch(
      /!|\bplease\b|\boops\b|\bsorry\b|\bsuccessfully\b|\bunfortunately\b|\binvalid\b|\berror\b/i,
    );
    // Straight quotes and three dots are typewriter's; JSON and commands have the former.
    expect(`${what} ${why}`).not.toMatch(/"|\.\.\./);
    expect(`${what} ${why} ${todo}`).not.toMatch(/\w'\w/);
  });
});

describe("the words of an error", () => {
  it("end a sentence that another program left open, and begin it with a capital", () => {
    const { why } = describeError({ code: "UNEXPECTED", details: { message: "disk I/O error" } });

    expect(why).toBe("Disk I/O error.");
  });

  it("leave a host at their beginning as it is written", () => {
    const { what } = describeError({ code: "UNEXPECTED", details: { message: "" } });
    const { why } = describeError({
      code: "UNEXPECTED",
      details: { message: "api.nexmo.com cannot be reached" },
    });

    expect([what.charAt(0), why]).toEqual([what.charAt(0).toUpperCase(), "api.nexmo.com cannot be reached."]);
  });

  it("add no second full stop", () => {
    const { why } = describeError({ code: "UNEXPECTED", details: { message: "It is full." } });

    expect(why).toBe("It is full.");
  });

  it("name a detail that is missing as unknown", () => {
    const { what } = describeError({ code: "EVENT_NOT_FOUND", details: {} });

    expect(what).toBe("There is no event unknown.");
  });

  it("take nothing of a detail for a placeholder or a property", () => {
    const { why } = describeError({
      code: "UNEXPECTED",
      details: { message: "{constructor} $& $1 {message}" },
    });

    expect(why).toBe("{constructor} $& $1 {message}.");
  });

  it.each(["constructor", "__proto__", "NO_SUCH_CODE"])(
    "say of the unknown code %s that it is one",
    (code) => {
      expect(isErrorCode(code)).toBe(false);
      expect(describeError({ code, details: {} }).what).toBe("Something went wrong inside Hookline.");
      expect(describeError({ code: "NO_SUCH_CODE", details: {} }).why).toBe("NO_SUCH_CODE.");
    },
  );
});

describe("anything thrown", () => {
  it("that is an error of the catalogue stays itself", () => {
    const error = new AppError("EVENT_NOT_FOUND", { id: 7 });

    expect(toAppError(error)).toBe(error);
    expect(toErrorValue(error)).toEqual({ code: "EVENT_NOT_FOUND", details: { id: 7 } });
  });

  it.each([
    [new TypeError("x is not a function"), "x is not a function"],
    ["a text", "a text"],
    [undefined, "undefined"],
  ])("becomes UNEXPECTED with its message and itself as the cause (%s)", (thrown, message) => {
    const error = toAppError(thrown);

    expect({ code: error.code, details: error.details, cause: error.cause }).toEqual({
      code: "UNEXPECTED",
      details: { message },
      cause: thrown,
    });
  });
});
