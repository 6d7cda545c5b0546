// The reply use case against the simulator: what is sent, what is stored, what the composer is told.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createApplicationJwts } from "../../main/credentials/application-jwt.ts";
import type { EventAnswer, NewEvent } from "../../main/events/new-event.ts";
import { createEventFeed } from "../../main/events/event-feed.ts";
import { createMessagesApi } from "../../main/messages/messages-api.ts";
import type { AccountAccess } from "../../main/network/vonage-call.ts";
import { createSendReply, type SendReplyPorts } from "../../main/messages/send-reply.ts";
import { loadSimulatorIdentity, type SimulatorIdentity } from "../../main/simulator/identity.ts";
import { createSimulator, type Simulator } from "../../main/simulator/simulator.ts";
import { AppError } from "../../preload/contract/errors.ts";
import type { EventRow } from "../../preload/contract/event.ts";
import { EventId, SIMULATED_WORKSPACE, WorkspaceId } from "../../preload/contract/ids.ts";
import type { SentReply } from "../../preload/contract/reply.ts";
import type { Workspace } from "../../preload/contract/workspace.ts";
import { createFrozenClock, type FrozenClock } from "../fakes/clock.ts";
import { plainNetwork } from "../fakes/network.ts";
import { draftOf } from "../fakes/drafts.ts";
import { createMemoryLog } from "../fakes/log.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../fakes/webhook-receiver.ts";
import { openRepliesUnderWay } from "../fakes/replies-under-way.ts";

let folder: string;
let identity: SimulatorIdentity;
let clock: FrozenClock;
let receiver: WebhookReceiver;
let simulator: Simulator;
let apiHost: string;
let appended: NewEvent[];
let answers: { id: EventId; answer: EventAnswer }[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hookline-reply-"));
  identity = await loadSimulatorIdentity(folder);
});
afterAll(() => rm(folder, { recursive: true }));

beforeEach(async () => {
  clock = createFrozenClock();
  receiver = await startWebhookReceiver();
  simulator = createSimulator({
    identity,
    clock,
    log: createMemoryLog(),
    webhookTargets: () => receiver,
  });
  ({ url: apiHost } = await simulator.start({ port: 0, isExplicit: true }));
  appended = [];
  answers = [];
});
afterEach(async () => {
  await simulator.stop();
  await receiver.stop();
});

function workspace(changes: Partial<Workspace> = {}): Workspace {
  return {
    id: SIMULATED_WORKSPACE,
    name: "Simulator",
    kind: "simulated",
    applicationId: identity.applicationId,
    pageId: identity.pageId,
    pageName: null,
    apiHost,
    apiKey: identity.apiKey,
    key: null,
    hasApiSecret: true,
    hasSignatureSecret: true,
    signatureProvedAt: null,
    previousSignatureUntil: null,
    ephemeral: false,
    createdAt: 0,
    ...changes,
  };
}

/** Gives rows ids and keeps what it was given, as the log would. */
const log: SendReplyPorts["store"] = {
  append(event) {
    appended.push(event);
    const { request: _request, secretTried: _secretTried, ...rest } = event;
    const row: EventRow = {
      ...rest,
      id: EventId.parse(appended.length),
      workspaceName: "Simulator",
      timestamp: null,
      attempt: 1,
      answer: null,
    };
    return Promise.resolve(row);
  },
  answered(id, answer) {
    answers.push({ id, answer });
  },
};

function credentialsOf(): Promise<AccountAccess> {
  const { apiKey, apiSecret } = identity;
  return Promise.resolve({ apiHost, apiKey, apiSecret });
}

function reply(
  text: string,
  changes: Partial<Workspace> = {},
  key = identity.privateKey,
): Promise<SentReply> {
  const sendReply = createSendReply({
    workspaces: { get: () => workspace(changes), keyOf: () => Promise.resolve(key), credentialsOf },
    jwts: createApplicationJwts({ clock }),
    api: createMessagesApi({ clock, network: plainNetwork }),
    feed: createEventFeed({ log: createMemoryLog() }),
    underWay: openRepliesUnderWay(),
    store: log,
    clock,
  });
  return sendReply(draftOf({ content: { type: "text", text } }));
}

