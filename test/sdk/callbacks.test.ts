// The simulator's webhooks, judged by the verifier of Vonage's own package. It looks at the signature only; the hash of
// the body is summed up here.
import { createHash } from "node:crypto";
import { verifySignature } from "@vonage/jwt";
import { MessengerCategory, MessengerText } from "@vonage/messages";
import { decodeJwt, decodeProtectedHeader } from "jose";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PayloadVersion } from "../../preload/contract/event.ts";
import type { SimulatorFault } from "../../preload/contract/simulator.ts";
import type { RunningSimulator } from "../fakes/running-simulator.ts";
import type { ReceivedWebhook } from "../fakes/webhook-receiver.ts";
import { sdkWithBasic, sdkWithJwt, startSimulatorToday } from "./sdk-stage.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const VERSIONS: readonly PayloadVersion[] = ["v0.1", "v1"];

let running: RunningSimulator;
let identity: RunningSimulator["identity"] | undefined;

beforeEach(async () => {
  running = await startSimulatorToday(identity === undefined ? {} : { identity });
  ({ identity } = running);
});
afterEach(() => running.stop());

type Kind = "inbound" | "status";

/** The one webhook of a kind, a version and a fault. */
async function webhookOf(
  kind: Kind,
  payloadVersion: PayloadVersion,
  fault: SimulatorFault | null = null,
): Promise<ReceivedWebhook> {
  if (kind === "inbound") await running.simulator.receive({ type: "text", payloadVersion, fault });
  else await running.simulator.sendStatus({ status: "delivered", payloadVersion, fault });
  return newest();
}

function newest(): ReceivedWebhook {
  const webhook = running.receiver.received.at(-1);
  if (webhook === undefined) throw new Error("No webhook came.");
  return webhook;
}

function tokenOf({ headers }: ReceivedWebhook): string {
  return (headers.authorization ?? "").replace(/^Bearer /, "");
}

function hashOf({ bytes }: ReceivedWebhook): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function isVerified(webhook: ReceivedWebhook): boolean {
  return verifySignature(tokenOf(webhook), running.identity.signatureSecret);
}

const KINDS = VERSIONS.flatMap((version) => [["inbound", version] as const, ["status", version] as const]);

describe.each(KINDS)("a webhook of kind %s in %s", (kind, version) => {
  it("is verified by the SDK, and its hash is that of its bytes", async () => {
    const webhook = await webhookOf(kind, version);

    expect(isVerified(webhook)).toBe(true);
    expect(decodeProtectedHeader(tokenOf(webhook))).toEqual({ alg: "HS256", typ: "JWT" });
    expect(decodeJwt(tokenOf(webhook))).toEqual({
      iss: "Vonage",
      iat: Math.floor(running.clock.now() / 1000),
      jti: expect.stringMatching(UUID),
      payload_hash: hashOf(webhook),
      api_key: running.identity.apiKey,
      application_id: running.identity.applicationId,
    });
  });

  it("is refused by the SDK with another secret", async () => {
    const webhook = await webhookOf(kind, version);

    expect(verifySignature(tokenOf(webhook), "another secret")).toBe(false);
  });

  it("is refused by the SDK when it is badly signed on purpose", async () => {
    const webhook = await webhookOf(kind, version, "bad-signature");

    expect(isVerified(webhook)).toBe(false);
    expect(decodeJwt(tokenOf(webhook))).toMatchObject({ payload_hash: hashOf(webhook) });
  });

  it("of a wrong hash is verified by the SDK: only the sum of the bytes tells", async () => {
    const webhook = await webhookOf(kind, version, "wrong-hash");

    expect(isVerified(webhook)).toBe(true);
    expect(decodeJwt(tokenOf(webhook))["payload_hash"]).not.toBe(hashOf(webhook));
  });

  it("that is unsigned has nothing to verify", async () => {
    const webhook = await webhookOf(kind, version, "unsigned");

    expect(webhook.headers.authorization).toBeUndefined();
    expect(isVerified(webhook)).toBe(false);
  });

  it("that is late is verified by the SDK, which does not look at its age", async () => {
    const webhook = await webhookOf(kind, version, "late");

    expect(isVerified(webhook)).toBe(true);
    expect(decodeJwt(tokenOf(webhook)).iat).toBe(Math.floor(running.clock.now() / 1000) - 90);
  });
});

it("every status of a message that the SDK sent is verified, with application_id", async () => {
  await sendText("JWT");

  const claims = (await statuses()).map((webhook) => ({
    isVerified: isVerified(webhook),
    applicationId: decodeJwt(tokenOf(webhook))["application_id"],
    isWhole: decodeJwt(tokenOf(webhook))["payload_hash"] === hashOf(webhook),
  }));

  const { applicationId } = running.identity;
  const good = { isVerified: true, applicationId, isWhole: true };
  expect(claims).toEqual([good, good, good]);
});

it("statuses of a message sent with key and secret name no application", async () => {
  await sendText("Basic");

  const claims = (await statuses()).map((webhook) => ({
    isVerified: isVerified(webhook),
    hasApplication: "application_id" in decodeJwt(tokenOf(webhook)),
  }));

  const accounts = { isVerified: true, hasApplication: false };
  expect(claims).toEqual([accounts, accounts, accounts]);
});

async function sendText(mode: "JWT" | "Basic"): Promise<void> {
  const { psid, pageId } = running.identity;
  await running.simulator.receive({ type: "text" });
  const sdk = mode === "JWT" ? sdkWithJwt(running) : sdkWithBasic(running);
  await sdk.messages.send(
    new MessengerText({
      to: psid,
      from: pageId,
      text: "Hello",
      messenger: { category: MessengerCategory.RESPONSE },
    }),
  );
}

/** Submitted, delivered and read, without the inbound message before them. */
async function statuses(): Promise<readonly ReceivedWebhook[]> {
  running.clock.advance(10_000);
  return (await running.receiver.arrivals(4)).slice(1);
}
