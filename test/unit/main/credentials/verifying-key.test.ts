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
      "It is of the kind ED25519; Vonage takes RS256 only.",
    ],
    ["damaged", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", "It is cut off or damaged."],
    [
      "in OpenSSH's form",
      "ssh-rsa AAAAB3NzaC1yc2E me@here\n",
      "It is in OpenSSH’s own form; ssh-keygen -e -m PKCS8 writes it as PEM.",
    ],
    [
      "a certificate",
      "-----BEGIN CERTIFICATE-----\nTUlJ\n-----END CERTIFICATE-----\n",
      "It is a certificate.",
    ],
    ["no key at all", "hello", "It is not in PEM form: it has no line “-----BEGIN PUBLIC KEY-----”."],
  ])("may not be %s", (_name, pem, problem) => {
    const error = { code: "CREDENTIALS_PUBLIC_KEY_UNUSABLE", details: { problem } };

    expect(() => readVerifyingKey(pem)).toThrow(expect.objectContaining(error));
  });

  it("speaks of a private key where one was given", () => {
    const ec = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;

    const act = () => readVerifyingKey(ec.export({ type: "pkcs8", format: "pem" }).toString());

    expect(act).toThrow(expect.objectContaining({ code: "CREDENTIALS_KEY_NOT_RSA" }));
  });
});
