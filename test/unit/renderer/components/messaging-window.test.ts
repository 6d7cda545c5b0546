import { describe, expect, it } from "vitest";
import {
  describeWindow,
  windowNotice,
  windowSentence,
  windowWord,
} from "../../../../renderer/components/messaging-window.ts";
import { NOON } from "../features/conversation/messages.ts";

const PLAIN = { category: null, tag: null };
const HUMAN_AGENT = { category: "message_tag", tag: "HUMAN_AGENT" } as const;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe("the 24-hour window", () => {
  it("is open after a message, with the time that is left", () => {
    const window = describeWindow(NOON, NOON + 2 * MINUTE);

    expect(window).toEqual({
      state: "open",
      hoursLeft: 24 - 2 / 60,
      label: "24-hour window open",
      remark: "23\u00a0h 58\u00a0min left",
    });
    expect(windowNotice(NOON, NOON + 2 * MINUTE, PLAIN)).toBeNull();
  });

  it("says whole hours to a list of people", () => {
    expect(windowWord(describeWindow(NOON, NOON))).toBe("24 h left");
    expect(windowWord(describeWindow(NOON, NOON + 2 * MINUTE))).toBe("23 h left");
    expect(windowWord(describeWindow(NOON, NOON + 23 * HOUR - 1))).toBe("1 h left");
  });

  it("says minutes in its last hour", () => {
    const window = describeWindow(NOON, NOON + 23 * HOUR + 18 * MINUTE);

    expect(window.state).toBe("last-hour");
    expect(windowWord(window)).toBe("42\u00a0min left");
  });

  it("closes exactly 24 hours after the message", () => {
    expect(describeWindow(NOON, NOON + 24 * HOUR - 1).state).toBe("last-hour");
    expect(describeWindow(NOON, NOON + 24 * HOUR).state).toBe("closed");
  });

  it("says how long ago it closed, and warns", () => {
    const window = describeWindow(NOON, NOON + 27 * HOUR);

    expect(window.label).toBe("Closed 3\u00a0h ago");
    expect(windowSentence(window)).toBe(
      "The 24-hour window is closed. Closed 3\u00a0h ago. Needs a message tag.",
    );
    expect(windowNotice(NOON, NOON + 27 * HOUR, PLAIN)).toEqual({
      text: "The 24-hour window is closed. Messenger refuses a message without a tag until the person writes. Send anyway to see the rejection.",
      isRefused: true,
    });
  });

  it("was never open for a person who has not written", () => {
    const window = describeWindow(null, NOON);

    expect(window.state).toBe("never");
    expect(windowNotice(null, NOON, HUMAN_AGENT)).toEqual({
      text: "This person has not written to the Page. Messenger refuses a message until they do. Send anyway to see the rejection.",
      isRefused: true,
    });
  });

  it.each([
    [27, HUMAN_AGENT, "HUMAN_AGENT reaches this person for 5\u00a0d 21\u00a0h more.", false],
    [
      24 * 7,
      HUMAN_AGENT,
      "The 7 days of HUMAN_AGENT ended 0\u00a0s ago. Send anyway to see the rejection.",
      true,
    ],
    [27, { category: "message_tag", tag: "ACCOUNT_UPDATE" } as const, "The 24-hour window is closed.", true],
    [27, { category: "update", tag: "HUMAN_AGENT" } as const, "The 24-hour window is closed.", true],
  ])("%i hours after the message says of %j what it still does", (hours, options, text, isRefused) => {
    expect(windowNotice(NOON, NOON + hours * HOUR, options)).toEqual({
      text: expect.stringContaining(text),
      isRefused,
    });
  });

  it("never lasts longer than 24 hours, whatever the clocks say", () => {
    const window = describeWindow(NOON + HOUR, NOON);

    expect(window.remark).toBe("24\u00a0h left");
    expect(window.hoursLeft).toBe(24);
  });
});

describe("a person who wrote longer ago than any tag reaches", () => {
  const now = Date.UTC(2026, 10, 21);
  const eightDaysAgo = now - 8 * 24 * 60 * 60 * 1000;

  it("is not said to need a tag", () => {
    expect(describeWindow(eightDaysAgo, now).remark).toBe("No tag reaches this person");
    expect(windowNotice(eightDaysAgo, now, { category: null, tag: null })).toEqual({
      text: "The 24-hour window is closed, and no tag reaches further than 7 days. Messenger refuses a message until the person writes. Send anyway to see the rejection.",
      isRefused: true,
    });
  });
});
