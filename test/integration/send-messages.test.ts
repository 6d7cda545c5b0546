// Every kind of message in both versions of the API, sent to the simulator: what left, what came back, what is logged.
import * as fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createApplicationJwts } from "../../main/credentials/application-jwt.ts";
import type { NewEvent } from "../../main/events/new-event.ts";
import { createEventFeed } from "../../main/events/event-feed.ts";
import { createMessagesApi } from "../../main/messages/messages-api.ts";
import { createSendReply, type SendReply } from "../../main/messages/send-reply.ts";
import { EventId } from "../../preload/contract/ids.ts";
import { requestPreview } from "../../preload/contract/send-request.ts";
import type { Workspace } from "../../preload/contract/workspace.ts";
import { plainNetwork } from "../fakes/network.ts";
import { anyDraft, draftOf } from "../fakes/drafts.ts";
import { createMemoryLog } from "../fakes/log.ts";
import { startVonageAccount, type VonageAccount } from "../fakes/vonage-account.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../fakes/webhook-receiver.ts";
import { openRepliesUnderWay } from "../fakes/replies-under-way.ts";

const TEMPLATE = JSON.stringify({
  attachment: {
    type: "template",
    payload: { template_type: "button", text: "What next?", buttons: [] },
  },
});

let account: VonageAccount;
let workspace: Workspace;
let appended: NewEvent[];

beforeEach(async () => {
  account = await startVonageAccount(account?.running.identity);
  const { applicationId, privateKeyPem } = account.running.identity;
  workspace = await account.workspaces.change(account.workspace.id, {
    applicationId,
    privateKey: privateKeyPem,
  });
  appended = [];
  await account.running.simulator.receive({ type: "text", text: "Hello" });
});
afterEach(() => account.stop());

function sender(): SendReply {
  const { clock } = account.running;
  return createSendReply({
    workspaces: account.workspaces,
    jwts: createApplicationJwts({ clock }),
    api: createMessagesApi({ clock, network: plainNetwork }),
    feed: createEventFeed({ log: createMemoryLog() }),
    underWay: openRepliesUnderWay(),
    store: {
      append(event) {
        appended.push(event);
        const { request: _request, secretTried: _tried, ...rest } = event;
        const id = EventId.parse(appended.length);
        return Promise.resolve({
          ...rest,
          id,
          workspaceName: "Bot",
          timestamp: null,
          attempt: 1,
          answer: null,
        });
      },
      answered: () => undefined,
    },
    clock,
  });
}

function send(changes: Parameters<typeof draftOf>[0]): ReturnType<SendReply> {
  return sender()(draftOf({ workspace: workspace.id, ...changes }));
}

/** The statuses that reached the bot's server, once the simulator has told all. */
async function statuses(count: number, path = "/webhooks/status"): Promise<readonly unknown[]> {
  const { clock, receiver } = account.running;
  const arrived = (): readonly unknown[] =>
    receiver.received.filter((webhook) => webhook.path === path).map(({ json }) => json);
  await expect
    .poll(() => {
      clock.advance(500);
      return arrived().length;
    })
    .toBe(count);
  return arrived();
}

describe.each(["v1", "v0.1"] as const)("a message of %s", (apiVersion) => {
  it.each([
    [{ type: "text", text: "Hello 👋\n“quoted”" }],
    [{ type: "image", url: "https://example.com/image.jpg" }],
    [{ type: "audio", url: "https://example.com/audio.mp3" }],
    [{ type: "video", url: "https://example.com/video.mp4" }],
    [{ type: "file", url: "https://example.com/file.pdf" }],
  ])("is taken, logged and delivered: %j", async (content) => {
    const sent = await send({ apiVersion, content, clientRef: "order-7" });

    const { type } = content;
    expect(sent).toMatchObject({ refusal: null, workflowId: null, messageUuid: expect.any(String) });
    expect(appended[0]).toMatchObject({
      kind: "reply",
      payloadVersion: apiVersion,
      messageType: type,
      text: "text" in content ? content.text : null,
      mediaUrl: "url" in content ? content.url : null,
      clientRef: "order-7",
      request: { path: `/${apiVersion}/messages` },
    });
    const told = await statuses(3);
    expect(told).toMatchObject(
      ["submitted", "delivered", "read"].map((status) => ({
        status,
        message_uuid: sent.messageUuid,
        client_ref: "order-7",
      })),
    );
  });

  it("carries its category and tag, which decide outside the window", async () => {
    account.running.clock.advance(25 * 60 * 60 * 1000);
    const late = await send({ apiVersion, category: "update" });
    const human = await send({ apiVersion, category: "message_tag", tag: "HUMAN_AGENT" });
    const retired = await send({ apiVersion, category: "message_tag", tag: "ACCOUNT_UPDATE" });

    expect([late.refusal, human.refusal, retired.refusal]).toEqual([null, null, null]);
    const told = await statuses(7);
    const ends = told.flatMap((status) => {
      const { message_uuid: uuid, status: word, error } = status as Record<string, unknown>; // of the simulator
      return word === "rejected" ? [[uuid, (error as { title: string }).title]] : [];
    });
    // Callbacks of different messages come in no order.
    expect(new Map(ends as [string, string][])).toEqual(
      new Map([
        [late.messageUuid, "1340"],
        [retired.messageUuid, "1021"],
      ]),
    );
    expect(ends).toHaveLength(2);
  });
});

it("sends a template by v0.1, as it was written", async () => {
  const sent = await send({ apiVersion: "v0.1", content: { type: "custom", custom: TEMPLATE } });

  expect(sent.refusal).toBeNull();
  expect(appended[0]).toMatchObject({ messageType: "custom", text: null, mediaUrl: null });
  const body = new TextDecoder().decode(appended[0]?.request?.body);
  expect(body).toContain(`"content":{"type":"custom","custom":${TEMPLATE}}`);
});

