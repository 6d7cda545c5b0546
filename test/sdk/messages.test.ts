// The Messages API as Vonage's own SDK sees it: five types in both generations, and the options that it can carry.
import {
  Channels,
  MessageTypes,
  MessengerCategory,
  MessengerTags,
  MessengerText,
  SMS,
} from "@vonage/messages";
import type { Vonage } from "@vonage/server-sdk";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFrozenClock } from "../fakes/clock.ts";
import type { RunningSimulator } from "../fakes/running-simulator.ts";
import { partiesOf, sendV01, textOf, V01_CONTENTS, V1_TYPES, type SdkMessage } from "./sdk-messages.ts";
import { sdkWithBasic, sdkWithJwt, startSimulatorToday } from "./sdk-stage.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const AUTHENTICATIONS = { JWT: sdkWithJwt, Basic: sdkWithBasic };
const MODES = ["JWT", "Basic"] as const;
const V1_NAMES = ["text", "image", "audio", "video", "file"] as const;
const V01_NAMES = [...V1_NAMES, "custom"] as const;

let running: RunningSimulator;
let identity: RunningSimulator["identity"] | undefined;
let sdk: Vonage;

beforeEach(async () => {
  running = await startSimulatorToday(identity === undefined ? {} : { identity });
  ({ identity } = running);
  sdk = sdkWithJwt(running);
  await running.simulator.receive({ type: "text", text: "Hi" });
});
afterEach(() => running.stop());

/** Statuses of a message, once those of the first one all came. */
async function statusesOf(messageUuid: string): Promise<unknown> {
  running.clock.advance(10_000);
  await running.receiver.arrivals(4);
  return running.simulator.state().messages.find((message) => message.message_uuid === messageUuid)?.statuses;
}

describe.each(MODES)("with %s the SDK", (mode) => {
  it.each(V1_NAMES)("sends v1 %s, which is delivered and read", async (type) => {
    const { messageUUID } = await AUTHENTICATIONS[mode](running).messages.send(V1_TYPES[type](running));

    expect(messageUUID).toMatch(UUID);
    expect(await statusesOf(messageUUID)).toEqual(["submitted", "delivered", "read"]);
  });

  it.each(V01_NAMES)("sends v0.1 %s, which is delivered and read", async (type) => {
    const { status, data } = await sendV01(running, AUTHENTICATIONS[mode](running), {
      type,
      ...V01_CONTENTS[type],
    });

    expect(status).toBe(202);
    expect(data).toEqual({ message_uuid: expect.stringMatching(UUID) });
    const { message_uuid } = data as { message_uuid: string };
    expect(await statusesOf(message_uuid)).toEqual(["submitted", "delivered", "read"]);
  });
});

describe("options of the SDK arrive", () => {
  it("as client_ref, webhook_url and webhook_version", async () => {
    const { messageUUID } = await sdk.messages.send({
      ...textOf(running),
      clientRef: "order-17",
      webhookUrl: `${running.receiver.url}/elsewhere`,
      webhookVersion: "v0.1",
    });
    running.clock.advance(400);
    const [, status] = await running.receiver.arrivals(2);

    expect(status).toMatchObject({
      path: "/elsewhere",
      json: {
        message_uuid: messageUUID,
        to: { type: "messenger", id: running.identity.psid },
        status: "submitted",
        client_ref: "order-17",
      },
    });
  });

  it("as category and tag: HUMAN_AGENT reaches a person who wrote two days ago", async () => {
    await running.stop();
    const twoDaysAgo = createFrozenClock({ now: Date.now() - 48 * 3_600_000 });
    running = await startSimulatorToday({ identity: running.identity, clock: twoDaysAgo });
    sdk = sdkWithJwt(running);
    await running.simulator.receive({ type: "text", text: "Hi" });
    running.clock.advance(48 * 3_600_000);
    const tagged = new MessengerText({
      ...partiesOf(running),
      text: "A human writes",
      messenger: { category: MessengerCategory.MESSAGE_TAG, tag: MessengerTags.HUMAN_AGENT },
    });

    const { messageUUID } = await sdk.messages.send(tagged);
    const late = await sdk.messages.send(textOf(running));

    expect(await statusesOf(messageUUID)).toEqual(["submitted", "delivered", "read"]);
    expect(await statusesOf(late.messageUUID)).toEqual(["submitted", "rejected"]);
  });

  it("as failover: the SMS behind a refused message is sent", async () => {
    const sms = new SMS({
      to: "447700900000",
      from: "447700900001",
      text: "By SMS",
      channel: Channels.SMS,
      messageType: MessageTypes.TEXT,
    });
    await sdk.messages.send({
      ...textOf(running),
      to: "9999999999999999",
      failover: [sms],
    } as SdkMessage);
    for (const [index, delayMs] of [400, 800, 400, 800].entries()) {
      running.clock.advance(delayMs);
      await running.receiver.arrivals(index + 2);
    }

    expect(running.receiver.received.slice(1).map(({ json }) => json)).toMatchObject([
      { channel: "messenger", status: "submitted", workflow: { items_number: "1", items_total: "2" } },
      { channel: "messenger", status: "rejected", error: { title: "1300" } },
      { channel: Channels.SMS, status: "submitted", workflow: { items_number: "2", items_total: "2" } },
      { channel: Channels.SMS, status: "delivered" },
    ]);
  });
});
