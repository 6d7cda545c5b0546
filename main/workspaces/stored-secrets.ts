// Where each secret lies in the vault, and how secrets and rows change together.
//
// A new secret is stored before the row that claims it, an old one is removed after the row that gave it up. So no row
// ever claims a secret that was not stored; a crash in between leaves a secret nobody claims, which the next start removes.
import type { WorkspaceId } from "../../preload/contract/ids.ts";
import type { Log, SecretVault } from "../ports.ts";
import { plainApplicationId } from "../application-ids.ts";
import type { WorkspaceRows } from "./workspace-rows.ts";

/** Names of the vault's entries. */
export const secretName = {
  privateKey: (workspace: WorkspaceId) => `workspace/${workspace}/private-key`,
  /** Of an application that the workspace had before. */
  keptKey: (workspace: WorkspaceId, applicationId: string) =>
    `workspace/${workspace}/kept-key/${plainApplicationId(applicationId)}`,
  /** Of an application that may have been made; named after its public key. */
  pendingKey: (workspace: WorkspaceId, keyFingerprint: string) =>
    `workspace/${workspace}/pending-key/${keyFingerprint.replace("SHA256:", "").replaceAll("/", "_").replaceAll("+", "-")}`,
  apiSecret: (account: string) => `account/${account}/api-secret`,
  signatureSecret: (account: string) => `account/${account}/signature-secret`,
  /** The one before, still valid while a rotation goes on. */
  previousSignatureSecret: (account: string) => `account/${account}/signature-secret-previous`,
} as const;

/** Secrets to store and to give up with one change of rows. */
export interface SecretChanges {
  readonly store: ReadonlyMap<string, string>;
  readonly remove: readonly string[];
}

/** Stores, writes the rows, removes. When storing or `writeRows` fails, the vault is put back and the error passed on. */
export async function changeWithSecrets(
  { vault, log }: { readonly vault: SecretVault; readonly log: Log },
  { store, remove }: SecretChanges,
  writeRows: () => void,
): Promise<void> {
  const undo: (() => Promise<void>)[] = [];
  try {
    for (const [name, value] of store) {
      const before = await vault.get(name);
      // Entered before `set`: a vault that fails half-way is put back as well.
      undo.unshift(() => (before === null ? vault.remove(name) : vault.set(name, before)));
      await vault.set(name, value);
    }
    writeRows();
  } catch (error) {
    for (const step of undo) await step().catch((failure: unknown) => log.error("vault.undo", failure));
    throw error;
  }
  for (const name of remove) {
    // The row no longer claims it; what cannot be removed now is removed at the next start.
    await vault.remove(name).catch((error: unknown) => log.error("vault.remove", error));
  }
}

/** Every secret that some row claims. */
export function claimedSecrets({ accounts, workspaces }: WorkspaceRows): readonly string[] {
  return [
    ...workspaces.filter(({ key }) => key !== null).map(({ id }) => secretName.privateKey(id)),
    ...accounts.flatMap(({ id, hasApiSecret, hasSignatureSecret, previousSecretUntil }) => [
      ...(hasApiSecret ? [secretName.apiSecret(id)] : []),
      ...(hasSignatureSecret ? [secretName.signatureSecret(id)] : []),
      ...(previousSecretUntil === null ? [] : [secretName.previousSignatureSecret(id)]),
    ]),
  ];
}

/** Removes what a crash left behind: secrets of ours that no row claims. `alsoClaimed` names those of other rows. */
export async function removeUnclaimedSecrets(
  { vault, log }: { readonly vault: SecretVault; readonly log: Log },
  rows: WorkspaceRows,
  alsoClaimed: readonly string[],
): Promise<void> {
  const claimed = new Set([...claimedSecrets(rows), ...alsoClaimed]);
  const kept = rows.workspaces.map(({ id }) => secretName.keptKey(id, ""));
  const ours = (await vault.names()).filter((name) => /^(?:account|workspace)\//.test(name));
  const isClaimed = (name: string): boolean =>
    claimed.has(name) || kept.some((prefix) => name.startsWith(prefix));
  for (const name of ours.filter((name) => !isClaimed(name))) {
    await vault.remove(name).catch((error: unknown) => log.error("vault.remove", error));
  }
}
