// Provokes every way in which a reply is not taken, with a server in Vonage's place that answers as told.
import { createEventFeed } from "../../main/events/event-feed.ts";
import { createMessagesApi } from "../../main/messages/messages-api.ts";
import { createSendReply } from "../../main/messages/send-reply.ts";
import { createApplicationJwts } from "../../main/credentials/application-jwt.ts";
import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { AppError } from "../../preload/contract/errors.ts";
import type { EventRow } from "../../preload/contract/event.ts";
import { SIMULATED_WORKSPACE } from "../../preload/contract/ids.ts";
import type { Workspace, WorkspaceList } from "../../preload/contract/workspace.ts";
import { findKept } from "../../renderer/features/conversation/left-behind.ts";
import { sayRemoved } from "../../renderer/features/conversation/removed-meanwhile.ts";
import { createFrozenClock } from "../fakes/clock.ts";
import { plainNetwork } from "../fakes/network.ts";
import { draftOf } from "../fakes/drafts.ts";
import { createMemoryLog } from "../fakes/log.ts";
import { startWebhookReceiver, type CannedAnswer } from "../fakes/webhook-receiver.ts";
import { openRepliesUnderWay } from "../fakes/replies-under-way.ts";
import { deadAddress, said, thrownBy, type Provocation, type Said, type Stage } from "./stage.ts";

const throttled = { code: "REPLY_THROTTLED", details: { wait: "asks to wait 2 s", seconds: 2 } };
const unanswered = { code: "REPLY_NO_ANSWER", details: { seconds: 30 } };

/** By code. */
export const replyProvocations = {
  REPLY_LEFT_BEHIND: () => {
    const kept = JSON.stringify({ 1: draftOf() });
    const storage = { getItem: () => kept, setItem: () => undefined, removeItem: () => undefined };
    const [left] = findKept(() => storage, "one", 0);
    if (left === undefined || left.error === null) throw new Error("Nothing was left behind.");
    return Promise.resolve(said(left.error));
  },
  REPLY_NOT_LOGGED: (stage) => thrownBy(() => sendWithoutLog(stage)),
  REPLY_WORKSPACE_REMOVED: (stage) => thrownBy(() => sendWhileRemoved(stage)),
  REPLY_REMOVED_UNSENT: () => Promise.resolve(said(sayRemoved(throttled, "Shop bot"))),
  REPLY_REMOVED_UNCLEAR: () => Promise.resolve(said(sayRemoved(unanswered, "Shop bot"))),
  REPLY_JWT_EXPIRED: answering(published("error-401-credentials.json"), { lifetimeMs: -120_000 }),
  REPLY_UNAUTHORIZED: answering(published("error-401-credentials.json")),
  REPLY_UNPROVISIONED: answering(published("error-401-unprovisioned.json")),
  REPLY_LOW_BALANCE: answering(published("error-402-low-balance.json")),
  REPLY_PAGE_NOT_LINKED: answering(published("error-422-sender.json")),
  REPLY_SECRET_REFUSED: answering(published("error-401-credentials.json"), "account"),
  REPLY_SANDBOX_PAGE: answering(published("error-422-sender.json"), "sandbox"),
  REPLY_PAGE_OF_ANOTHER_ACCOUNT: answering(published("error-422-sender.json"), "account"),
  REPLY_INVALID: answering(published("error-422-message-params.json")),
  REPLY_THROTTLED: answering(published("error-429-throttled.json")),
  REPLY_SERVER_ERROR: answering(published("error-500-internal.json")),
  REPLY_ACCOUNT_UNPROVISIONED: answering(published("error-401-unprovisioned.json"), "account"),
  REPLY_UNCLEAR: answering({ status: 200, body: "<html>" }),
  REPLY_UNEXPECTED_ANSWER: answering({ status: 418, body: "<html>" }),
  REPLY_OFFLINE: async () => refusalFrom((await deadAddress()).url),
  REPLY_NO_ANSWER: answering("wait"),
  REPLY_CONNECTION_LOST: answering("hang up"),
} satisfies Readonly<Record<string, Provocation>>;

/** An answer as Vonage's documentation has it; the file's name begins with the status. */
function published(name: string): CannedAnswer {
  const body = readFileSync(new URL(`../fixtures/api/${name}`, import.meta.url), "utf8");
  return { status: Number(/\d+/.exec(name)?.[0]), body };
}

/** A JWT of some life, or key and secret. */
type Sender = { readonly lifetimeMs: number } | "account" | "sandbox";

function answering(answer: CannedAnswer, sender?: Sender): Provocation {
  return async ({ defer }) => {
    const vonage = await startWebhookReceiver();
    defer(vonage.stop);
    vonage.answerWith(answer);
    return refusalFrom(vonage.url, sender, answer === "wait" ? () => vonage.arrivals(1) : undefined);
  };
}

async function refusalFrom(
  apiHost: string,
  sender: Sender = { lifetimeMs: 900_000 },
  silence?: () => Promise<unknown>,
): Promise<Said> {
  const clock = createFrozenClock();
  const answer = createMessagesApi({ clock, network: plainNetwork }).send(draftOf(), {
    apiHost,
    access:
      typeof sender === "string"
        ? { by: "account", apiKey: "abcd1234", apiSecret: "api-secret", isSandbox: sender === "sandbox" }
        : { by: "application", token: "header.claims.signature", expiresAt: clock.now() + sender.lifetimeMs },
  });
  if (silence !== undefined) {
    await silence();
    clock.advance(60_000);
  }
  const { refusal } = await answer;
  if (refusal === null) throw new Error("The reply was taken.");
  return said(refusal);
}

/** The simulator takes the reply, and the log does not. */
function sendWithoutLog(stage: Stage): Promise<unknown> {
  return sendFrom(
    stage,
    (workspace) => workspace,
    () => Promise.reject(new AppError("STORE_WRITE_FAILED", { reason: "database or disk is full" })),
  );
}

function sendWhileRemoved(stage: Stage): Promise<unknown> {
  let looks = 0;
  return sendFrom(
    stage,
    (workspace) => {
      looks += 1;
      if (looks > 1) throw new AppError("WORKSPACE_NOT_FOUND", { name: workspace.id });
      return workspace;
    },
    () => Promise.reject(new Error("Nothing is to be kept of it.")),
  );
}

async function sendFrom(
  { running }: Stage,
  look: (workspace: Workspace) => Workspace,
  append: () => Promise<EventRow>,
): Promise<unknown> {
  const { app, clock } = running;
  const list = await app.call("workspaces.list", {});
  if (!list.ok) throw new Error(list.error.code);
  const workspace = (list.value as WorkspaceList).workspaces.find(({ id }) => id === SIMULATED_WORKSPACE); // of that call
  const simulator = app.ready().simulator;
  if (workspace === undefined || simulator === null) throw new Error("The simulator does not run.");
  const sendReply = createSendReply({
    workspaces: {
      get: () => look(workspace),
      keyOf: () => Promise.resolve(createPrivateKey(readFileSync(simulator.privateKeyFile))),
      credentialsOf: () => Promise.resolve({ ...simulator, apiHost: simulator.url }),
    },
    jwts: createApplicationJwts({ clock }),
    api: createMessagesApi({ clock, network: plainNetwork }),
    feed: createEventFeed({ log: createMemoryLog() }),
    underWay: openRepliesUnderWay(),
    store: { append, answered: () => {} },
    clock,
  });
  return sendReply(draftOf({ psid: simulator.psid, pageId: simulator.pageId }));
}
