// A workspace of the Messages API sandbox. A strict server stands in its place: key and secret only, its own Page only,
// and no more than one message a second, by the same clock as ours.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { setImmediate as nextTurn } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createApplicationJwts } from "../../main/credentials/application-jwt.ts";
import { createEventFeed } from "../../main/events/event-feed.ts";
import { createMessagesApi } from "../../main/messages/messages-api.ts";
import { createSendReply, type SendReply } from "../../main/messages/send-reply.ts";
import type { NewEvent } from "../../main/events/new-event.ts";
import { EventId } from "../../preload/contract/ids.ts";
import { SANDBOX_PAGE, type Workspace } from "../../preload/contract/workspace.ts";
import { draftOf } from "../fakes/drafts.ts";
import { createMemoryLog } from "../fakes/log.ts";
import { startVonageAccount, type VonageAccount } from "../fakes/vonage-account.ts";
import { plainNetwork } from "../fakes/network.ts";
import { openRepliesUnderWay } from "../fakes/replies-under-way.ts";

let account: VonageAccount;
let sandbox: Server;
let workspace: Workspace;
let sendReply: SendReply;
let arrivals: { readonly at: number; readonly text: unknown }[];
let appended: NewEvent[];

beforeEach(async () => {
  account = await startVonageAccount();
  arrivals = [];
  appended = [];
  sandbox = createServer(async (request, response) => {
    const { status, json } = answerTo(request.headers.authorization, await text(request));
    response.sendDate = false;
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(json));
  });
  await new Promise<void>((resolve) => sandbox.listen(0, "127.0.0.1", resolve));
  const { port } = sandbox.address() as AddressInfo; // a TCP server's address is never a text
  const { clock, identity } = account.running;
  workspace = await account.workspaces.add({
    name: "Sandbox",
    kind: "sandbox",
    apiHost: `http://127.0.0.1:${String(port)}`,
    apiKey: identity.apiKey,
    apiSecret: identity.apiSecret,
  });
  sendReply = createSendReply({
    workspaces: account.workspaces,
    jwts: createApplicationJwts({ clock }),
    api: createMessagesApi({ clock, network: plainNetwork }),
    feed: createEventFeed({ log: createMemoryLog() }),
    underWay: openRepliesUnderWay(),
    store: {
      append: (event) => {
        appended.push(event);
        const { request: _request, secretTried: _tried, ...rest } = event;
        const id = EventId.parse(appended.length);
        return Promise.resolve({
          ...rest,
          id,
          workspaceName: "Sandbox",
          timestamp: null,
          attempt: 1,
          answer: null,
        });
      },
      answered: () => undefined,
    },
    clock,
  });
});
afterEach(async () => {
  sandbox.close();
  await account.stop();
});

function answerTo(authorization: string | undefined, body: string): { status: number; json: object } {
  const { clock, identity } = account.running;
  const basic = Buffer.from(`${identity.apiKey}:${identity.apiSecret}`).toString("base64");
  if (authorization !== `Basic ${basic}`) return { status: 401, json: { title: "Unauthorized" } };
  const message = JSON.parse(body) as { from: string; text: string }; // what the client under test sent
  if (message.from !== SANDBOX_PAGE) return { status: 422, json: { type: "https://vonage/#1120" } };
  const last = arrivals.at(-1)?.at ?? -Infinity;
  if (clock.elapsed() - last < 1_000) return { status: 429, json: { title: "Throughput" } };
  arrivals.push({ at: clock.elapsed(), text: message.text });
  return { status: 202, json: { message_uuid: `uuid-${String(arrivals.length)}` } };
}

function send(words: string, pageId: string = SANDBOX_PAGE): ReturnType<SendReply> {
  return sendReply(draftOf({ workspace: workspace.id, pageId, content: { type: "text", text: words } }));
}

it("has the sandbox's own Page, and no use for an application", () => {
  expect(workspace).toMatchObject({ kind: "sandbox", pageId: SANDBOX_PAGE, applicationId: null, key: null });
});

it("sends with key and secret, which the log does not show", async () => {
  const { messageUuid, refusal } = await send("Hello");

  expect([messageUuid, refusal]).toEqual(["uuid-1", null]);
  expect(appended[0]).toMatchObject({ request: { headers: { authorization: "Basic ***" } } });
});

it("waits its turn, one message a second, in the order of asking", async () => {
  const { clock } = account.running;
  const first = send("one");
  const others = [send("two"), send("three")];
  await first;
  while (clock.pending() < 2) await nextTurn();

  clock.advance(1_000);
  await others[0];
  clock.advance(1_000);
  const answers = await Promise.all(others);

  expect(answers.map(({ refusal }) => refusal)).toEqual([null, null]);
  expect(arrivals.map(({ text: words }) => words)).toEqual(["one", "two", "three"]);
});

it("says so when key and secret are refused, or when another Page would send", async () => {
  const { clock } = account.running;
  const wrongPage = await send("Hello", "0000000000000000");
  await account.workspaces.change(workspace.id, { apiSecret: "replaced" });
  clock.advance(1_000);
  const wrongSecret = await send("Hello");

  expect(wrongPage.refusal).toMatchObject({ code: "REPLY_SANDBOX_PAGE" });
  expect(wrongSecret.refusal).toMatchObject({ code: "REPLY_SECRET_REFUSED" });
});

it("goes back to an ordinary workspace when that is chosen", async () => {
  const { id } = await account.workspaces.add({ name: "Try", kind: "sandbox" });

  expect(await account.workspaces.change(id, { kind: "real" })).toMatchObject({
    kind: "real",
    apiHost: "https://api.nexmo.com",
    pageId: null,
  });
});

it("lets the simulator take the message as well", async () => {
  await account.workspaces.change(workspace.id, {
    kind: "sandbox",
    apiHost: account.running.url,
    pageId: account.running.identity.pageId,
  });

  const { refusal, messageUuid } = await send("Hello", account.running.identity.pageId);

  expect(refusal).toBeNull();
  expect(account.running.simulator.state().messages[0]?.message_uuid).toBe(messageUuid);
});
