import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PageId, Psid, SIMULATED_WORKSPACE } from "../../../../../../preload/contract/ids.ts";
import { buildSendRequest } from "../../../../../../preload/contract/send-request.ts";
import {
  countOptions,
  displacedBy,
  EMPTY_DRAFT,
  excerptOf,
  fieldsOf,
  putBack,
  readStoredDraft,
  sendableDraft,
  withApiVersion,
  withoutContent,
  type ComposerDraft,
  withCopyOf,
} from "../../../../../../renderer/features/conversation/composer/composer-draft.ts";
import { anyDraft } from "../../../../../fakes/drafts.ts";

const TARGET = {
  workspace: SIMULATED_WORKSPACE,
  psid: Psid.parse("1111111111111111"),
  pageId: PageId.parse("0000000000000000"),
};
const HOST = { apiHost: "https://api.nexmo.com", authorization: "Bearer ***" };

function bodyOf(fields: Partial<ComposerDraft>): unknown {
  const sendable = sendableDraft({ ...EMPTY_DRAFT, ...fields }, TARGET);
  return sendable.state === "ready" ? buildSendRequest(sendable.draft, HOST).json : sendable;
}

describe("what is sent of the fields", () => {
  it("is the text, and nothing that was not filled", () => {
    expect(bodyOf({ text: "Hi" })).toEqual({
      channel: "messenger",
      message_type: "text",
      to: "1111111111111111",
      from: "0000000000000000",
      text: "Hi",
    });
  });

  it("is everything that was filled, in v1", () => {
    expect(
      bodyOf({
        type: "image",
        url: "https://example.com/a.png",
        text: "kept for later",
        category: "message_tag",
        tag: "HUMAN_AGENT",
        clientRef: "order-7",
        webhookUrl: "https://example.com/status",
        webhookVersion: "v0.1",
        failover: "[]",
      }),
    ).toEqual({
      channel: "messenger",
      message_type: "image",
      to: "1111111111111111",
      from: "0000000000000000",
      image: { url: "https://example.com/a.png" },
      messenger: { category: "message_tag", tag: "HUMAN_AGENT" },
      client_ref: "order-7",
      webhook_url: "https://example.com/status",
      webhook_version: "v0.1",
      failover: [],
    });
  });

  it("leaves out in v0.1 what it has no member for, and a tag of another category", () => {
    const fields = { webhookUrl: "https://example.com", failover: "no JSON", tag: "HUMAN_AGENT" } as const;

    expect(bodyOf({ apiVersion: "v0.1", text: "Hi", category: "update", ...fields })).toEqual({
      from: { type: "messenger", id: "0000000000000000" },
      to: { type: "messenger", id: "1111111111111111" },
      message: { content: { type: "text", text: "Hi" }, messenger: { category: "update" } },
    });
  });

  it.each([
    ["nothing typed", {}, { state: "empty" }],
    ["spaces only", { text: " \n" }, { state: "empty" }],
    ["an address of another type", { type: "image", text: "Hi" }, { state: "empty" }],
    [
      "a template that is no JSON",
      { apiVersion: "v0.1", type: "custom", custom: '{\n "a": b }' },
      { state: "wrong", field: "custom", problem: "it is not JSON: unexpected “b” (line 2, column 7)" },
    ],
    [
      "a failover that is no list",
      { text: "Hi", failover: "{}" },
      { state: "wrong", field: "failover", problem: "it is JSON, but not an array" },
    ],
    [
      "a failover with a number of too many digits",
      { text: "Hi", failover: '[{"ttl":1.000000000000000000001}]' },
      {
        state: "wrong",
        field: "failover",
        problem:
          "it has the number 1.000000000000000000001, which would be sent as 1: write it as a string, between quotation marks",
      },
    ],
    [
      "a text without end",
      { text: "x".repeat(20_001) },
      {
        state: "wrong",
        field: "other",
        problem: "the text is longer than the 20,000 characters that Hookline sends",
      },
    ],
    [
      "a client_ref without end",
      { text: "Hi", clientRef: "x".repeat(1_001) },
      {
        state: "wrong",
        field: "other",
        problem: "client_ref is longer than the 1,000 characters that Hookline sends",
      },
    ],
    [
      "an address without end",
      { type: "image", url: `https://example.com/${"x".repeat(4_000)}` },
      {
        state: "wrong",
        field: "other",
        problem: "the address is longer than the 4,000 characters that Hookline sends",
      },
    ],
    [
      "a failover without end",
      { text: "Hi", failover: `[${" ".repeat(100_000)}]` },
      {
        state: "wrong",
        field: "failover",
        problem: "it is longer than the 100,000 characters that Hookline sends",
      },
    ],
  ] as const)("is nothing of %s", (_what, fields, sendable) => {
    expect(sendableDraft({ ...EMPTY_DRAFT, ...fields } as ComposerDraft, TARGET)).toEqual(sendable);
  });
});

