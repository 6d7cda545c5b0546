import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse, type ParseResult } from "../../../../main/webhooks/parse.ts";
import { readTimestamp } from "../../../../main/webhooks/payload.ts";
import { readWebhookFixture } from "../../../fakes/webhook-fixtures.ts";

const V1 = readWebhookFixture("v1/inbound-v1-text.json").body;
const V01 = readWebhookFixture("v0-1/inbound-v0.1-text.json").body;
const STATUS_V1 = readWebhookFixture("v1/status-v1-rejected-window-closed.json").body;
const STATUS_V01 = readWebhookFixture("v0-1/status-v0.1-rejected-window-closed.json").body;

function parseJson(value: unknown, path: "inbound" | "status" = "inbound"): ParseResult {
  return parse(Buffer.from(JSON.stringify(value)), path);
}

describe("what tells the shapes apart", () => {
  it("lets the path decide where a body is both message and status", () => {
    const both = { ...V1, status: "read" };

    expect([parseJson(both, "inbound").kind, parseJson(both, "status").kind]).toEqual(["inbound", "status"]);
  });

  it("keeps unknown words: another type, another status, another channel", () => {
    expect(parseJson({ ...V1, message_type: "sticker", channel: "instagram" })).toMatchObject({
      kind: "inbound",
      messageType: "sticker",
      channel: "instagram",
      text: "Hello from Vonage!",
    });
    expect(parseJson({ ...STATUS_V1, status: "accepted" })).toMatchObject({ status: "accepted" });
  });

  it("is not disturbed by unknown members", () => {
    expect(parseJson({ ...V1, profile: { name: "A" }, extra: [1, { deep: true }] })).toEqual(parseJson(V1));
  });

  it("keeps leading zeros and ids beyond 2^53", () => {
    const ids = {
      to: { type: "messenger", id: "00012345678901234567" },
      from: { type: "messenger", id: "0001" },
    };

    expect(parseJson({ ...V01, ...ids })).toMatchObject({ pageId: "00012345678901234567", psid: "0001" });
  });

  it("takes the number where v0.1 has no id", () => {
    expect(parseJson({ ...STATUS_V01, to: { type: "sms", number: "447700900000" } })).toMatchObject({
      psid: "447700900000",
    });
  });

  it("skips a byte order mark", () => {
    const bytes = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(JSON.stringify(V1))]);

    expect(parse(bytes, "inbound").kind).toBe("inbound");
  });
});

describe("what a list shows", () => {
  const long = "x".repeat(1_000_000);

  it.each([
    ["inbound", { ...V1, message_type: long, channel: long, client_ref: long }],
    ["inbound", { ...V1, message_type: "image", image: { url: `https://example.com/${long}` } }],
    ["status", { ...STATUS_V1, status: long, client_ref: long, usage: { currency: long, price: long } }],
    ["status", { ...STATUS_V1, error: { title: long, detail: long } }],
    ["status", { ...STATUS_V1, error: [long] }],
    ["status", { ...STATUS_V01, status: long, error: { code: long, reason: long } }],
  ] as const)("is never long, whatever a stranger sends as %s", (path, body) => {
    const { kind, ...parsed } = parseJson(body, path);

    expect(kind).toBe(path);
    expect(JSON.stringify(parsed).length).toBeLessThan(6_000);
  });

  it("is whole for the text, which a list cuts by itself", () => {
    expect(parseJson({ ...V1, text: long })).toMatchObject({ text: long });
  });
});

