import { describe, expect, it } from "vitest";
import {
  detailTitle,
  fileName,
  rowPreview,
  rowSentence,
  rowTitle,
} from "../../../../../renderer/features/live-events/event-words.ts";
import { eventRow } from "./log-fakes.ts";

const TIME = "14:00:31.006";

describe("a row", () => {
  it.each([
    [{ text: "Hello" }, "Text", "Hello"],
    [
      { messageType: "image", text: null, mediaUrl: "https://example.com/a/bike%20rack.jpg?x=1" },
      "Image",
      "bike%20rack.jpg",
    ],
    [{ kind: "reply", text: "Hi" }, "Sent text", "Hi"],
    [{ kind: "status", status: "submitted" }, "Submitted", "Passed to Messenger"],
    [{ kind: "status", status: "sleeping" }, "sleeping", ""],
    [{ kind: "unparsed", text: "The body is empty." }, "Unparsed", "The body is empty."],
    [
      { kind: "status", status: "rejected", error: { code: "9999", title: "Odd", detail: null } },
      "Rejected",
      "Odd (9999)",
    ],
    [
      { signature: { state: "bad", reason: "It is signed for another account." } },
      "Text",
      "It is signed for another account",
    ],
  ])("of %j is titled and previewed", (change, title, preview) => {
    const row = eventRow(1, change);

    expect([rowTitle(row), rowPreview(row)]).toEqual([title, preview]);
  });

  it.each([
    [
      { text: "Hello", simulated: false },
      `Inbound text from PSID 1111…1111, Hello, verified, answered 200, ${TIME}`,
    ],
    [
      { kind: "reply", text: "Hi", signature: null, answer: { status: 202, durationMs: 9 } },
      `Sent text to PSID 1111…1111, Hi, answered 202, simulated, ${TIME}`,
    ],
    [
      { kind: "status", status: "read", simulated: false, attempt: 2, answer: null },
      `Read by PSID 1111…1111, Seen by the person, verified, attempt 2, ${TIME}`,
    ],
    [
      {
        kind: "unparsed",
        psid: null,
        text: "The body is empty.",
        simulated: false,
        signature: { state: "unsigned", reason: null },
      },
      `Unparsed delivery, The body is empty., not signed, answered 200, ${TIME}`,
    ],
  ])("of %j is one sentence for those who do not see it", (change, sentence) => {
    expect(rowSentence(eventRow(1, change), TIME)).toBe(sentence);
  });
});

describe("the detail", () => {
  it("names the kind, which no icon tells there", () => {
    expect(detailTitle(eventRow(1))).toBe("Inbound text");
    expect(detailTitle(eventRow(1, { kind: "status", status: "read" }))).toBe("Read");
  });
});

describe("fileName", () => {
  it("reads an address without fetching it", () => {
    expect(fileName("https://example.com/")).toBe("example.com");
    expect(fileName("not an address")).toBe("not an address");
    expect(fileName(null)).toBeNull();
  });
});
