import { describe, expect, it } from "vitest";
import { LoggedEvent } from "../../../../../preload/contract/event.ts";
import { copyValues } from "../../../../../renderer/features/live-events/copy-values.ts";
import { eventRow } from "./log-fakes.ts";

function minified(raw: string): string | undefined {
  const { answer: _answer, ...row } = eventRow(1);
  const event = LoggedEvent.parse({ ...row, request: null, response: null, raw });
  const values = copyValues(event, { base: "http://127.0.0.1:5815", page: "http://127.0.0.1:5816/" });
  return values.find(({ id }) => id === "body-minified")?.value;
}

describe("a body that is copied minified", () => {
  it("has no space between its parts, and keeps every character of its strings", () => {
    const raw = '{ "a b" : [ 1.0 , "two  \\" : words" ],\r\n\t"c": "\\\\", "d": { } }';

    expect(minified(raw)).toBe('{"a b":[1.0,"two  \\" : words"],"c":"\\\\","d":{}}');
  });

  it("may be as large as a webhook can be", () => {
    const raw = JSON.stringify({ filling: "x ".repeat(8_000_000) });

    expect(minified(raw) === raw).toBe(true);
  });
});
