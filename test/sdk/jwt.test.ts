// JWTs minted by Vonage's own package: which of them the simulator takes, and how it refuses the others.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tokenGenerate } from "@vonage/jwt";
import { MessengerCategory, MessengerText } from "@vonage/messages";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RunningSimulator } from "../fakes/running-simulator.ts";
import { makeKeyPair } from "../fakes/simulator-client.ts";
import { refusalOf, sdkWithJwt, startSimulatorToday, type SdkCredentials } from "./sdk-stage.ts";

const UNAUTHORIZED = {
  type: "https://developer.vonage.com/api-errors/#unathorized",
  title: "You did not provide correct credentials.",
  detail: "Check that you're using the correct credentials, and that your account has this feature enabled",
  instance: expect.stringMatching(/^[0-9a-f]{32}$/),
};

let running: RunningSimulator;
let identity: RunningSimulator["identity"] | undefined;

beforeEach(async () => {
  running = await startSimulatorToday(identity === undefined ? {} : { identity });
  ({ identity } = running);
});
afterEach(() => running.stop());

function text(): MessengerText {
  const { psid, pageId } = running.identity;
  return new MessengerText({
    to: psid,
    from: pageId,
    text: "Hello",
    messenger: { category: MessengerCategory.RESPONSE },
  });
}

function send(changes: SdkCredentials = {}): Promise<unknown> {
  return sdkWithJwt(running, changes).messages.send(text());
}

describe("a JWT of the SDK is taken", () => {
  it.each<[string, () => SdkCredentials]>([
    ["as it comes", () => ({})],
    ["of 30 seconds", () => ({ jwtOptions: { ttl: 30 } })],
    ["until a moment in ten hours", () => ({ jwtOptions: { exp: Math.floor(Date.now() / 1000) + 36_000 } })],
    [
      "with a subject, an ACL and a jti",
      () => ({ jwtOptions: { subject: "alice", jti: "mine", acl: { paths: { "/*/messages/**": {} } } } }),
    ],
    ["with the private key as bytes", () => ({ privateKey: Buffer.from(running.identity.privateKeyPem) })],
  ])("%s", async (_which, credentials) => {
    expect(await send(credentials())).toEqual({ messageUUID: expect.any(String) });
  });

  it("with the private key from its file", async () => {
    const folder = await mkdtemp(join(tmpdir(), "hookline-sdk-"));
    const privateKey = join(folder, "private.key");
    await writeFile(privateKey, running.identity.privateKeyPem, { mode: 0o600 });

    const sent = await send({ privateKey }).finally(() => rm(folder, { recursive: true }));

    expect(sent).toEqual({ messageUUID: expect.any(String) });
  });

  it("when it was minted by the package alone", async () => {
    const token = tokenGenerate(running.identity.applicationId, running.identity.privateKeyPem);

    const response = await fetch(`${running.url}/v1/messages`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({ ...text(), message_type: "text" }),
    });

    expect(response.status).toBe(202);
  });
});

describe("a JWT of the SDK is refused", () => {
  it.each<[string, () => SdkCredentials]>([
    ["of another key", () => ({ privateKey: makeKeyPair().privateKey })],
    ["of another application", () => ({ applicationId: "aaaaaaaa-bbbb-cccc-dddd-0123456789ab" })],
    ["of less than 30 s", () => ({ jwtOptions: { ttl: 29 } })],
    ["issued a day ago", () => ({ jwtOptions: { issued_at: Math.floor(Date.now() / 1000) - 86_400 } })],
    ["issued in an hour", () => ({ jwtOptions: { issued_at: Math.floor(Date.now() / 1000) + 3_600 } })],
  ])("%s", async (_which, credentials) => {
    const refusal = await refusalOf(send(credentials()));

    expect(refusal).toMatchObject({ status: 401, message: "Request failed with status code 401" });
    expect(refusal.headers.get("content-type")).toBe("application/problem+json");
    expect(refusal.body).toEqual(UNAUTHORIZED);
  });

  it("once it has expired", async () => {
    running.clock.advance(15 * 60_000 + 1_000);

    const refusal = await refusalOf(send());

    expect(refusal.status).toBe(401);
    expect(refusal.body).toEqual(UNAUTHORIZED);
  });

  it("of an application without the Messages capability", async () => {
    const application = running.accountBook.application(running.identity.applicationId);
    if (application === null) throw new Error("The simulated application is gone.");
    running.accountBook.putApplication({
      ...application,
      members: { ...application.members, capabilities: { vbc: {} } },
    });

    const refusal = await refusalOf(send());

    expect(refusal.status).toBe(401);
    expect(refusal.body).toEqual({
      type: "https://developer.vonage.com/api-errors/#unprovisioned",
      title: "The crendentials provided do not have access to the requested product",
      detail: "Check your API key is correct and has been whitelisted",
      instance: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
  });
});
