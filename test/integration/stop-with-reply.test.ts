// A stop while a reply waits for Vonage: its answer is awaited and told for a while, and given up, told and logged after that.
import { connect } from "node:net";
import { once } from "node:events";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createControlClient } from "../../main/control/control-client.ts";
import type { WorkspaceId } from "../../preload/contract/ids.ts";
import type { SentReply } from "../../preload/contract/reply.ts";
import { speak } from "../fakes/cli-voice.ts";
import { draftOf } from "../fakes/drafts.ts";
import { startHeldVonage, type HeldVonage } from "../fakes/held-vonage.ts";
import { startTestApp, type RunningApp } from "../fakes/running-app.ts";

let test: RunningApp;
let vonage: HeldVonage;
let workspace: WorkspaceId;

beforeEach(async () => {
  vonage = await startHeldVonage();
  test = await startTestApp();
  const account = { apiKey: "a1b2c3d4", apiSecret: "a-secret" } as const;
  const agreed = { agreedHost: vonage.url, unchecked: true } as const;
  const added = { name: "Bot", apiHost: vonage.url, ...account, ...agreed };
  workspace = (await test.app.handlers["workspaces.add"](added)).id;
});
afterEach(async () => {
  await test.stop();
  await vonage.stop();
});

/** As a command does it, through the control server. */
function sendByCommand(): Promise<SentReply> {
  const { control: controlPort, controlKey } = test.running;
  return createControlClient({ pid: 4711, controlPort, controlKey }).call(
    "messages.sendReply",
    draftOf({ workspace }),
  );
}

/** What the store holds once nobody has it open. */
async function logged(): Promise<readonly unknown[]> {
  const query = ["events", "--json", "--query", "kind:reply", "--data-dir", test.dataFolder];
  const { stdout } = await speak(query);
  const lines = stdout.split("\n").filter((line) => line !== "");
  return lines.map((line): unknown => JSON.parse(line));
}

it("still tells the command what Vonage answers within 4 s, and logs it", async () => {
  const sending = sendByCommand();
  await vonage.arrived("Hi");

  const stopping = test.app.stop();
  test.clock.advance(3_900);
  await vonage.take("Hi");

  const { messageUuid, refusal } = await sending;
  await stopping;
  expect(refusal).toBeNull();
  expect(await logged()).toMatchObject([{ text: "Hi", messageUuid, response: { status: 202 } }]);
});

it("gives it up after 4 s: tells that it may be out, logs that, and lets go of the connection", async () => {
  const sending = sendByCommand();
  await vonage.arrived("Hi");

  const stopping = test.app.stop();
  test.clock.advance(4_000);

  const refusal = { code: "REPLY_CONNECTION_LOST", details: { reason: "Hookline was stopped" } };
  expect(await sending).toMatchObject({ messageUuid: null, refusal });
  await stopping;
  await vonage.idle();
  expect(await logged()).toMatchObject([
    { text: "Hi", response: null, error: { code: refusal.code, detail: "Hookline was stopped" } },
  ]);
});

it("gives up what a page sent, too, and logs it", async () => {
  const sending = test.app.call("messages.sendReply", draftOf({ workspace }));
  await vonage.arrived("Hi");

  const stopping = test.app.stop();
  test.clock.advance(4_000);

  expect(await sending).toMatchObject({ ok: true, value: { refusal: { code: "REPLY_CONNECTION_LOST" } } });
  await stopping;
  expect(await logged()).toMatchObject([{ text: "Hi", response: null }]);
});

it("waits 1 s for a command that was not heard out", async () => {
  const silent = connect(test.running.control, "127.0.0.1");
  const closed = once(silent.resume(), "close");
  await once(silent, "connect");

  const stopping = test.app.stop();
  test.clock.advance(1_000);

  await Promise.all([stopping, closed]);
  expect(test.clock.pending()).toBe(0);
});
