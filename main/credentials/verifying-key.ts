// Reads the key that a signature is checked with.
import { createPublicKey } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { AppError } from "../../preload/contract/errors.ts";
import { findPemBlocks, mendPemText, type PemBlock } from "./pem-text.ts";
import { readPrivateKey } from "./private-key.ts";

/**
 * Reads the key to verify with: a public key in PEM form, or the private key of the pair.
 * @throws AppError `CREDENTIALS_PUBLIC_KEY_UNUSABLE`; of a private key as `readPrivateKey`
 */
export function readVerifyingKey(text: string): KeyObject {
  const mended = mendPemText(text).text;
  if (/PRIVATE KEY-----/.test(mended)) return createPublicKey(readPrivateKey(text).key);
  const blocks = findPemBlocks(mended);
  const block = blocks.find(({ label }) => label === "PUBLIC KEY" || label === "RSA PUBLIC KEY");
  if (block === undefined) throw unusable(kindOfText(mended, blocks));
  const key = parsePublic(block);
  const kind = key.asymmetricKeyType ?? "unknown";
  if (kind !== "rsa") throw unusable(`It is of the kind ${kind.toUpperCase()}; Vonage takes RS256 only.`);
  return key;
}

function kindOfText(text: string, [block]: readonly PemBlock[]): string {
  if (/^(?:ssh|ecdsa|sk)-/.test(text.trimStart())) {
    return "It is in OpenSSH’s own form; ssh-keygen -e -m PKCS8 writes it as PEM.";
  }
  if (block?.label.includes("CERTIFICATE") === true) return "It is a certificate.";
  return "It is not in PEM form: it has no line “-----BEGIN PUBLIC KEY-----”.";
}

function parsePublic({ label, body }: PemBlock): KeyObject {
  try {
    const der = Buffer.from(body, "base64");
    return createPublicKey({ key: der, format: "der", type: label === "PUBLIC KEY" ? "spki" : "pkcs1" });
  } catch (error) {
    throw unusable("It is cut off or damaged.", error);
  }
}

function unusable(problem: string, cause?: unknown): AppError {
  return new AppError("CREDENTIALS_PUBLIC_KEY_UNUSABLE", { problem }, { cause });
}
