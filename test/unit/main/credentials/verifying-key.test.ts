import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { readVerifyingKey } from "../../../../main/credentials/verifying-key.ts";

const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });

describe("the key to verify with", () => {
  it.each([
    ["a public key", pair.publicKey.export({ type: "spki", format: "pem" }).toString()],
    [
      "a public key in one line",
      pair.publicKey.export({ type: "spki", format: "pem" }).toString().replaceAll("\n", "\\n"),
    ],
    ["a PKCS#1 public key", pair.publicKey.export({ type: "pkcs1", format: "pem" }).toString()],
    ["the private key", pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString()],
  ])("may be %s", (_name, pem) => {
    expect(readVerifyingKey(pem).equals(pair.publicKey)).toBe(true);
  });

  it.each([
    [
      "of another kind",
      generateKeyPairSync("ed25519").publicKey.export({ type: "spki", format: "pem" }).toString(),
      "CREDENTIALS_KEY_NOT_RSA",
    ],
    ["damaged", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", "CREDENTIALS_KEY_DAMAGED"],
    ["no key at all", "hello", "CREDENTIALS_KEY_NOT_PEM"],
  ])("may not be %s", (_name, pem, code) => {
    expect(() => readVerifyingKey(pem)).toThrow(expect.objectContaining({ code }));
  });
});
