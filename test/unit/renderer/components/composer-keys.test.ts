import { describe, expect, it } from "vitest";
import { readComposerKey } from "../../../../renderer/components/composer-keys.ts";
import { readMediaLink } from "../../../../renderer/components/media-link.ts";
import { measureText } from "../../../../renderer/features/conversation/composer/text-length.ts";

const plain = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
const typing = { enterSends: false, isComposing: false, isEmpty: false };

describe("readComposerKey", () => {
  it("sends with Ctrl or Cmd and Enter, and leaves Enter to the field", () => {
    expect(readComposerKey({ ...plain, key: "Enter", ctrlKey: true }, typing)).toBe("send");
    expect(readComposerKey({ ...plain, key: "Enter", metaKey: true }, typing)).toBe("send");
    expect(readComposerKey({ ...plain, key: "Enter" }, typing)).toBeNull();
  });

  it("swaps the two by the setting", () => {
    const swapped = { ...typing, enterSends: true };

    expect(readComposerKey({ ...plain, key: "Enter" }, swapped)).toBe("send");
    expect(readComposerKey({ ...plain, key: "Enter", ctrlKey: true }, swapped)).toBe("new-line");
    expect(readComposerKey({ ...plain, key: "Enter", shiftKey: true }, swapped)).toBeNull();
  });

  it("never sends while an input method is at work", () => {
    const composing = { ...typing, enterSends: true, isComposing: true };

    expect(readComposerKey({ ...plain, key: "Enter" }, composing)).toBeNull();
  });

  it("takes the last reply with the arrow up in an empty field only", () => {
    expect(readComposerKey({ ...plain, key: "ArrowUp" }, { ...typing, isEmpty: true })).toBe("edit-last");
    expect(readComposerKey({ ...plain, key: "ArrowUp" }, typing)).toBeNull();
  });
});

describe("measureText", () => {
  it("shows no counter below 80 percent of the limit", () => {
    expect(measureText("a".repeat(511)).counter).toBeNull();
    expect(measureText("a".repeat(512)).counter).toBe("512 of 640");
  });

  it("shows code points beside UTF-16 units when they differ", () => {
    expect(measureText(`${"a".repeat(600)}🚲`).counter).toBe("602 of 640, 601 code points");
  });

  it("is over the limit by UTF-16 units, the stricter reading", () => {
    expect(measureText("🚲".repeat(320)).isOver).toBe(false);
    expect(measureText("🚲".repeat(321)).isOver).toBe(true);
  });
});

describe("readMediaLink", () => {
  it("reads host and file name", () => {
    expect(readMediaLink("https://cdn.example.com:8443/a/bike%20rack.jpg?x=1")).toEqual({
      host: "cdn.example.com:8443",
      fileName: "bike rack.jpg",
    });
  });

  it("takes a stray percent sign as it is", () => {
    expect(readMediaLink("https://example.com/100%.png")?.fileName).toBe("100%.png");
  });

  it("refuses addresses that a click must not open", () => {
    expect(
      ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "nonsense"].map(readMediaLink),
    ).toEqual([null, null, null, null]);
  });
});
