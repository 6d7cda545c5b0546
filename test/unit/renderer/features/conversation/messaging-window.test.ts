import { describe, expect, it } from "vitest";
import {
  describeWindow,
  windowSentence,
  windowWarning,
  windowWord,
} from "../../../../../renderer/features/conversation/messaging-window.ts";
import { NOON } from "./messages.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe("the 24-hour window", () => {
  it("is open after a message, with the time that is left", () => {
    const window = describeWindow(NOON, NOON + 2 * MINUTE);

    expect(window).toEqual({
      state: "open",
      hoursLeft: 24 - 2 / 60,
      label: "24-hour window open",
      remark: "23 h 58 min left",
    });
    expect(windowWarning(window)).toBeNull();
  });

  it("says minutes in its last hour", () => {
    const window = describeWindow(NOON, NOON + 23 * HOUR + 18 * MINUTE);

    expect(window.state).toBe("last-hour");
    expect(windowWord(window)).toBe("42 min left");
  });

  it("closes exactly 24 hours after the message", () => {
    expect(describeWindow(NOON, NOON + 24 * HOUR - 1).state).toBe("last-hour");
    expect(describeWindow(NOON, NOON + 24 * HOUR).state).toBe("closed");
  });

  it("says how long ago it closed, and warns", () => {
    const window = describeWindow(NOON, NOON + 27 * HOUR);

    expect(window.label).toBe("Closed 3 h ago");
    expect(windowSentence(window)).toBe("The 24-hour window is closed. Closed 3 h ago. Needs a message tag.");
    expect(windowWarning(window)).toBe(
      "The 24-hour window is closed. Messenger refuses a message until the person writes. Send anyway to see the rejection.",
    );
  });

  it("was never open for a person who has not written", () => {
    const window = describeWindow(null, NOON);

    expect(window.state).toBe("never");
    expect(windowWarning(window)).toBe(
      "This person has not written to the Page. Messenger refuses a message until they do. Send anyway to see the rejection.",
    );
  });

  it("never lasts longer than 24 hours, whatever the clocks say", () => {
    const window = describeWindow(NOON + HOUR, NOON);

    expect(window.remark).toBe("24 h left");
    expect(window.hoursLeft).toBe(24);
  });
});
