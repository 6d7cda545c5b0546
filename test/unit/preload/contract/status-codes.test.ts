import { describe, expect, it } from "vitest";
import { KNOWN_STATUS_CODES, describeStatusError } from "../../../../preload/contract/status-codes.ts";

/** All codes of the published list, those of other channels included. Source: OpenAPI 1.20.0 `x-errors`, 1.1.0 and 0.4.0. */
const PUBLISHED = `
  1000 1010 1020 1021 1022 1030 1040 1050 1060 1070 1080 1090 1100 1120 1130 1140 1150
  1160 1170 1180 1190 1200 1210 1220 1230 1240 1241 1242 1250 1251 1260 1270 1280 1282
  1290 1300 1310 1320 1330 1331 1340 1350 1360 1370 1380 1381 1382 1400 1410 1420 1430
  1431 1440 1450 1451 1460 1461 1470 1471 1472 1473 1474 1475 1476 1480 1481 1482 1483
  1484 1490 2001 2002 2003`
  .trim()
  .split(/\s+/);

describe("the table of codes", () => {
  it("has a text for every code that is published, and no other", () => {
    expect(KNOWN_STATUS_CODES.toSorted()).toEqual(PUBLISHED);
  });

  it("says the same of no two codes", () => {
    const texts = PUBLISHED.map((code) => describeStatusError({ code, title: null, detail: null }).what);
    const twice = texts.filter((text, index) => texts.indexOf(text) !== index);

    // Two codes for one thing, by Vonage's own words.
    expect(twice).toEqual(["The recipient is not valid"]);
  });

  it("has the apostrophes of print", () => {
    for (const code of PUBLISHED) {
      const { what, todo } = describeStatusError({ code, title: null, detail: null });
      expect(`${what} ${todo}`).not.toMatch(/\w'\w/);
    }
  });
});

describe("describeStatusError", () => {
  it("says in plain words what a known code means, whatever title the API gave", () => {
    const text = describeStatusError({ code: "1340", title: "Outside of the allowed window", detail: null });

    expect(text).toEqual({
      what: "Outside the 24-hour window",
      todo: "Wait for the person to write. Until 7 days after their last message, a person may answer with the tag HUMAN_AGENT.",
    });
  });

  it("keeps the API's title for a code it does not know", () => {
    const text = describeStatusError({ code: "9999", title: "New trouble", detail: "More" });

    expect(text.what).toBe("New trouble");
  });

  it("leaves out of strangers' words what would turn its own round", () => {
    const text = describeStatusError({ code: "9999", title: null, detail: "Seems \u202Efine" });

    expect(text.what).toBe("Seems fine");
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

  it.each([
    [{ code: "", title: "Rejected", detail: "no" }, "Rejected"],
    [{ code: "", title: null, detail: null }, "Vonage gave no reason"],
  ])("names no code where %j has none", (error, what) => {
    expect(describeStatusError(error).what).toBe(what);
  });

  it("ends every advice with a full stop and no cause with one", () => {
    const wrong = KNOWN_STATUS_CODES.filter((code) => {
      const text = describeStatusError({ code, title: null, detail: null });
      return text.what.endsWith(".") || !text.todo.endsWith(".");
    });

    expect(wrong).toEqual([]);
  });
});