describe("a copy of a sent message", () => {
  it("sends the same again", () => {
    fc.assert(
      fc.property(anyDraft(), (sent) => {
        // The composer offers a tag with its own category only, and no text of spaces.
        fc.pre(sent.tag === null || sent.category === "message_tag");
        const fields = fieldsOf(sent);
        const sendable = sendableDraft(fields, sent);
        fc.pre(sendable.state === "ready" && [sent.tag, sent.clientRef].every((text) => text?.trim() !== ""));
        fc.pre(sent.apiVersion === "v0.1" || sent.webhookUrl?.trim() !== "");

        expect(sendable.state === "ready" ? sendable.draft : null).toEqual(sent);
      }),
    );
  });
});

describe("a message that is on its way", () => {
  const sent: ComposerDraft = {
    ...EMPTY_DRAFT,
    type: "image",
    url: "https://example.com/a.png",
    clientRef: "7",
  };

  it("leaves its options and takes what it says", () => {
    expect(withoutContent(sent)).toEqual({ ...sent, url: "" });
  });

  it("is put back with its options, and leaves what was typed for other types", () => {
    const now: ComposerDraft = { ...EMPTY_DRAFT, text: "New", category: "update", clientRef: "8" };

    expect(putBack(now, sent)).toEqual({ ...sent, text: "New" });
  });

  it("tells what putting it back would displace, as the message that it is", () => {
    const shown: ComposerDraft = { ...EMPTY_DRAFT, type: "video", url: "https://example.com/b.mp4" };
    const hidden: ComposerDraft = { ...EMPTY_DRAFT, text: "stays", url: "https://example.com/c.png" };
    const options: ComposerDraft = { ...EMPTY_DRAFT, failover: "[{}]" };

    expect(displacedBy(shown, sent)).toEqual(shown);
    expect(displacedBy(hidden, sent)).toEqual({ ...hidden, type: "image" });
    expect(displacedBy(options, sent)).toEqual({ ...options, type: "image" });
    expect(displacedBy({ ...EMPTY_DRAFT, text: "stays" }, sent)).toBeNull();
    expect(displacedBy(sent, sent)).toBeNull();
  });

  it("brings back the version that its type needs", () => {
    const template: ComposerDraft = { ...EMPTY_DRAFT, apiVersion: "v0.1", type: "custom", custom: "{}" };
    const other: ComposerDraft = { ...EMPTY_DRAFT, custom: "[]" };

    expect(putBack(EMPTY_DRAFT, template)).toEqual(template);
    expect(displacedBy(other, template)).toEqual({ ...template, custom: "[]" });
  });

  it("is known by what it says, or by an option while it says nothing", () => {
    expect([sent, { ...sent, url: " " }, EMPTY_DRAFT].map(excerptOf)).toEqual([sent.url, "7", ""]);
  });
});

describe("the options", () => {
  it("are counted, those of another version not", () => {
    const all = {
      ...EMPTY_DRAFT,
      clientRef: "7",
      webhookUrl: "u",
      webhookVersion: "v1",
      failover: "[]",
    } as const;

    expect([countOptions(EMPTY_DRAFT), countOptions(all), countOptions(withApiVersion(all, "v0.1"))]).toEqual(
      [0, 4, 2],
    );
  });

  it("take the template away with the version that has it", () => {
    expect(withApiVersion({ ...EMPTY_DRAFT, apiVersion: "v0.1", type: "custom" }, "v1").type).toBe("text");
    expect(withApiVersion({ ...EMPTY_DRAFT, type: "file" }, "v0.1").type).toBe("file");
  });
});

describe("a draft that was kept", () => {
  it("is read back as it was", () => {
    fc.assert(
      fc.property(anyDraft(), (draft) => {
        const fields = fieldsOf(draft);

        expect(readStoredDraft(JSON.stringify(fields))).toEqual(fields);
      }),
    );
  });

  it.each(["", "Hi! Thanks", "null", "{}", '{"type":"carousel"}'])(
    "of another kind is none: %j",
    (stored) => {
      expect(readStoredDraft(stored)).toBeNull();
    },
  );
});

describe("a copy of the last reply", () => {
  const last = { ...EMPTY_DRAFT, text: "Hi", clientRef: "7" };

  it("goes into an empty field, and leaves those of other types alone", () => {
    const now = { ...EMPTY_DRAFT, url: "https://example.com/a.png" };

    expect(withCopyOf(now, last)).toEqual({ ...last, url: now.url });
  });

  it("goes nowhere where something would be lost", () => {
    const written = { ...EMPTY_DRAFT, text: "half" };
    const hidden = { ...EMPTY_DRAFT, type: "image", text: "half" } as const;
    const option = { ...EMPTY_DRAFT, clientRef: "8" };

    for (const now of [written, hidden, option]) expect(withCopyOf(now, last)).toBe(now);
  });
});
