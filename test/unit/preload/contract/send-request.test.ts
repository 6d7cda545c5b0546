// What a draft is sent as, and the way back. The payload corpus says how it has to look.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SIMULATED_WORKSPACE } from "../../../../preload/contract/ids.ts";
import { readJsonObject, readJsonObjects } from "../../../../preload/contract/json-text.ts";
import {
  CLIENT_REF_LIMITS,
  MESSAGE_CATEGORIES,
  REPLY_TEXT_LIMIT,
  ReplyDraft,
} from "../../../../preload/contract/reply.ts";
import { authoriserOf, buildSendRequest, requestPreview } from "../../../../preload/contract/send-request.ts";
import { draftOfRequest } from "../../../../preload/contract/sent-draft.ts";
import { anyDraft, draftOf } from "../../../fakes/drafts.ts";
import { readWebhookFixtures } from "../../../fakes/webhook-fixtures.ts";

const TARGET = { apiHost: "https://api.nexmo.com", authorization: "Bearer ***" };
const published = readWebhookFixtures().filter(({ file }) => /(?:^|\/)send-/.test(file));

const WORKSPACE = {
  kind: "real",
  applicationId: null,
  apiKey: "abcd1234",
  hasApiSecret: true,
  apiHost: "https://api-eu.nexmo.com",
} as const;

describe("the request of a draft", () => {
  it("is the one that is published, for every send request of the corpus", () => {
    const made = published.map(({ version, body, file }) => {
      const path = version === "v1" ? "/v1/messages" : "/v0.1/messages";
      const draft = draftOfRequest({ path, body: JSON.stringify(body) }, SIMULATED_WORKSPACE);
      if (draft === null) throw new Error(`${file} was not read.`);
      return { file, path: buildSendRequest(draft, TARGET).path, json: buildSendRequest(draft, TARGET).json };
    });

    expect(published.length).toBeGreaterThan(15);
    expect(made).toEqual(
      published.map(({ version, file, body }) => ({
        file,
        path: version === "v1" ? "/v1/messages" : "/v0.1/messages",
        json: body,
      })),
    );
  });

  it("has a body of the length it names, in bytes, and nothing else than its JSON", () => {
    fc.assert(
      fc.property(anyDraft(), (draft) => {
        const { headers, body, json } = buildSendRequest(draft, TARGET);

        expect(headers["content-length"]).toBe(String(new TextEncoder().encode(body).length));
        expect(JSON.parse(body)).toEqual(json);
      }),
    );
  });

  it("leads back to the draft, whatever is in it", () => {
    fc.assert(
      fc.property(anyDraft(), (draft) => {
        const { path, body } = buildSendRequest(draft, TARGET);

        const back = draftOfRequest({ path, body }, draft.workspace);

        expect(back === null ? null : buildSendRequest(back, TARGET)).toEqual(
          buildSendRequest(draft, TARGET),
        );
      }),
    );
  });

  it.each([
    ["another path", "/v2/messages", "{}"],
    ["no JSON", "/v1/messages", "{"],
    ["a member that a draft cannot hold", "/v1/messages", '{"channel":"messenger","ttl":5}'],
    [
      "another channel",
      "/v1/messages",
      '{"channel":"sms","message_type":"text","text":"Hi","to":"1","from":"2"}',
    ],
  ])("does not lead back from %s", (_what, path, body) => {
    expect(draftOfRequest({ path, body }, SIMULATED_WORKSPACE)).toBeNull();
  });

  it("does not lead back from a caption, which would be lost", () => {
    const body = JSON.stringify({
      channel: "messenger",
      message_type: "image",
      to: "1",
      from: "2",
      image: { url: "https://example.com/a.png", caption: "A" },
    });

    expect(draftOfRequest({ path: "/v1/messages", body }, SIMULATED_WORKSPACE)).toBeNull();
  });
});

describe("the preview", () => {
  it("names host, path and what authorises it, without showing it", () => {
    const { method, url, headers, body } = requestPreview(draftOf(), { ...WORKSPACE, applicationId: null });

    expect({ method, url, headers, body }).toEqual({
      method: "POST",
      url: "https://api-eu.nexmo.com/v1/messages",
      headers: {
        "content-type": "application/json",
        accept: "application/json",
        "user-agent": "hookline",
        authorization: "Basic ***",
        host: "api-eu.nexmo.com",
        "content-length": "107",
      },
      body: '{"channel":"messenger","message_type":"text","to":"1111111111111111","from":"0000000000000000","text":"Hi"}',
    });
  });
});

