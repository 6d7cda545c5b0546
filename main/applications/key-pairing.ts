// Does a private key belong to an application's public key? Compared by the fingerprint of the public key. Pure.
import type { Application, KeyPairing } from "../../preload/contract/applications.ts";
import type { KeySummary } from "../../preload/contract/workspace.ts";

/** Compares the stored key of a workspace with what the application shows. */
export function pairingOf(
  key: Pick<KeySummary, "fingerprint"> | null,
  { keyFingerprint }: Pick<Application, "keyFingerprint">,
): KeyPairing {
  if (key === null) return "no-key";
  if (keyFingerprint === null) return "no-public-key";
  return key.fingerprint === keyFingerprint ? "paired" : "unpaired";
}
