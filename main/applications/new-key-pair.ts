// Makes the key pair of a new application on this computer, so that its private key never travels.
import { generateKeyPair } from "node:crypto";
import { promisify } from "node:util";
import { fingerprintOf } from "../credentials/private-key.ts";

/** A pair as PEM: the public key to hand out, the private one for the vault. */
export interface NewKeyPair {
  readonly publicKeyPem: string;
  readonly privateKeyPem: string;
  /** Of the public key. */
  readonly keyFingerprint: string;
}

/** As long as the keys that Vonage makes. */
const BITS = 2048;

/** Makes an RSA pair: SPKI and PKCS#8, the forms Vonage itself uses. Takes a moment, but blocks nothing. */
export async function makeKeyPair(): Promise<NewKeyPair> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)("rsa", { modulusLength: BITS });
  return {
    publicKeyPem: publicKey.export({ type: "spki", format: "pem" }).toString(),
    privateKeyPem: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    keyFingerprint: fingerprintOf(publicKey),
  };
}