describe("what is no webhook", () => {
  it("is told from JSON without a word of its own", () => {
    expect(parse(Buffer.from('{"text": oops}'), "inbound")).toEqual({
      kind: "unparsed",
      reason: "The body is not JSON.",
      isJson: false,
    });
  });

  const cases: readonly (readonly [string, unknown, RegExp])[] = [
    ["null", null, /^The JSON is null/],
    ["an array", [V1], /^The JSON is an array/],
    ["a text", "hello", /^The JSON is a string/],
    ["an empty object", {}, /no message_uuid and timestamp/],
    ["mixed shapes", { ...V1, to: { id: "1" } }, /neither both texts \(v1\) nor both objects \(v0\.1\)/],
    ["neither message nor status", { ...V1, message_type: undefined }, /neither a status nor a message_type/],
    [
      "an id that is too long",
      { ...V1, from: "1".repeat(51) },
      /looks like a v1 inbound message, but `from`/,
    ],
    ["an empty id", { ...V1, from: "" }, /`from`/],
    ["a message_uuid that is no text", { ...V1, message_uuid: 7 }, /`message_uuid`/],
    ["a status that is no text", { ...STATUS_V1, status: 7 }, /looks like a v1 message status, but `status`/],
    [
      "a v0.1 message without content",
      { ...V01, message: {} },
      /looks like a v0\.1 inbound message, but `message\.content`/,
    ],
    [
      "a v0.1 party without id",
      { ...STATUS_V01, to: { type: "messenger" } },
      /`to\.id` or `from\.id` is missing/,
    ],
  ];

  it.each(cases)("is unparsed with a reason: %s", (_what, value, reason) => {
    const result = parseJson(value);

    expect(result).toMatchObject({ kind: "unparsed", isJson: true });
    expect(result.kind === "unparsed" ? result.reason : "").toMatch(reason);
  });

  it.each([
    [{ ...V1, from: "" }, "It looks like a v1 inbound message, but `from` is empty"],
    [
      { ...V1, from: "1".repeat(51) },
      "It looks like a v1 inbound message, but `from` has more than 50 characters",
    ],
    [{ ...STATUS_V1, status: 7 }, "It looks like a v1 message status, but `status` is missing or not a text"],
    [
      { ...V01, message: { content: {} } },
      "It looks like a v0.1 inbound message, but `message.content.type` is missing or not a text",
    ],
    [
      { ...V01, from: { id: 1e300 } },
      "It looks like a v0.1 inbound message, but `from.id` is a number too large to be exact",
    ],
    [
      { ...V01, from: { id: -1 } },
      "It looks like a v0.1 inbound message, but `from.id` is a negative number",
    ],
    [
      { ...V01, message: 1 },
      "It looks like a v0.1 inbound message, but `message` is missing or not an object",
    ],
    [
      { ...V01, timestamp: null },
      "It looks like a v0.1 inbound message, but `timestamp` is missing or neither a text nor a whole number",
    ],
  ])("says in plain words what is wrong with one member (%#)", (value, reason) => {
    expect(parseJson(value)).toMatchObject({ kind: "unparsed", reason });
  });

  it("says so when the bytes look compressed", () => {
    const result = parse(Buffer.from([0x1f, 0x8b, 0x08]), "inbound", "gzip");

    expect(result).toMatchObject({
      isJson: false,
      reason: expect.stringContaining("Content-Encoding is gzip"),
    });
  });

  it("is never an exception, whatever the bytes", () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.json().map((text) => Buffer.from(text)),
      fc
        .record({
          message_uuid: fc.oneof(fc.string(), fc.jsonValue()),
          timestamp: fc.oneof(fc.string(), fc.jsonValue()),
          to: fc.jsonValue(),
          from: fc.jsonValue(),
          message: fc.jsonValue(),
          message_type: fc.oneof(fc.constantFrom("__proto__", "image", "text"), fc.jsonValue()),
          image: fc.jsonValue(),
          status: fc.jsonValue(),
          error: fc.jsonValue(),
          usage: fc.jsonValue(),
        })
        .map((value) => Buffer.from(JSON.stringify(value))),
    );
    fc.assert(
      fc.property(bytes, fc.constantFrom("inbound", "status"), (body, path) => {
        expect(["inbound", "status", "unparsed"]).toContain(parse(body, path).kind);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("an error of a status", () => {
  const cases: readonly (readonly [unknown, unknown])[] = [
    [
      { title: "1340", detail: "Outside - of the window" },
      { code: "1340", title: "Outside", detail: "Outside - of the window" },
    ],
    [{ title: 1300 }, { code: "1300", title: null, detail: null }],
    [
      { type: "https://example.com/errors#1370", title: null, detail: null },
      { code: "1370", title: null, detail: null },
    ],
    [
      { type: "https://example.com/errors#1370", title: "Expired", detail: null },
      { code: "1370", title: "Expired", detail: null },
    ],
    [
      { type: null, title: "1340", detail: "Outside - of the window" },
      { code: "1340", title: "Outside", detail: "Outside - of the window" },
    ],
    [
      { type: "https://example.com/errors#1370", title: "Expired" },
      { code: "1370", title: "Expired", detail: null },
    ],
    [{}, { code: "", title: null, detail: null }],
    [
      { title: "Rejected", detail: "no" },
      { code: "", title: "Rejected", detail: "no" },
    ],
    ["broken", { code: "", title: null, detail: "broken" }],
    [["odd", 1], { code: "", title: null, detail: '["odd",1]' }],
    [null, null],
  ];

  it.each(cases)("%j reads as %j in v1", (error, expected) => {
    expect(parseJson({ ...STATUS_V1, error }, "status")).toMatchObject({ error: expected });
  });

  it.each([
    [{ reason: "no" }, '{"reason":"no"}'],
    ["broken", "broken"],
    [{}, "{}"],
  ])("%j has an empty code in v0.1, and all of it as the detail", (error, detail) => {
    expect(parseJson({ ...STATUS_V01, error }, "status")).toMatchObject({
      error: { code: "", title: null, detail },
    });
  });

  it("has code and reason in v0.1, the code as a string", () => {
    expect(parseJson(STATUS_V01, "status")).toMatchObject({
      error: { code: "1340", title: expect.any(String), detail: null },
    });
  });
});

describe("the API's time", () => {
  const cases: readonly (readonly [string | number, string | null])[] = [
    ["2025-02-03T12:14:25Z", "2025-02-03T12:14:25.000Z"],
    ["2020-01-01T14:00:00.123Z", "2020-01-01T14:00:00.123Z"],
    ["2020-01-01T14:00:00.123456Z", "2020-01-01T14:00:00.123Z"],
    ["2020-01-01 14:00:00 UTC", "2020-01-01T14:00:00.000Z"],
    ["2020-01-01T14:00:00+02:00", "2020-01-01T12:00:00.000Z"],
    ["2020-01-01T14:00:00 -0530", "2020-01-01T19:30:00.000Z"],
    ["2020-01-01T14:00:00+23:59", "2019-12-31T14:01:00.000Z"],
    ["2020-01-01T14:00:00+99:99", null],
    ["2020-01-01T14:00:00-24:00", null],
    ["2020-01-01T14:00:00+0160", null],
    ["2020-02-30T14:00:00Z", null],
    ["2020-13-01T14:00:00Z", null],
    ["2020-01-01T24:00:00Z", null],
    ["2020-01-01T14:00:00", null],
    ["yesterday", null],
    ["", null],
    [1_577_887_200, null],
  ];

  it.each(cases)("%s reads as %s", (text, expected) => {
    const read = readTimestamp(text);

    expect(read === null ? null : new Date(read).toISOString()).toBe(expected);
  });
});

describe("a body that nests deeper than any message", () => {
  it.each(["inbound", "status"] as const)("is not read, and says so (%s)", (path) => {
    const deep = `${"[".repeat(2_500)}${"]".repeat(2_500)}`;

    expect(parse(Buffer.from(deep), path)).toEqual({
      kind: "unparsed",
      reason: "It nests more than 500 levels deep, so it was not read.",
      isJson: true,
    });
  });

  it("is read where the brackets stand in a text", () => {
    const text = "[".repeat(5_000);

    expect(parseJson({ ...V1, text })).toMatchObject({ kind: "inbound", text });
  });
});

describe("members nested deeper than the stack", () => {
  it("never make it throw, wherever they are", () => {
    const bodies = [
      [V1, "inbound"],
      [V01, "inbound"],
      [STATUS_V1, "status"],
      [STATUS_V01, "status"],
    ] as const;
    fc.assert(
      fc.property(
        fc.constantFrom(...bodies),
        fc.constantFrom(
          "error",
          "usage",
          "client_ref",
          "channel",
          "message",
          "text",
          "to",
          "status",
          "extra",
        ),
        fc.constantFrom(["[", "]"], ['{"a":', "}"]),
        // The first is read, the last is not.
        fc.constantFrom(550, 100_000),
        ([body, path], member, [open = "", close = ""], depth) => {
          const deep = `${open.repeat(depth)}0${close.repeat(depth)}`;
          const text = JSON.stringify({ ...body, [member]: "DEEP" }).replace('"DEEP"', deep);

          expect(["inbound", "status", "unparsed"]).toContain(parse(Buffer.from(text), path).kind);
        },
      ),
      { numRuns: 80 },
    );
  });
});
