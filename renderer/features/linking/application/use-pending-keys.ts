// Keys that wait for an application of a workspace's account.
import type { Application, PendingKey } from "../../../../preload/contract/applications.ts";
import type { WorkspaceId } from "../../../../preload/contract/ids.ts";
import { useCall } from "../../../bridge/use-call.ts";

const NONE: readonly PendingKey[] = [];

/** Oldest first; none until the answer is there. */
export function usePendingKeys(workspace: WorkspaceId): readonly PendingKey[] {
  return useCall("applications.pendingKeys", { workspace }).data ?? NONE;
}

/** The one that was made for this application; told by the public key, for no answer told its id. */
export function keyMadeFor(
  { keyFingerprint }: Pick<Application, "keyFingerprint">,
  pending: readonly PendingKey[],
): PendingKey | null {
  return pending.find((key) => key.keyFingerprint === keyFingerprint) ?? null;
}
