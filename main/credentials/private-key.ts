// Reads the private key of an application from whatever text a person has of it.
//
// Threat model: the text is a secret, or may be another secret put in by mistake. Nothing of it goes into an error but
// the label of a PEM block, a well-known opening word, or at most four characters.
import { createHash, createPrivateKey, createPublicKey, sign, verify } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { AppError } from "../../preload/contract/errors.ts";
import type { KeySummary } from "../../preload/contract/workspace.ts";
import { decodePemBody, findPemBlocks, hasPemLines, mendPemText } from "./pem-text.ts";
import type { PemBlock } from "./pem-text.ts";

/** A private key that can sign RS256, ready for use. */
export interface ReadKey {
  readonly key: KeyObject;
  /** How it is stored, whatever form it came in. */
  readonly pkcs8Pem: string;
  readonly summary: Omit<KeySummary, "addedAt">;
}

/** Shortest modulus that RS256 allows: RFC 7518, section 3.3. */
const MIN_BITS = 2048;

/** The repair of a key whose line breaks were lost; a 401 has this cause often enough to be named by it. */
export const LINE_BREAKS_PUT_BACK = "lost line breaks put back";

const PKCS8 = "PRIVATE KEY";
const PKCS1 = "RSA PRIVATE KEY";

/**
 * Reads one RSA private key, PKCS#8 or PKCS#1, mending what copying commonly breaks.
 * @throws AppError `CREDENTIALS_KEY_EMPTY`, `_NOT_PEM`, `_PUBLIC`, `_CERTIFICATE`, `_ENCRYPTED`, `_OPENSSH`, `_NOT_RSA`,
 * `_TOO_SHORT`, `_DAMAGED`, `_SEVERAL`
 */
export function readPrivateKey(original: string): ReadKey {
  const { text, repairs } = mendPemText(original);
  if (text.trim() === "") throw new AppError("CREDENTIALS_KEY_EMPTY");

  const blocks = findPemBlocks(text);
  const block = thePrivateBlock(blocks, text);
  refuseOtherKinds(block);

  const { key, format } = parseKey(block);
  const bits = assertUsable(key);
  return {
    key,
    pkcs8Pem: key.export({ type: "pkcs8", format: "pem" }).toString(),
    summary: {
      fingerprint: fingerprintOf(key),
      bits,
      format,
      repairs: [
        ...repairs,
        ...(hasPemLines(block.body) ? [] : [LINE_BREAKS_PUT_BACK]),
        ...(format === formatOf(block.label) ? [] : [`first line corrected: what is inside is ${format}`]),
        ...(text.startsWith("-----BEGIN") && blocks.length === 1 ? [] : ["text beside the key left out"]),
      ],
    },
  };
}

/** The fingerprint by which a person tells keys apart: SHA-256 of the public key's SPKI DER. */
export function fingerprintOf(key: KeyObject): string {
  const spki = (key.type === "public" ? key : createPublicKey(key)).export({ type: "spki", format: "der" });
  return `SHA256:${createHash("sha256").update(spki).digest("base64").replace(/=+$/, "")}`;
}

function thePrivateBlock(blocks: readonly PemBlock[], text: string): PemBlock {
  const candidates = blocks.filter((block) => block.label.endsWith(PKCS8));
  const [block, ...others] = candidates;
  if (others.length > 0) throw new AppError("CREDENTIALS_KEY_SEVERAL", { count: candidates.length });
  if (block !== undefined) return block;

  const other = blocks[0];
  if (other !== undefined) {
    const details = { begins: `-----BEGIN ${other.label}-----` };
    if (other.label.endsWith("PUBLIC KEY")) throw new AppError("CREDENTIALS_KEY_PUBLIC", details);
    if (other.label.includes("CERTIFICATE")) throw new AppError("CREDENTIALS_KEY_CERTIFICATE", details);
    throw new AppError("CREDENTIALS_KEY_NOT_PEM", details);
  }
  const begins = describeBeginning(text);
  if (/^(?:ssh|ecdsa)-/.test(begins)) throw new AppError("CREDENTIALS_KEY_PUBLIC", { begins });
  if (/(?:BEGIN|END) [A-Z ]{0,20}PRIVATE KEY/.test(text)) throw new AppError("CREDENTIALS_KEY_DAMAGED");
  throw new AppError("CREDENTIALS_KEY_NOT_PEM", { begins });
}

function refuseOtherKinds({ label, body }: PemBlock): void {
  const begins = `-----BEGIN ${label}-----`;
  if (label === "ENCRYPTED PRIVATE KEY" || /Proc-Type:\s*4,\s*ENCRYPTED/.test(body)) {
    throw new AppError("CREDENTIALS_KEY_ENCRYPTED", { begins });
  }
  if (label === "OPENSSH PRIVATE KEY") throw new AppError("CREDENTIALS_KEY_OPENSSH", { begins });
  if (label === "EC PRIVATE KEY" || label === "DSA PRIVATE KEY") {
    throw new AppError("CREDENTIALS_KEY_NOT_RSA", { kind: label.split(" ")[0] ?? label });
  }
  if (label !== PKCS8 && label !== PKCS1) throw new AppError("CREDENTIALS_KEY_NOT_PEM", { begins });
}

function formatOf(label: string): KeySummary["format"] {
  return label === PKCS1 ? "PKCS#1" : "PKCS#8";
}

function parseKey(block: PemBlock): { readonly key: KeyObject; readonly format: KeySummary["format"] } {
  const der = block.isComplete ? decodePemBody(block.body) : null;
  if (der === null) throw new AppError("CREDENTIALS_KEY_DAMAGED");
  const types = block.label === PKCS1 ? (["pkcs1", "pkcs8"] as const) : (["pkcs8", "pkcs1"] as const);
  let cause: unknown;
  for (const type of types) {
    try {
      const key = createPrivateKey({ key: der, format: "der", type });
      return { key, format: type === "pkcs1" ? "PKCS#1" : "PKCS#8" };
    } catch (error) {
      // Not yet a failure: the label may name the other form. The first refusal is the one that tells.
      cause ??= error;
    }
  }
  throw new AppError("CREDENTIALS_KEY_DAMAGED", {}, { cause });
}

function assertUsable(key: KeyObject): number {
  const kind = key.asymmetricKeyType ?? "unknown";
  if (kind !== "rsa") throw new AppError("CREDENTIALS_KEY_NOT_RSA", { kind: kind.toUpperCase() });
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (bits < MIN_BITS) throw new AppError("CREDENTIALS_KEY_TOO_SHORT", { bits });
  if (!signsTruly(key)) throw new AppError("CREDENTIALS_KEY_DAMAGED");
  return bits;
}

// A changed number inside still parses: only a signature that verifies shows that the parts belong together.
function signsTruly(key: KeyObject): boolean {
  const probe = Buffer.from("hookline");
  try {
    return verify("sha256", probe, createPublicKey(key), sign("sha256", probe, key));
  } catch {
    // OpenSSL refuses to compute with numbers that do not fit together: the same answer as a wrong signature.
    return false;
  }
}

const KNOWN_BEGINNINGS = [
  "PuTTY-User-Key-File",
  "---- BEGIN SSH2",
  "ssh-rsa",
  "ssh-ed25519",
  "ecdsa-sha2",
  "<!DOCTYPE",
  "<?xml",
  "VONAGE_",
] as const;

function describeBeginning(text: string): string {
  const start = text.trimStart();
  const known = KNOWN_BEGINNINGS.find((beginning) => start.startsWith(beginning));
  return known ?? `${start.slice(0, 4).replace(/[^\x20-\x7E]/g, "·")}…`;
}
