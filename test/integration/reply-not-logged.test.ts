// A reply that went out and is not in the log: what Vonage said of it reaches the person all the same.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createApplicationJwts } from "../../main/credentials/application-jwt.ts";
import { createEventFeed } from "../../main/events/event-feed.ts";
import { createMessagesApi } from "../../main/messages/messages-api.ts";
import { createSendReply, type SendReplyPorts } from "../../main/messages/send-reply.ts";
import { AppError, describeError } from "../../preload/contract/errors.ts";
import type { EventRow } from "../../preload/contract/event.ts";
import type { SentReply } from "../../preload/contract/reply.ts";
import type { Workspace } from "../../preload/contract/workspace.ts";
import { createFrozenClock } from "../fakes/clock.ts";
import { draftOf } from "../fakes/drafts.ts";
import { blank } from "../fakes/linking-world.ts";
import { createMemoryLog } from "../fakes/log.ts";
import { plainNetwork } from "../fakes/network.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../fakes/webhook-receiver.ts";
import { openRepliesUnderWay } from "../fakes/replies-under-way.ts";

const messageUuid = "aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab";
const diskFull = new AppError("STORE_WRITE_FAILED", { reason: "database or disk is full" });

let vonage: WebhookReceiver;
let isRemoved: boolean;

beforeEach(async () => {
  vonage = await startWebhookReceiver();
  vonage.answerWith({ status: 202, body: JSON.stringify({ message_uuid: messageUuid }) });
  isRemoved = false;
});
afterEach(() => vonage.stop());

function get(): Workspace {
  if (isRemoved) throw new AppError("WORKSPACE_NOT_FOUND", { name: blank.id });
  return { ...blank, apiHost: vonage.url, applicationId: null, hasApiSecret: true };
}

/** Sends one by key and secret; what is thrown, else what is answered. */
async function reply(append: SendReplyPorts["store"]["append"]): Promise<unknown> {
  const clock = createFrozenClock();
  const sendReply = createSendReply({
    workspaces: {
      get,
      keyOf: () => Promise.reject(new AppError("CREDENTIALS_KEY_MISSING")),
      credentialsOf: () =>
        Promise.resolve({ apiHost: vonage.url, apiKey: "a1b2c3d4", apiSecret: "a-secret" }),
    },
    jwts: createApplicationJwts({ clock }),
    api: createMessagesApi({ clock, network: plainNetwork }),
    store: { append, answered: () => {} },
    feed: createEventFeed({ log: createMemoryLog() }),
    underWay: openRepliesUnderWay(),
    clock,
  });
  return sendReply(draftOf()).catch((thrown: unknown): SentReply | unknown => thrown);
}

function throttle(): void {
  vonage.answerWith({ status: 429, body: JSON.stringify({ title: "Rate Limit Hit", detail: "Wait." }) });
}

const isNeverAsked = (): Promise<EventRow> => Promise.reject(new Error("Nothing is to be kept of it."));

/** Its workspace is removed while Vonage answers. */
async function removeMeanwhile(): Promise<unknown> {
  const sending = reply(isNeverAsked);
  await vonage.arrivals(1);
  isRemoved = true;
  return sending;
}

describe("a reply that could not be logged", () => {
  it("tells its message_uuid when it was accepted", async () => {
    const error = await reply(() => Promise.reject(diskFull));

    expect(error).toMatchObject({
      code: "REPLY_NOT_LOGGED",
      details: { messageUuid, reason: "database or disk is full" },
    });
    expect(error instanceof AppError && describeError(error).why).toBe(
      `Vonage accepted it as message_uuid ${messageUuid}. The event could not be stored: database or disk is full.`,
    );
  });

  it("tells why it was refused when it was", async () => {
    throttle();

    expect(await reply(() => Promise.reject(diskFull))).toMatchObject({
      code: "REPLY_THROTTLED",
      details: { notLogged: "database or disk is full" },
    });
  });

  it.each([
    ["what went wrong, where that has no code", new Error("it is torn"), "it is torn"],
    [
      "why, in the words of its code, where it names no reason",
      new AppError("STORE_LOCKED", { file: "hookline.db" }),
      "Another program holds the store’s file, hookline.db.",
    ],
  ])("tells %s", async (_what, thrown, reason) => {
    expect(await reply(() => Promise.reject(thrown))).toMatchObject({
      code: "REPLY_NOT_LOGGED",
      details: { reason },
    });
  });
});

describe("a reply whose workspace is removed while it is on its way", () => {
  it("leaves no event, and tells its message_uuid", async () => {
    expect(await removeMeanwhile()).toEqual(
      new AppError("REPLY_WORKSPACE_REMOVED", { messageUuid, workspace: "Staging bot" }),
    );
  });

  it("tells why it was refused, and that it is removed", async () => {
    throttle();

    expect(await removeMeanwhile()).toMatchObject({
      code: "REPLY_THROTTLED",
      details: { notLogged: "WORKSPACE_NOT_FOUND" },
    });
  });

  it("is told as of a removed one also where the log fails meanwhile", async () => {
    const failing: SendReplyPorts["store"]["append"] = () => {
      isRemoved = true;
      return Promise.reject(diskFull);
    };

    const accepted = await reply(failing);
    isRemoved = false;
    throttle();
    const refused = await reply(failing);

    expect(accepted).toMatchObject({ code: "REPLY_WORKSPACE_REMOVED", details: { messageUuid } });
    expect(refused).toMatchObject({ details: { notLogged: "WORKSPACE_NOT_FOUND" } });
  });
});
