import { describe, expect, it } from "vitest";
import {
  detailTitle,
  fileName,
  rowPreview,
  rowTitle,
} from "../../../../../renderer/features/live-events/event-words.ts";
import { eventRow } from "./log-fakes.ts";

describe("a row", () => {
  it.each([
    [{ text: "Hello" }, "Text", "Hello"],
    [
      { messageType: "image", text: null, mediaUrl: "https://example.com/a/bike%20rack.jpg?x=1" },
      "Image",
      "bike rack.jpg",
    ],
    [
      { messageType: "unsupported", text: null, mediaUrl: null },
      "Unsupported",
      "Vonage does not pass on what it was",
    ],
    [{ kind: "reply", text: "Hi" }, "Sent text", "Hi"],
    [{ kind: "reply", messageType: "custom", text: null }, "Sent template", ""],
    [{ kind: "status", status: "submitted" }, "Submitted", "Passed to Messenger"],
    [{ kind: "status", status: "sleeping" }, "sleeping", ""],
    [{ kind: "unparsed", text: "The body is empty." }, "Unparsed", "The body is empty."],
    [
      { kind: "status", status: "rejected", error: { code: "9999", title: "Odd", detail: null } },
      "Rejected",
      "Odd (9999)",
    ],
    [
      { kind: "status", status: "rejected", error: { code: "", title: "Odd", detail: null } },
      "Rejected",
      "Odd",
    ],
    [
      {
        signature: {
          state: "bad",
          reason: "Another account. It is signed for another one than that of this Page.",
        },
      },
      "Text",
      "Another account",
    ],
  ])("of %j is titled and previewed", (change, title, preview) => {
    const row = eventRow(1, change);

    expect([rowTitle(row), rowPreview(row)]).toEqual([title, preview]);
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

  it("writes a name as the thread does, and keeps an escape that is none", () => {
    expect(fileName("https://example.com/%D8%B9%D8%B1%D8%B6%20%D8%B3%D8%B9%D8%B1.pdf")).toBe("عرض سعر.pdf");
    expect(fileName("https://example.com/100%25%20%zz.png")).toBe("100%25%20%zz.png");
  });

  it("keeps the characters that steer, for what shows them by their codes", () => {
    expect(fileName("https://example.com/pic%E2%80%AEgnp.exe")).toBe("pic\u202Egnp.exe");
  });
});
