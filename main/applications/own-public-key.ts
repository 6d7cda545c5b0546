// Reads the public key that a person brings for an application.
//
// Threat model: node reads a private key where a public one is asked for, and what is read here goes to Vonage. So the
// label of the text decides, and only the public key inside is passed on, written anew.
import { createPublicKey, type KeyObject } from "node:crypto";
import { AppError } from "../../preload/contract/errors.ts";
import { decodePemBody, findPemBlocks, mendPemText } from "../credentials/pem-text.ts";

const FORMS = { "PUBLIC KEY": "spki", "RSA PUBLIC KEY": "pkcs1" } as const;
const MIN_BITS = 2048;

/** The key as an SPKI PEM, the form Vonage takes. @throws AppError `APPLICATION_PUBLIC_KEY_INVALID` */
export function readOwnPublicKey(text: string): string {
  const [block, ...others] = findPemBlocks(mendPemText(text).text);
  if (block === undefined)
    throw refusal("It is not in PEM form: it has no line “-----BEGIN PUBLIC KEY-----”.");
  const label = block.label;
  if (label.endsWith("PRIVATE KEY"))
    throw refusal("It is a private key, which stays with you. Nothing of it was sent.");
  if (label !== "PUBLIC KEY" && label !== "RSA PUBLIC KEY") throw refusal(`It is a ${label.toLowerCase()}.`);
  if (others.length > 0) throw refusal("The text holds more than one key.");

  const der = block.isComplete ? decodePemBody(block.body) : null;
  const key = der === null ? null : parse(der, FORMS[label]);
  if (key === null) throw refusal("It is cut off or damaged.");
  const bits = key.asymmetricKeyType === "rsa" ? (key.asymmetricKeyDetails?.modulusLength ?? 0) : 0;
  if (bits < MIN_BITS) throw refusal(`It is not an RSA key of ${MIN_BITS} bits or more.`);
  return key.export({ type: "spki", format: "pem" }).toString();
}

function parse(der: Buffer, type: "spki" | "pkcs1"): KeyObject | null {
  try {
    return createPublicKey({ key: der, format: "der", type });
  } catch {
    // Not what its label says: the caller calls it damaged.
    return null;
  }
}

function refusal(problem: string): AppError {
  return new AppError("APPLICATION_PUBLIC_KEY_INVALID", { problem });
}
