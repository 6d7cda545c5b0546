import { describe, expect, it } from "vitest";
import { formatJson } from "../../../../../preload/contract/format-json.ts";
import { headerLines, headerMeaning } from "../../../../../renderer/features/live-events/header-words.ts";
import { jsonHints } from "../../../../../renderer/features/live-events/json-hints.ts";
import {
  bodyBytes,
  bodyText,
  byteAt,
  findBodyProblem,
  findNonUtf8,
  formatBody,
  hexLines,
  hexPlace,
} from "../../../../../renderer/features/live-events/raw-body.ts";
import { timingSteps } from "../../../../../renderer/features/live-events/waterfall.ts";
import { eventRow } from "./log-fakes.ts";

describe("a body's bytes", () => {
  it("come from the text or from base64, whichever crossed the bridge", () => {
    expect([...bodyBytes({ raw: "é" })]).toEqual([0xc3, 0xa9]);
    expect([...bodyBytes({ raw: null, rawBase64: "/wAB" })]).toEqual([255, 0, 1]);
    expect(bodyText({ raw: null, rawBase64: "/0E=" })).toBe("\ufffdA");
  });

  it("are counted as bytes, not as characters", () => {
    expect(byteAt('{"é":x}', 5)).toBe(6);
  });

  it("are written sixteen a line", () => {
    const bytes = new TextEncoder().encode("Hello, Hookline!\n");

    expect(hexLines(bytes)).toEqual([
      "00000000  48 65 6c 6c 6f 2c 20 48  6f 6f 6b 6c 69 6e 65 21  Hello, Hookline!",
      `00000010  0a${" ".repeat(21)}  ${" ".repeat(23)}  .`,
    ]);
  });
});

function bytesOf(...parts: readonly (string | number)[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap((part) => (typeof part === "number" ? [part] : [...new TextEncoder().encode(part)])),
  );
}

describe("the place where a body breaks", () => {
  it.each([
    ["a byte of Latin-1", bytesOf('{"a":"', 0xe9, '"}'), "0xE9 is not UTF-8", 6],
    ["one after characters of several bytes", bytesOf("é😀", 0xff), "0xFF is not UTF-8", 6],
    ["one after a replacement character that was sent", bytesOf("\uFFFD", 0xff), "0xFF is not UTF-8", 3],
    ["a character that was cut short", bytesOf("ab", 0xc3), "0xC3 is not UTF-8", 2],
    ["one after a byte order mark", bytesOf("\uFEFF", 0x80), "0x80 is not UTF-8", 3],
  ])("is found at %s", (_what, bytes, message, byte) => {
    const text = bodyText({ raw: null, rawBase64: Buffer.from(bytes).toString("base64") });

    const problem = findNonUtf8(bytes, text);

    expect(problem?.message).toBe(message);
    expect(byteAt(text, problem?.at ?? -1)).toBe(byte);
  });

  it("is nowhere in UTF-8, replacement characters or not", () => {
    const text = "\uFFFDé\uFFFD";

    expect(findNonUtf8(bytesOf(text), text)).toBeNull();
  });

  it.each(['{"a":x}', '\uFEFF{"a":x}', "[1,", '{"a":[1,2,{"b":"c"}]} ', "\uFEFF{}"])(
    "is the same in %j whether it is laid out or only looked at",
    (text) => {
      const formatted = formatBody(text);

      expect(findBodyProblem(text)).toEqual(formatted.isJson ? null : formatted.problem);
    },
  );

  it.each([0, 7, 8, 15, 16, 40])("is pointed at among the hexadecimal bytes: %i", (byte) => {
    const bytes = Uint8Array.from({ length: 48 }, (_none, index) => index + 0x40);
    const lines = hexLines(bytes);
    const at = hexPlace(lines, byte);

    expect(lines.join("\n").slice(at, at + 2)).toBe((byte + 0x40).toString(16));
  });
});

describe("a body with a byte order mark", () => {
  it("is laid out as the JSON that the listener took it for", () => {
    expect(formatBody('\uFEFF{"a":1}')).toEqual(formatBody('{"a":1}'));
    expect(formatBody('\uFEFF{"a":1}')).toMatchObject({ isJson: true });
  });

  it("is told to be wrong where it is wrong, the mark counted", () => {
    expect(formatBody('\uFEFF{"a":x}')).toMatchObject({ isJson: false, problem: { at: 6 } });
  });
});

describe("hints", () => {
  const arrived = { receivedAt: Date.parse("2020-01-01T14:00:31.000Z") };

  it("mark the PSID to reply to, the Page ID and the age, in both versions", () => {
    const old =
      '{"to":{"id":"0000000000000000"},"from":{"id":"1111111111111111"},"timestamp":"2020-01-01T14:00:00.000Z"}';
    const now = '{"to":"0000000000000000","from":"1111111111111111","timestamp":"2020-01-01T14:00:00Z"}';

    const texts = [old, now].map((body) => hintsOf(body, arrived));

    const expected = [
      ["Page ID", false],
      ["PSID, reply to this", true],
      ["31\u00a0s old on arrival", false],
    ];
    expect(texts).toEqual([expected, expected]);
  });

  it("do not call the person of a status one to reply to by this id", () => {
    expect(hintsOf('{"to":"1111111111111111"}', { ...arrived, kind: "status" })).toEqual([["PSID", false]]);
  });

  it("say when the time lies ahead of this computer's", () => {
    const early = { receivedAt: Date.parse("2020-01-01T13:59:00.000Z") };

    expect(hintsOf('{"timestamp":"2020-01-01T14:00:00.000Z"}', early)).toEqual([
      ["1\u00a0min ahead of this computer’s clock", false],
    ]);
  });

  it("leave the same number elsewhere in the body alone", () => {
    expect(hintsOf('{"message":{"content":{"text":"1111111111111111"}}}', arrived)).toEqual([]);
  });
});

function hintsOf(body: string, change: Record<string, unknown>): readonly (readonly [string, boolean])[] {
  const formatted = formatJson(body);
  if (!formatted.isJson) throw new Error("The test's body is not JSON.");
  return jsonHints(formatted.values, eventRow(1, change)).map(({ text, isKey }) => [text, isKey] as const);
}

describe("headers", () => {
  it("never show what signs", () => {
    expect(headerLines({ host: "a", authorization: "Bearer a.b.c" })).toBe(
      "host: a\nauthorization: Bearer a.b.***",
    );
  });

  it("explain the known names, and no inherited one", () => {
    expect(headerMeaning("Content-Type")).toContain("application/json");
    expect(headerMeaning("x-own")).toBeNull();
    expect(headerMeaning("constructor")).toBeNull();
  });
});

describe("the waterfall", () => {
  it("puts each step where the one before ended, and leaves out those that did not happen", () => {
    const timings = { readBodyMs: 0.5, verifyMs: null, storeMs: 2, answerMs: 0.25 };

    expect(timingSteps({ timings })).toEqual([
      { name: "Read body", startMs: 0, durationMs: 0.5 },
      { name: "Store event", startMs: 0.5, durationMs: 2 },
      { name: "Answer Vonage", startMs: 2.5, durationMs: 0.25 },
    ]);
    expect(timingSteps({ timings: null })).toEqual([]);
  });
});
