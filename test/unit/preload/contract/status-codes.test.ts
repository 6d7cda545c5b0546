import { describe, expect, it } from "vitest";
import { KNOWN_STATUS_CODES, describeStatusError } from "../../../../preload/contract/status-codes.ts";

describe("describeStatusError", () => {
  it("says in plain words what a known code means, whatever title the API gave", () => {
    const text = describeStatusError({ code: "1340", title: "Outside of the allowed window", detail: null });

    expect(text).toEqual({
      what: "Outside the 24-hour window",
      todo: "Wait for the person to write; their message opens the window again.",
    });
  });

  it("keeps the API's title for a code it does not know", () => {
    const text = describeStatusError({ code: "9999", title: "New trouble", detail: "More" });

    expect(text.what).toBe("New trouble");
  });

  it("names an unknown code that came without words", () => {
    const text = describeStatusError({ code: "9999", title: null, detail: null });

    expect(text.what).toBe("Code 9999, which Hookline does not know");
  });

  it("is not fooled by a code that is a name of Object.prototype", () => {
    const text = describeStatusError({ code: "constructor", title: null, detail: null });

    expect(text.what).toBe("Code constructor, which Hookline does not know");
  });

  it("says so when a status came without an error", () => {
    const text = describeStatusError(null);

    expect(text.what).toBe("Vonage gave no reason");
  });

  it("ends every advice with a full stop and no cause with one", () => {
    const wrong = KNOWN_STATUS_CODES.filter((code) => {
      const text = describeStatusError({ code, title: null, detail: null });
      return text.what.endsWith(".") || !text.todo.endsWith(".");
    });

    expect(wrong).toEqual([]);
  });
});
