// Does the workspace's private key belong to its application?
import type { Application, KeyPairing } from "../../../../preload/contract/applications.ts";
import type { KeySummary } from "../../../../preload/contract/workspace.ts";

/** Compares the two fingerprints, so that a key that was just stored is judged without asking the account again. */
export function pairingOf(application: Application, key: KeySummary | null): KeyPairing {
  if (key === null) return "no-key";
  if (application.keyFingerprint === null) return "no-public-key";
  return application.keyFingerprint === key.fingerprint ? "paired" : "unpaired";
}
