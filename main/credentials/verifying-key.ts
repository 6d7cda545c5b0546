// Reads the key that a signature is checked with.
import { createPublicKey } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { AppError } from "../../preload/contract/errors.ts";
import { findPemBlocks, mendPemText } from "./pem-text.ts";
import { readPrivateKey } from "./private-key.ts";

/**
 * Reads the key to verify with: a public key in PEM form, or the private key of the pair.
 * @throws AppError as `readPrivateKey`, and `CREDENTIALS_KEY_NOT_RSA`
 */
export function readVerifyingKey(text: string): KeyObject {
  const mended = mendPemText(text).text;
  const block = findPemBlocks(mended).find(
    ({ label }) => label === "PUBLIC KEY" || label === "RSA PUBLIC KEY",
  );
  const hasPrivate = mended.includes("PRIVATE KEY-----");
  if (block === undefined || hasPrivate) return createPublicKey(readPrivateKey(text).key);
  const key = parsePublic(block.label, block.body);
  const kind = key.asymmetricKeyType ?? "unknown";
  if (kind !== "rsa") throw new AppError("CREDENTIALS_KEY_NOT_RSA", { kind: kind.toUpperCase() });
  return key;
}

function parsePublic(label: string, body: string): KeyObject {
  try {
    const der = Buffer.from(body, "base64");
    return createPublicKey({ key: der, format: "der", type: label === "PUBLIC KEY" ? "spki" : "pkcs1" });
  } catch (error) {
    throw new AppError("CREDENTIALS_KEY_DAMAGED", {}, { cause: error });
  }
}