describe("a reply", () => {
  it("is accepted, and logged with its exact request and Vonage's answer", async () => {
    const sent = await reply("Hello 👋");

    const accepted = simulator.state().messages[0]?.message_uuid;
    const body =
      '{"channel":"messenger","message_type":"text","to":"1111111111111111","from":"0000000000000000","text":"Hello 👋"}';
    expect(sent).toMatchObject({
      messageUuid: accepted,
      refusal: null,
      event: { id: 1, kind: "reply", messageUuid: accepted, answer: { status: 202 } },
    });
    expect(appended).toEqual([
      {
        kind: "reply",
        receivedAt: clock.now(),
        workspace: "simulated",
        simulated: true,
        payloadVersion: "v1",
        messageUuid: accepted,
        channel: "messenger",
        psid: "1111111111111111",
        pageId: "0000000000000000",
        timestamp: null,
        messageType: "text",
        text: "Hello 👋",
        mediaUrl: null,
        status: null,
        error: null,
        clientRef: null,
        usage: null,
        signature: null,
        secretTried: null,
        request: {
          method: "POST",
          path: "/v1/messages",
          headers: expect.objectContaining({ authorization: "Bearer ***" }),
          body: new TextEncoder().encode(body),
          cutFrom: null,
        },
      },
    ]);
    expect(answers).toEqual([
      {
        id: 1,
        answer: {
          status: 202,
          durationMs: 0,
          headers: expect.objectContaining({ "x-request-id": expect.any(String) }),
          body: JSON.stringify({ message_uuid: accepted }),
          timings: null,
          sent: true,
        },
      },
    ]);
  });

  it("of a real workspace is not marked as simulated", async () => {
    await reply("Hi", { id: WorkspaceId.parse("real"), kind: "real" });

    expect(appended[0]).toMatchObject({ workspace: "real", simulated: false });
  });

  it("is refused for a key that is not the application's", async () => {
    const other = await loadSimulatorIdentity(await mkdtemp(join(folder, "other-")));

    const sent = await reply("Hi", {}, other.privateKey);

    expect(sent.refusal).toMatchObject({ code: "REPLY_UNAUTHORIZED" });
  });

  it("from a Page that is not linked is refused, logged, and told by its code", async () => {
    const sendReply = createSendReply({
      workspaces: {
        get: () => workspace(),
        keyOf: () => Promise.resolve(identity.privateKey),
        credentialsOf,
      },
      jwts: createApplicationJwts({ clock }),
      api: createMessagesApi({ clock, network: plainNetwork }),
      feed: createEventFeed({ log: createMemoryLog() }),
      underWay: openRepliesUnderWay(),
      store: log,
      clock,
    });

    const sent = await sendReply(draftOf({ psid: "1", pageId: "another" }));

    expect(sent).toMatchObject({
      messageUuid: null,
      refusal: { code: "REPLY_PAGE_NOT_LINKED", details: { code: "1120" } },
      event: { error: { code: "1120", title: "Invalid sender" }, answer: { status: 422 } },
    });
  });

  it.each([
    ["unauthorized", "REPLY_UNAUTHORIZED"],
    ["unprovisioned", "REPLY_UNPROVISIONED"],
    ["low-balance", "REPLY_LOW_BALANCE"],
    ["throttled", "REPLY_THROTTLED"],
    ["internal-error", "REPLY_SERVER_ERROR"],
  ] as const)("to a Vonage that answers %s is told as %s", async (api, code) => {
    simulator.setFaults({ api, webhooks: null });

    expect((await reply("Hi")).refusal).toMatchObject({ code });
    expect(answers).toHaveLength(1);
  });

  it("of more than 640 characters is sent, and refused by its text", async () => {
    expect((await reply("x".repeat(641))).refusal).toMatchObject({
      code: "REPLY_INVALID",
      details: { problem: "`text` must be at most 640 characters." },
    });
  });

  it("without an answer is logged without one", async () => {
    await simulator.stop();

    const sent = await reply("Hi");

    expect(sent).toMatchObject({
      refusal: { code: "REPLY_OFFLINE" },
      event: { id: 1, answer: null, error: { code: "REPLY_OFFLINE", detail: "connection refused" } },
    });
    expect(answers).toEqual([]);
  });

  it("is not tried without an application id", async () => {
    await expect(reply("Hi", { applicationId: null, hasApiSecret: false })).rejects.toEqual(
      new AppError("CREDENTIALS_APPLICATION_MISSING", { workspace: "Simulator" }),
    );
    expect(appended).toEqual([]);
  });
});
