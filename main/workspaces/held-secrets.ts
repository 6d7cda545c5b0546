// The secrets of the stored workspaces while Hookline runs: keys parsed once, signature secrets ready for the listener.
import { createPrivateKey, type KeyObject } from "node:crypto";
import type { WorkspaceId } from "../../preload/contract/ids.ts";
import { createMac, type Mac } from "../credentials/webhook-mac.ts";
import type { Log, SecretVault } from "../ports.ts";
import type { WebhookAccount } from "../webhooks/directory.ts";
import { claimedSecrets, secretName } from "./stored-secrets.ts";
import type { AccountRow, WorkspaceRows } from "./workspace-rows.ts";

/** The secrets in memory, as they stand in the vault. */
export interface HeldSecrets {
  /** Reads anew what `rows` claim. A secret that cannot be read is logged and treated as not known. */
  load(rows: WorkspaceRows): Promise<void>;
  /** False only when the vault said that there is none: one that cannot be read now is still there. */
  isStored(name: string): boolean;
  text(name: string): string | null;
  /** As `text`, but asked of the vault again when it was not readable at the start. @throws AppError `CREDENTIALS_VAULT_LOCKED` */
  read(name: string): Promise<string | null>;
  /** The private key; the same object until it is replaced, so that jose imports it once. */
  privateKey(workspace: WorkspaceId): Promise<KeyObject | null>;
  signatureSecrets(account: AccountRow, now: number): WebhookAccount["secrets"];
}

/** The present signature secret of an account in words, as events name the secret that was tried. */
export function signatureSecretLabel(apiKey: string): string {
  return `signature secret of account ${apiKey}`;
}

/** Until when the signature secret before is tried; null when that is over. */
export function stillTried(until: number | null, now: number): number | null {
  return until !== null && until > now ? until : null;
}

/** Starts empty; call `load`. */
export function createHeldSecrets({
  vault,
  log,
}: {
  readonly vault: SecretVault;
  readonly log: Log;
}): HeldSecrets {
  let texts = new Map<string, string>();
  let absent = new Set<string>();
  const privateKeys = new Map<string, Made<KeyObject>>();
  const macs = new Map<string, Made<Mac>>();

  /** A keychain may have been unlocked since the start. */
  async function read(name: string): Promise<string | null> {
    const text = texts.get(name) ?? (absent.has(name) ? null : await vault.get(name));
    if (text !== null) texts.set(name, text);
    return text;
  }

  return {
    load: async (rows) => {
      const nextTexts = new Map<string, string>();
      const nextAbsent = new Set<string>();
      for (const name of claimedSecrets(rows)) {
        try {
          const text = await vault.get(name);
          if (text === null) nextAbsent.add(name);
          else nextTexts.set(name, text);
        } catch (error) {
          // Locked, say. Other workspaces must work all the same; this one's error comes up when it is needed.
          log.error("vault.get", error);
        }
      }
      texts = nextTexts;
      absent = nextAbsent;
      for (const made of [privateKeys, macs]) {
        for (const name of made.keys()) if (!texts.has(name)) made.delete(name);
      }
    },
    isStored: (name) => !absent.has(name),
    text: (name) => texts.get(name) ?? null,
    read,
    privateKey: async (workspace) => {
      const name = secretName.privateKey(workspace);
      const text = await read(name);
      return text === null ? null : makeOnce(privateKeys, name, text, (pem) => createPrivateKey(pem));
    },
    signatureSecrets: ({ id, apiKey, previousSecretUntil }, now) =>
      [
        {
          name: secretName.signatureSecret(id),
          label: signatureSecretLabel(apiKey),
          isValid: true,
        },
        {
          name: secretName.previousSignatureSecret(id),
          label: `previous signature secret of account ${apiKey}`,
          isValid: stillTried(previousSecretUntil, now) !== null,
        },
      ].flatMap(({ name, label, isValid }) => {
        const text = texts.get(name);
        if (text === undefined || !isValid) return [];
        return [{ label, mac: makeOnce(macs, name, text, createMac) }];
      }),
  };
}

/** What was made of a secret. */
interface Made<T> {
  readonly text: string;
  readonly value: T;
}

/** Makes it again only when the secret was replaced. */
function makeOnce<T>(made: Map<string, Made<T>>, name: string, text: string, make: (text: string) => T): T {
  const known = made.get(name);
  if (known?.text === text) return known.value;
  const value = make(text);
  made.set(name, { text, value });
  return value;
}