it("lets a message have its statuses elsewhere, in the other shape", async () => {
  const { url } = account.running.receiver;
  const sent = await send({ webhookUrl: `${url}/elsewhere`, webhookVersion: "v0.1" });

  const [first] = await statuses(3, "/elsewhere");
  expect(first).toMatchObject({
    message_uuid: sent.messageUuid,
    status: "submitted",
    to: { type: "messenger", id: "1111111111111111" },
  });
});

it("sends a line of messages, and tells the workflow_id they share", async () => {
  const failover = JSON.stringify([
    { channel: "sms", message_type: "text", to: "447700900000", from: "447700900001", text: "Hi" },
  ]);

  const sent = await send({ failover });

  expect(sent).toMatchObject({ refusal: null, workflowId: expect.any(String) });
});

it("sends with key and secret where there is no application", async () => {
  workspace = await account.workspaces.change(workspace.id, { applicationId: null, privateKey: null });

  const first = await send({});
  const second = await send({});

  // The pace of the sandbox holds nobody up here.
  expect([first.refusal, second.refusal]).toEqual([null, null]);
  expect(appended.map(({ request }) => request?.headers["authorization"])).toEqual([
    "Basic ***",
    "Basic ***",
  ]);
});

it("tells of a Page that is not the account's, when sent with key and secret", async () => {
  workspace = await account.workspaces.change(workspace.id, { applicationId: null, privateKey: null });

  expect((await send({ pageId: "2222222222222222" })).refusal).toMatchObject({
    code: "REPLY_PAGE_OF_ANOTHER_ACCOUNT",
    details: { code: "1120" },
  });
});

it("never throws, whatever is in a draft, and the simulator has an answer to each", async () => {
  const sendReply = sender();
  await fc.assert(
    fc.asyncProperty(anyDraft(), async (draft) => {
      const { event, refusal, messageUuid } = await sendReply({ ...draft, workspace: workspace.id });

      expect(event.kind).toBe("reply");
      expect(refusal === null).toBe(messageUuid !== null);
      expect(["REPLY_INVALID", "REPLY_PAGE_NOT_LINKED", undefined]).toContain(refusal?.code);
    }),
    { numRuns: 300 },
  );
});

describe("the preview", () => {
  let vonage: WebhookReceiver;

  beforeAll(async () => {
    vonage = await startWebhookReceiver();
    vonage.answerWith({ status: 202, body: '{"message_uuid":"uuid"}' });
  });
  afterAll(() => vonage.stop());

  it.each(["application", "account"] as const)("is what reaches Vonage, byte for byte (%s)", async (by) => {
    const changes = by === "account" ? { applicationId: null, privateKey: null } : {};
    workspace = await account.workspaces.change(workspace.id, { apiHost: vonage.url, ...changes });
    const sendReply = sender();
    await fc.assert(
      fc.asyncProperty(anyDraft(), async (given) => {
        const draft = { ...given, workspace: workspace.id };
        const preview = requestPreview(draft, workspace);

        await sendReply(draft);

        const seen = vonage.received.at(-1);
        const { authorization = "", connection: _ours, ...headers } = seen?.headers ?? {};
        expect({ path: seen?.path, body: seen?.body, headers }).toEqual({
          path: preview.path,
          body: preview.body,
          headers: Object.fromEntries(
            Object.entries(preview.headers).filter(([name]) => name !== "authorization"),
          ),
        });
        expect(preview.headers["authorization"]).toBe(authorization.replace(/ .*/, " ***"));
        expect(appended.at(-1)?.request?.headers).toEqual(preview.headers);
      }),
      { numRuns: 100 },
    );
  });
});

describe("how long Vonage asks to wait", () => {
  it.each([
    [429, "7", "REPLY_THROTTLED", { wait: "asks to wait 7 s", seconds: 7 }],
    [429, "Wed, 21 Oct 2015 07:28:00 GMT", "REPLY_THROTTLED", { wait: "does not say how long to wait" }],
    [429, "Fri, 31 Dec 9999 23:59:59 GMT", "REPLY_THROTTLED", { wait: "does not say how long to wait" }],
    [429, undefined, "REPLY_THROTTLED", { wait: "does not say how long to wait" }],
    [503, "30", "REPLY_SERVER_ERROR", { seconds: 30, status: 503 }],
  ])("is told with the refusal: %i, Retry-After %s", async (status, wait, code, details) => {
    const vonage = await startWebhookReceiver();
    vonage.answerWith({
      status,
      headers: wait === undefined ? {} : { "retry-after": wait },
      body: '{"title":"Slow down"}',
    });
    workspace = await account.workspaces.change(workspace.id, { apiHost: vonage.url });

    const { refusal } = await send({});

    await vonage.stop();
    expect(refusal).toMatchObject({ code, details });
  });

  it("comes with the reason that the server gave, or that it gave none", async () => {
    const vonage = await startWebhookReceiver();
    vonage.answerWith({ status: 503, body: "<html>" });
    workspace = await account.workspaces.change(workspace.id, { apiHost: vonage.url });

    const { refusal } = await send({});

    await vonage.stop();
    expect(refusal).toMatchObject({ details: { status: 503, title: "no reason given" } });
  });

  it("is not made up for an error that names no time", async () => {
    account.running.simulator.setFaults({ api: "internal-error" });

    const { refusal } = await send({});

    expect(refusal).toMatchObject({ code: "REPLY_SERVER_ERROR" });
    expect(refusal?.details).not.toHaveProperty("seconds");
  });
});
