// Keys of the applications a workspace had before. A private key is given once and its owner may have no other copy, so
// choosing another application sets it aside in the vault, and choosing the first one again brings it back. A key that waits
// for its application becomes the workspace's with it.
import type { ApplicationId, WorkspaceId } from "../../preload/contract/ids.ts";
import type { WorkspaceInput } from "../../preload/contract/workspace.ts";
import type { SecretVault } from "../ports.ts";
import { isSameApplication } from "../application-ids.ts";
import type { PendingKeyRows } from "./pending-keys.ts";
import type { PlannedChange } from "./plan-change.ts";
import { secretName, type SecretChanges } from "./stored-secrets.ts";
import type { WorkspaceRow } from "./workspace-rows.ts";

/** An application that a workspace takes. */
export interface ApplicationToTake {
  readonly applicationId: ApplicationId;
  /** Its private key, when it is at hand. */
  readonly privateKey: string | null;
  /** Of its public key; null when the API showed none. */
  readonly keyFingerprint: string | null;
}

/** The change of the workspace, and what of its secrets goes aside or comes back with it. */
export interface PlannedTaking {
  readonly input: WorkspaceInput;
  readonly secrets: SecretChanges;
}

/** What it is planned with; `readKey` gives the workspace's present private key. */
interface TakingParts {
  readonly vault: SecretVault;
  readonly pending: Pick<PendingKeyRows, "read" | "namesOf">;
  readonly readKey: () => Promise<string | null>;
}

/** Plans it. */
export async function planTaking(
  row: WorkspaceRow,
  { applicationId, privateKey, keyFingerprint }: ApplicationToTake,
  { vault, pending, readKey }: TakingParts,
): Promise<PlannedTaking> {
  const setAside = await vault.get(secretName.keptKey(row.id, applicationId));
  const found = privateKey ?? (await pending.read(keyFingerprint)) ?? setAside;
  const isAnother = row.applicationId !== null && !isSameApplication(row.applicationId, applicationId);
  // One pair may serve several applications; a key that cannot be compared stays where it is.
  const isUnpaired = keyFingerprint !== null && row.key?.fingerprint !== keyFingerprint;
  const goes = isAnother && row.key !== null && (found !== null || isUnpaired);
  const present = goes ? await readKey() : null;
  return {
    input: { applicationId, ...(found === null && !goes ? {} : { privateKey: found }) },
    secrets: {
      store:
        present === null || row.applicationId === null
          ? new Map()
          : new Map([[secretName.keptKey(row.id, row.applicationId), present]]),
      remove: [
        ...(setAside === null ? [] : [secretName.keptKey(row.id, applicationId)]),
        ...pending.namesOf(keyFingerprint),
      ],
    },
  };
}

/** The change, with more secrets to store and to give up; what both store is the change's. */
export function alongWith(change: PlannedChange, { store, remove }: SecretChanges): PlannedChange {
  const secrets = {
    store: new Map([...store, ...change.secrets.store]),
    remove: [...change.secrets.remove, ...remove],
  };
  return { ...change, secrets };
}

/** Names of all that was set aside for one workspace. */
export async function keptKeysOf(vault: SecretVault, workspace: WorkspaceId): Promise<readonly string[]> {
  const prefix = secretName.keptKey(workspace, "");
  return (await vault.names()).filter((name) => name.startsWith(prefix));
}
