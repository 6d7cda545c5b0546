// Private keys of applications that were made here and have no place in the vault: those of throw-away applications, and
// those that could not be stored yet.
//
// Threat model: in memory only, gone with the process. A key leaves for the vault or to sign a JWT, and in no other way.
import { createPrivateKey, type KeyObject } from "node:crypto";
import type { ApplicationId } from "../../preload/contract/ids.ts";
import { fingerprintOf } from "../credentials/private-key.ts";
import { isSameApplication } from "../application-ids.ts";

/** By what a key is found again: its application, or its public key when the application's id never came back. */
export interface HeldKeyName {
  readonly id: ApplicationId;
  readonly keyFingerprint: string | null;
}

/** The keys that are held now. */
export interface HeldKeys {
  /** Holds it; `applicationId` is null as long as it is not known whether the application was made. */
  hold(privateKeyPem: string, applicationId: ApplicationId | null): void;
  /** The PEM, for the vault. */
  pemOf(name: HeldKeyName): string | null;
  /** The key, for a JWT; the same object each time. Null when none is held, or it is no key. */
  keyOf(applicationId: string): KeyObject | null;
  /** Forgets the keys of that application. */
  drop(name: HeldKeyName): void;
  dropPem(privateKeyPem: string): void;
}

interface HeldKey {
  readonly pem: string;
  readonly key: KeyObject | null;
  readonly fingerprint: string | null;
  readonly applicationId: ApplicationId | null;
}

/** Holds none at first. */
export function createHeldKeys(): HeldKeys {
  let held: readonly HeldKey[] = [];

  function find(name: HeldKeyName): HeldKey | undefined {
    return held.find((key) => isNamed(key, name));
  }

  return {
    hold: (pem, applicationId) => {
      const key = parse(pem);
      const fingerprint = key === null ? null : fingerprintOf(key);
      held = [...held.filter((other) => other.pem !== pem), { pem, key, fingerprint, applicationId }];
    },
    pemOf: (name) => find(name)?.pem ?? null,
    keyOf: (id) =>
      held.find(({ applicationId }) => applicationId !== null && isSameApplication(applicationId, id))?.key ??
      null,
    drop: (name) => {
      held = held.filter((key) => !isNamed(key, name));
    },
    dropPem: (pem) => {
      held = held.filter((key) => key.pem !== pem);
    },
  };
}

function isNamed(key: HeldKey, { id, keyFingerprint }: HeldKeyName): boolean {
  if (key.applicationId !== null) return isSameApplication(key.applicationId, id);
  return keyFingerprint !== null && key.fingerprint === keyFingerprint;
}

function parse(pem: string): KeyObject | null {
  try {
    return createPrivateKey(pem);
  } catch {
    // What Vonage sent as a key is none: storing it will say so, in its own words.
    return null;
  }
}
