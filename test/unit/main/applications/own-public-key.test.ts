import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { readOwnPublicKey } from "../../../../main/applications/own-public-key.ts";

const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const spki = publicKey.export({ type: "spki", format: "pem" }).toString();
const pkcs8 = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const short = generateKeyPairSync("rsa", { modulusLength: 1024 }).publicKey;

describe("a public key that somebody brings", () => {
  it.each([
    ["as it is", spki],
    ["as PKCS#1", publicKey.export({ type: "pkcs1", format: "pem" }).toString()],
    ["with Windows line breaks and a quote around it", `"${spki.replaceAll("\n", "\r\n")}"`],
    ["with its line breaks written out", spki.replaceAll("\n", "\\n")],
  ])("is read %s and written anew", (_how, text) => {
    const read = readOwnPublicKey(text);

    expect(read).toBe(spki);
    expect(createPublicKey(read).equals(publicKey)).toBe(true);
  });

  it.each([
    ["a private key, which must not travel", pkcs8, /private key/],
    ["both keys of a pair", pkcs8 + spki, /private key/],
    ["two public keys", spki + spki, /more than one/],
    ["a certificate", "-----BEGIN CERTIFICATE-----\nTUlJ\n-----END CERTIFICATE-----\n", /certificate/],
    ["half a key", spki.slice(0, 200), /damaged/],
    ["no PEM at all", "ssh-rsa AAAA", /not in PEM form/],
    ["a short key", short.export({ type: "spki", format: "pem" }).toString(), /2048/],
    [
      "a key of another kind",
      generateKeyPairSync("ed25519").publicKey.export({ type: "spki", format: "pem" }).toString(),
      /RSA/,
    ],
    ["a private key under a public label", pkcs8.replaceAll("PRIVATE", "PUBLIC"), /damaged/],
  ])("is refused when it is %s", (_what, text, problem) => {
    expect(() => readOwnPublicKey(text)).toThrow(
      expect.objectContaining({
        code: "APPLICATION_PUBLIC_KEY_INVALID",
        details: { problem: expect.stringMatching(problem) },
      }),
    );
  });
});
