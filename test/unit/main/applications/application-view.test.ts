import { generateKeyPairSync } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toApplication } from "../../../../main/applications/application-view.ts";
import { pairingOf } from "../../../../main/applications/key-pairing.ts";
import { fingerprintOf } from "../../../../main/credentials/private-key.ts";
import { basicOf } from "../../../../main/network/vonage-call.ts";
import { Application } from "../../../../preload/contract/applications.ts";

const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const fingerprint = fingerprintOf(publicKey);
const account = { apiKey: "a1b2c3d4", apiSecret: "api-secret-0123", apiHost: "https://api.nexmo.com" };

describe("the view of an application", () => {
  it("shows what the API gave", () => {
    const view = toApplication(
      {
        id: "78d335fa-323d-0114-9c3d-d6f0d48968cf",
        name: "Bot",
        keys: { public_key: publicKey.export({ type: "spki", format: "pem" }).toString() },
        capabilities: {
          voice: {},
          messages: {
            version: "v0.1",
            authenticate_inbound_media: true,
            webhooks: {
              inbound_url: { address: "https://a.example/in", http_method: "POST" },
              status_url: { address: "https://a.example/status", http_method: "GET" },
            },
          },
        },
        privacy: { improve_ai: false },
      },
      account,
    );

    expect(view).toEqual({
      id: "78d335fa-323d-0114-9c3d-d6f0d48968cf",
      name: "Bot",
      hasMessages: true,
      inbound: { address: "https://a.example/in", method: "POST" },
      status: { address: "https://a.example/status", method: "GET" },
      version: "v0.1",
      mediaAuthentication: true,
      improveAi: false,
      keyFingerprint: fingerprint,
    });
  });

  it("has null for what the API left out, and for a key that is none", () => {
    const view = toApplication(
      {
        id: "1",
        name: "Voice",
        keys: { public_key: "PLACEHOLDER" },
        capabilities: {},
      },
      account,
    );

    expect(view).toEqual({
      id: "1",
      name: "Voice",
      hasMessages: false,
      inbound: null,
      status: null,
      version: null,
      mediaAuthentication: null,
      improveAi: null,
      keyFingerprint: null,
    });
  });

  it("shows no secret that the host repeats in a name or a version, and leaves what is written back alone", () => {
    const repeated = `Bot ${account.apiSecret} of ${basicOf(account)}`;
    const raw = { id: "1", name: repeated, capabilities: { messages: { version: account.apiSecret } } };

    const { name, version } = toApplication(raw, account);

    expect({ name, version }).toEqual({ name: "Bot *** of ***", version: "***" });
    expect(raw.name).toBe(repeated);
  });

  it("is always one that the contract takes, whatever the members are", () => {
    const messages = fc.record(
      { version: fc.jsonValue(), webhooks: fc.jsonValue(), authenticate_inbound_media: fc.jsonValue() },
      { requiredKeys: [] },
    );
    const raw = fc.record(
      {
        keys: fc.jsonValue(),
        capabilities: fc.oneof(fc.jsonValue(), fc.record({ messages })),
        privacy: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );

    fc.assert(
      fc.property(raw, (members) => {
        expect(
          Application.safeParse(toApplication({ ...members, id: "1", name: "x" }, account)).success,
        ).toBe(true);
      }),
    );
  });
});

describe("the pairing of keys", () => {
  it.each([
    [null, fingerprint, "no-key"],
    [{ fingerprint }, null, "no-public-key"],
    [{ fingerprint }, fingerprint, "paired"],
    [{ fingerprint: "SHA256:other" }, fingerprint, "unpaired"],
  ])("of %o and %s is %s", (key, keyFingerprint, pairing) => {
    expect(pairingOf(key, { keyFingerprint })).toBe(pairing);
  });
});
