// What the errors of Vonage's own SDK carry when the simulator refuses, and the one call that Messenger does not know.
import { Channels, MessengerCategory, MessengerText, UpdateMessageStatus } from "@vonage/messages";
import type { Vonage } from "@vonage/server-sdk";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Faults } from "../../main/simulator/faults.ts";
import type { RunningSimulator } from "../fakes/running-simulator.ts";
import { partiesOf, sendV01, textOf, type SdkMessage } from "./sdk-messages.ts";
import {
  refusalOf,
  sdkWithBasic,
  sdkWithJwt,
  startSimulatorToday,
  type SdkCredentials,
} from "./sdk-stage.ts";

const INSTANCE = expect.stringMatching(/^[0-9a-f]{32}$/);

let running: RunningSimulator;
let identity: RunningSimulator["identity"] | undefined;
let sdk: Vonage;

beforeEach(async () => {
  running = await startSimulatorToday(identity === undefined ? {} : { identity });
  ({ identity } = running);
  sdk = sdkWithJwt(running);
});
afterEach(() => running.stop());

describe("the SDK's error carries", () => {
  it.each<[string, () => SdkCredentials]>([
    ["a wrong secret", () => ({ apiSecret: "wrong" })],
    ["a wrong key", () => ({ apiKey: "a1b2c3d4" })],
  ])("401 for %s", async (_which, credentials) => {
    const refusal = await refusalOf(sdkWithBasic(running, credentials()).messages.send(textOf(running)));

    expect(refusal).toMatchObject({ status: 401, message: "Request failed with status code 401" });
    expect(refusal.body).toEqual({
      type: "https://developer.vonage.com/api-errors/#unathorized",
      title: "You did not provide correct credentials.",
      detail:
        "Check that you're using the correct credentials, and that your account has this feature enabled",
      instance: INSTANCE,
    });
  });

  it("422 with invalid_parameters", async () => {
    const noTag = { category: MessengerCategory.MESSAGE_TAG };

    const refusal = await refusalOf(
      sdk.messages.send(new MessengerText({ ...partiesOf(running), text: "Hello", messenger: noTag })),
    );

    expect(refusal.status).toBe(422);
    expect(refusal.headers.get("content-type")).toBe("application/json");
    expect(refusal.body).toEqual({
      type: "https://developer.vonage.com/api-errors/messages#1150",
      title: "Invalid params",
      detail: "The value of one or more parameters is invalid.",
      instance: INSTANCE,
      invalid_parameters: [{ name: "messenger.tag", reason: "is required." }],
    });
  });

  it.each<[string, object, string]>([
    ["another channel", { channel: Channels.WHATSAPP }, "1100"],
    ["a Page of somebody else", { from: "42" }, "1120"],
    ["an empty recipient", { to: "" }, "110"],
    ["an unknown type", { messageType: "sticker" }, "1140"],
    ["a long reference", { clientRef: "x".repeat(101) }, "1060"],
    ["an unknown category", { messenger: { category: "whatever" } }, "1110"],
  ])("422 for %s", async (_which, changes, code) => {
    const message = { ...textOf(running), ...changes } as SdkMessage;

    const refusal = await refusalOf(sdk.messages.send(message));

    expect(refusal.status).toBe(422);
    expect(refusal.body["type"]).toBe(`https://developer.vonage.com/api-errors/messages#${code}`);
  });

  it("400 with invalid_parameters from v0.1", async () => {
    const refusal = await refusalOf(sendV01(running, sdk, { type: "image", image: {} }));

    expect(refusal.status).toBe(400);
    expect(refusal.headers.get("content-type")).toBe("application/problem+json");
    expect(refusal.body).toEqual({
      type: "https://www.nexmo.com/messages/Errors#InvalidParams",
      title: "Invalid Parameters",
      detail: "Your request parameters did not validate.",
      instance: INSTANCE,
      invalid_parameters: [{ name: "message.content.image.url", reason: "is required." }],
    });
  });

  it("429 with Retry-After and the rate", async () => {
    running.simulator.setFaults({ api: "throttled" });

    const { status, headers, body } = await refusalOf(sdk.messages.send(textOf(running)));

    expect(status).toBe(429);
    expect(body).toMatchObject({ title: "Rate Limit Hit", detail: "Please wait, then retry your request" });
    expect({
      retryAfter: headers.get("retry-after"),
      limit: headers.get("x-ratelimit-limit"),
      remaining: headers.get("x-ratelimit-remaining"),
      reset: headers.get("x-ratelimit-reset"),
    }).toEqual({
      retryAfter: "2",
      limit: "30",
      remaining: "0",
      reset: String(running.clock.now() + 2_000),
    });
  });

  it.each<[NonNullable<Faults["api"]>, number, string]>([
    ["low-balance", 402, "Low balance"],
    ["internal-error", 500, "Internal error"],
  ])("%s as %i", async (api, status, title) => {
    running.simulator.setFaults({ api });

    expect(await refusalOf(sdk.messages.send(textOf(running)))).toMatchObject({ status, body: { title } });
  });

  it("the ids that support asks for", async () => {
    const { headers, body } = await refusalOf(sdk.messages.send({ ...textOf(running), to: "" }));

    expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get("x-nexmo-trace-id")).toBe(body["instance"]);
  });
});

it("a request without an answer ends by the SDK's own time-out", async () => {
  running.simulator.setFaults({ api: "no-answer" });
  const request = { url: `${running.url}/v1/messages`, method: "POST", timeout: 20 };

  const outcome = sdk.messages.sendRequest(request as Parameters<typeof sdk.messages.sendRequest>[0]);

  await expect(outcome).rejects.toMatchObject({ name: "AbortError" });
});

function update(vonage: Vonage, messageUuid: string): Promise<boolean> {
  return vonage.messages.updateMessage(messageUuid, UpdateMessageStatus.READ, { typingIndicator: "text" });
}

describe("updating a message, which only other channels know,", () => {
  const notSupported = {
    type: "https://developer.vonage.com/api-errors#unprocessable-entity",
    title: "Unprocessable Entity",
    detail: "Operation not supported for this channel.",
    instance: INSTANCE,
  };

  it("is 422 for a message that was sent", async () => {
    const { messageUUID } = await sdk.messages.send(textOf(running));

    const refusal = await refusalOf(update(sdk, messageUUID));

    expect(refusal.status).toBe(422);
    expect(refusal.body).toEqual(notSupported);
  });

  it("is 422 for a message that a person wrote", async () => {
    const { messageUuid } = await running.simulator.receive({ type: "text" });

    const refusal = await refusalOf(update(sdk, messageUuid));

    expect(refusal.status).toBe(422);
    expect(refusal.body).toEqual(notSupported);
  });

  it("is 404 for any other, and for one of before a reset", async () => {
    const { messageUuid } = await running.simulator.receive({ type: "text" });
    running.simulator.reset();

    const refusals = await Promise.all(["asdf", messageUuid].map((id) => refusalOf(update(sdk, id))));

    expect(refusals.map(({ status, body }) => ({ status, body }))).toEqual(
      ["asdf", messageUuid].map((id) => ({
        status: 404,
        body: {
          type: "https://developer.vonage.com/api-errors#not-found",
          title: "Not Found",
          detail: `Message with ID ${id} not found`,
          instance: INSTANCE,
        },
      })),
    );
  });

  it("is 401 with key and secret", async () => {
    expect(await refusalOf(update(sdkWithBasic(running), "asdf"))).toMatchObject({ status: 401 });
  });
});
