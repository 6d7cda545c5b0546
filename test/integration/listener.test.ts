// The listener over real HTTP and a real store: the table of CONTRACT section 4, line by line.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EventId } from "../../preload/contract/ids.ts";
import { startEngine, TEST_ACCOUNT, type TestEngine } from "../fakes/engine.ts";
import { signToken } from "../fakes/webhook-token.ts";

const HELLO = JSON.stringify({
  message_uuid: "aaaaaaaa-bbbb-cccc-dddd-0123456789ab",
  to: { type: "messenger", id: TEST_ACCOUNT.pageId },
  from: { type: "messenger", id: "1111111111111111" },
  timestamp: "2020-01-01T14:00:00.000Z",
  message: { content: { type: "text", text: "Hello from Facebook Messenger!" } },
});

let engine: TestEngine;

beforeEach(async () => {
  engine = await startEngine();
});
afterEach(() => engine.stop());

function post(
  body: string | Uint8Array<ArrayBuffer>,
  { path = "/webhooks/inbound", token }: { readonly path?: string; readonly token?: string } = {},
): Promise<Response> {
  return fetch(engine.url + path, {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
  });
}

function signed(body: string): string {
  return signToken({ secret: TEST_ACCOUNT.secret, body });
}

describe("a genuine delivery", () => {
  it("is answered 200 with an empty body and stored as it came", async () => {
    const answer = await post(HELLO, { token: signed(HELLO) });

    expect([answer.status, await answer.text()]).toEqual([200, ""]);
    expect(engine.store.get(EventId.parse(1))).toMatchObject({
      id: 1,
      kind: "inbound",
      receivedAt: 1_577_887_200_000,
      workspace: "w1",
      workspaceName: "Workspace w1",
      payloadVersion: "v0.1",
      psid: "1111111111111111",
      pageId: "0000000000000000",
      timestamp: "2020-01-01T14:00:00.000Z",
      messageType: "text",
      text: "Hello from Facebook Messenger!",
      signature: { state: "verified", reason: null },
      attempt: 1,
      request: { method: "POST", path: "/webhooks/inbound", bodyBytes: HELLO.length },
      raw: HELLO,
    });
  });
});
