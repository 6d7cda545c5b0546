import { MessengerTags } from "@vonage/messages";
import { expect, it } from "vitest";
import { tagState } from "../../../../main/simulator/tags.ts";
import { findMessageTag, MESSAGE_TAGS } from "../../../../preload/contract/message-tags.ts";

it("has every tag that Vonage's own client names, and says what it is for", () => {
  const unknown = Object.values(MessengerTags).filter((name) => findMessageTag(name) === undefined);

  expect(Object.values(MessengerTags).length).toBeGreaterThan(10);
  expect(unknown).toEqual([]);
  for (const { use } of MESSAGE_TAGS) expect(use).toMatch(/^[A-Z][^']{10,80}\.$/);
});

it("has one tag that works, and the day of every other that does not", () => {
  expect(MESSAGE_TAGS.filter(({ state }) => state === "valid").map(({ name }) => name)).toEqual([
    "HUMAN_AGENT",
  ]);
  expect(MESSAGE_TAGS.filter(({ retiredOn }) => retiredOn === "2026-04-27").map(({ name }) => name)).toEqual([
    "CONFIRMED_EVENT_UPDATE",
    "POST_PURCHASE_UPDATE",
    "ACCOUNT_UPDATE",
  ]);
  for (const { state, retiredOn } of MESSAGE_TAGS) {
    expect(state === "retired").toBe(retiredOn !== null);
    if (retiredOn !== null) expect(["2020-03-04", "2026-04-27"]).toContain(retiredOn);
  }
});

it("is the list that the simulator goes by", () => {
  expect(MESSAGE_TAGS.map(({ name }) => tagState(name))).toEqual(
    MESSAGE_TAGS.map(({ state }) => (state === "valid" ? "valid" : "retired")),
  );
  expect(tagState("NO_SUCH_TAG")).toBe("unknown");
  expect(new Set(MESSAGE_TAGS.map(({ name }) => name)).size).toBe(MESSAGE_TAGS.length);
});
