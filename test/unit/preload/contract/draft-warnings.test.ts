import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { draftWarnings, mediaWarning } from "../../../../preload/contract/draft-warnings.ts";
import { anyDraft, draftOf } from "../../../fakes/drafts.ts";

function warningsOf(changes: Parameters<typeof draftOf>[0]): readonly string[] {
  return draftWarnings(draftOf(changes)).map(({ text }) => text);
}

describe("what is doubtful about a draft", () => {
  it.each([
    ["nothing of a plain text", {}, []],
    ["nothing of the tag that works", { category: "message_tag", tag: "HUMAN_AGENT" }, []],
    [
      "a text over the limit",
      { content: { type: "text", text: "x".repeat(641) } },
      ["The text has 641 characters; Vonage takes 640."],
    ],
    [
      "a long text of v0.1, which states no limit",
      { apiVersion: "v0.1", content: { type: "text", text: "x".repeat(641) } },
      ["The text has 641 characters; v0.1 states no limit, v1 takes 640."],
    ],
    [
      "a template, of which only the form was checked",
      { apiVersion: "v0.1", content: { type: "custom", custom: "{}" } },
      ["Hookline checks only that this is JSON. The status shows whether Messenger accepts it."],
    ],
    [
      "a category that needs a tag",
      { category: "message_tag" },
      ["Category message_tag needs a tag; Vonage refuses it without one."],
    ],
    [
      "a tag of another category",
      { category: "response", tag: "HUMAN_AGENT" },
      ["A tag goes with category message_tag; what Vonage makes of it here is not published."],
    ],
    [
      "a retired tag",
      { category: "message_tag", tag: "CONFIRMED_EVENT_UPDATE" },
      ["CONFIRMED_EVENT_UPDATE is retired since 27 Apr 2026: Messenger refuses it."],
    ],
    [
      "a tag that is long dead",
      { category: "message_tag", tag: "GAME_EVENT" },
      ["GAME_EVENT is retired since 4 Mar 2020: Messenger refuses it."],
    ],
    [
      "an unheard of tag",
      { category: "message_tag", tag: "SALE" },
      ["Neither Messenger nor Vonage names a tag SALE."],
    ],
    [
      "a tag of which nobody knows",
      { category: "message_tag", tag: "CUSTOMER_FEEDBACK" },
      ["Whether CUSTOMER_FEEDBACK still works is not published."],
    ],
    ["a client_ref at the limit of v1", { clientRef: "x".repeat(100) }, []],
    [
      "the same in v0.1",
      { apiVersion: "v0.1", clientRef: "x".repeat(100) },
      ["client_ref has 100 characters; v0.1 takes 40."],
    ],
    [
      "a status URL on this computer",
      { webhookUrl: "https://localhost:3000/status" },
      ["localhost is a private address. Vonage must be able to reach it from the internet."],
    ],
  ])("is %s", (_what, changes, texts) => {
    expect(warningsOf(changes)).toEqual(texts);
  });

  it("is a refusal to be expected, or only not known", () => {
    const expected = [
      draftOf({ content: { type: "text", text: "x".repeat(641) } }),
      draftOf({ category: "message_tag", tag: "GAME_EVENT" }),
      draftOf({ content: { type: "image", url: "http://localhost/a.png" } }),
    ].flatMap((draft) => draftWarnings(draft).map(({ isRefused }) => isRefused));
    const unknown = [
      draftOf({ apiVersion: "v0.1", content: { type: "custom", custom: "{}" } }),
      draftOf({ category: "message_tag", tag: "CUSTOMER_FEEDBACK" }),
      draftOf({ webhookUrl: "http://localhost:3000" }),
    ].flatMap((draft) => draftWarnings(draft).map(({ isRefused }) => isRefused));

    expect([expected, unknown]).toEqual([
      [true, true, true],
      [false, false, false],
    ]);
  });

  it("is told of any draft without an exception", () => {
    fc.assert(
      fc.property(anyDraft(), (draft) => {
        for (const { text } of draftWarnings(draft)) expect(text).toMatch(/\.$/);
      }),
    );
  });
});

describe("the address of a media message", () => {
  it.each([
    ["image", "https://example.com/a.jpg"],
    ["image", "https://example.com/A.JPEG?size=1.5"],
    ["audio", "https://example.com/a.mp3#t=1"],
    ["video", "https://cdn.example.com:8443/v/1.mp4"],
    ["file", "https://example.com/prices.xlsx"],
    ["image", "https://example.com/image"],
    ["image", "https://example.com/v1.2/picture"],
    ["image", "https://93.184.216.34/a.png"],
    ["image", "https://[2606:2800:220:1::1]/a.png"],
    ["image", "https://0.gravatar.com/avatar/a.png"],
    ["image", "https://10.example.com/a.png"],
    ["image", "https://127.0.0.example.com/a.png"],
    ["image", "https://100.128.0.1/a.png"],
  ] as const)("is not doubtful as %s: %s", (type, url) => {
    expect(mediaWarning(type, url)).toBeNull();
  });

  it.each([
    ["http://example.com/a.png", "Not an https address."],
    ["nonsense", "Not an https address."],
    ["https://", "Not an https address."],
    ["file:///etc/passwd", "Not an https address."],
    ["https://localhost/a.png", "localhost is a private address"],
    ["https://127.0.0.1:4817/a.png", "127.0.0.1 is a private address"],
    ["https://10.1.2.3/a.png", "10.1.2.3 is a private address"],
    ["https://172.16.0.1/a.png", "172.16.0.1 is a private address"],
    ["https://192.168.1.1/a.png", "192.168.1.1 is a private address"],
    ["https://100.64.0.1/a.png", "100.64.0.1 is a private address"],
    ["https://100.127.255.254/a.png", "100.127.255.254 is a private address"],
    ["https://localhost./a.png", "localhost is a private address"],
    ["https://169.254.169.254/a.png", "169.254.169.254 is a private address"],
    ["https://[::1]/a.png", "[::1] is a private address"],
    ["https://[fd00::1]/a.png", "[fd00::1] is a private address"],
    ["https://printer.local/a.png", "printer.local is a private address"],
    ["https://intranet/a.png", "intranet is a private address"],
    ["https://user:pass@localhost/a.png", "localhost is a private address"],
  ])("is doubtful: %s", (url, words) => {
    expect(mediaWarning("image", url)).toContain(words);
  });

  it("ends as Messenger takes it, or says how that would be", () => {
    expect(mediaWarning("audio", "https://example.com/a.wav")).toBe(
      "Messenger takes .mp3 as audio; this ends in .wav.",
    );
    expect(mediaWarning("image", "https://example.com/a.webp")).toBe(
      "Messenger takes .jpg, .jpeg, .png, .gif as image; this ends in .webp.",
    );
  });
});