describe("what authorises a message", () => {
  const application = { ...WORKSPACE, applicationId: "a" as never };

  it.each([
    ["an application, when there is one", application, "application"],
    ["key and secret, when there is none", WORKSPACE, "account"],
    [
      "key and secret in the sandbox, which knows no applications",
      { ...application, kind: "sandbox" as const },
      "account",
    ],
    [
      "an application that is missing, when there is nothing else",
      { ...WORKSPACE, hasApiSecret: false },
      "application",
    ],
  ])("is %s", (_what, workspace, authoriser) => {
    expect(authoriserOf(workspace)).toBe(authoriser);
  });
});

describe("a draft", () => {
  it("takes longer texts and unknown tags than Vonage does, to see them refused", () => {
    const draft = draftOf({
      content: { type: "text", text: "x".repeat(641) },
      category: "message_tag",
      tag: "NONE",
    });

    expect(draft).toMatchObject({ category: "message_tag", tag: "NONE", clientRef: null });
  });

  it.each([
    ["a template that is no JSON", { apiVersion: "v0.1", content: { type: "custom", custom: "{" } }],
    ["a template that is a list", { apiVersion: "v0.1", content: { type: "custom", custom: "[]" } }],
    ["a template in v1", { content: { type: "custom", custom: "{}" } }],
    ["a failover that is one message", { failover: "{}" }],
    ["a failover of texts", { failover: '["Hi"]' }],
    ["a category that is written with a hyphen", { category: "message-tag" }],
    ["an empty text", { content: { type: "text", text: "" } }],
  ])("is not %s", (_what, changes) => {
    expect(ReplyDraft.safeParse({ ...draftOf(), ...changes }).success).toBe(false);
  });

  it("never repeats of a template what is wrong with it", () => {
    const custom = '{"secret": "abc", ]';
    const outcome = ReplyDraft.safeParse({
      ...draftOf(),
      apiVersion: "v0.1",
      content: { type: "custom", custom },
    });

    expect(outcome.error?.issues[0]?.message).toMatch(/^it is not JSON/);
    expect(JSON.stringify(outcome.error)).not.toContain("abc");
  });

  it("keeps the published limits", () => {
    expect([REPLY_TEXT_LIMIT, CLIENT_REF_LIMITS, MESSAGE_CATEGORIES]).toEqual([
      640,
      { v1: 100, "v0.1": 40 },
      ["response", "update", "message_tag"],
    ]);
  });
});

describe("JSON that a person typed", () => {
  const deep = `${"[".repeat(40)}${"]".repeat(40)}`;

  it.each([
    ["", "is empty"],
    [" ", "is empty"],
    ["{", "is not JSON"],
    ['"text"', "is JSON, but not an object"],
    ["null", "is JSON, but not an object"],
    ["[]", "is JSON, but not an object"],
    [`{"a":${deep}}`, "is nested deeper than 32 levels"],
    [
      '{"payload":{"id":12345678901234567890}}',
      "has the number 12345678901234567890, which would be sent as 12345678901234567000: write it as a string",
    ],
    [
      '{"text":"a",\n"buttons":[],\n"text":"b"}',
      'has "text" twice in one object, again in line 3: only the last would be sent',
    ],
    [`{"a":${"9".repeat(90)}}`, `has the number ${"9".repeat(60)}…, which would be sent as 1e\\+90: write`],
  ])("%j as an object", (text, problem) => {
    expect(readJsonObject(text)).toEqual({ ok: false, problem: expect.stringMatching(`^${problem}`) });
  });

  it.each([
    ["{}", "is JSON, but not an array"],
    ["[{},1]", "has an entry that is not an object"],
    [
      '[{"price":1.000000000000000000001}]',
      "has the number 1.000000000000000000001, which would be sent as 1: write it as a string, between quotation marks",
    ],
  ])("%j as a list of objects", (text, problem) => {
    expect(readJsonObjects(text)).toEqual({ ok: false, problem });
  });

  it("tells where it stops being JSON, by line and column", () => {
    expect(readJsonObject('{\n  "a": x\n}')).toEqual({
      ok: false,
      problem: "is not JSON: unexpected “x” (line 2, column 8)",
    });
  });

  it("keeps members with names of Object.prototype", () => {
    const read = readJsonObject('{"__proto__":{"a":1},"constructor":2}');

    expect(read.ok ? JSON.stringify(read.value) : read).toBe('{"__proto__":{"a":1},"constructor":2}');
  });
});
