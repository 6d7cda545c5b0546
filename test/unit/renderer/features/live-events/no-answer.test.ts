import { expect, it } from "vitest";
import { LoggedEvent } from "../../../../../preload/contract/event.ts";
import { missingWords } from "../../../../../renderer/features/live-events/no-answer.ts";
import { eventRow } from "./log-fakes.ts";

const reply = { kind: "reply", messageUuid: null };

it.each([
  ["a webhook", {}, "There is no answer yet."],
  ["a request that was refused unread", { kind: "system" }, "This event has no response."],
  ["a reply", reply, "No answer came."],
  [
    "a reply, and why",
    { ...reply, error: { code: "REPLY_NO_ANSWER", title: null, detail: "no answer within 30 s" } },
    "No answer came. Reason: no answer within 30 s.",
  ],
  [
    "a reply that was taken",
    { ...reply, messageUuid: "taken" },
    "The answer was not kept: Hookline ended before.",
  ],
])("says what became of the answer to %s", (_name, change, words) => {
  const { answer: _answer, ...row } = eventRow(1, change);

  expect(missingWords(LoggedEvent.parse({ ...row, request: null, response: null, raw: null }))).toBe(words);
});
