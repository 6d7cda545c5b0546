// The workspace's application: its id from what is stored, the rest from the account, in the background.
import { useCallback } from "react";
import { ANSWER_KEPT_MS } from "../../../../preload/contract/account-calls.ts";
import type { Application, KeyPairing } from "../../../../preload/contract/applications.ts";
import type { AppErrorValue } from "../../../../preload/contract/errors.ts";
import { ApplicationId } from "../../../../preload/contract/ids.ts";
import type { Workspace } from "../../../../preload/contract/workspace.ts";
import { useCall } from "../../../bridge/use-call.ts";
import { accountAccess, type AccountAccess } from "../account-access.tsx";
import { useReadAnew } from "../use-read-anew.ts";
import { pairingOf } from "./pairing.ts";

/** What is known of the workspace's application. */
export interface WorkspaceApplication {
  readonly access: AccountAccess;
  /** What is stored; null = none was chosen. */
  readonly id: ApplicationId | null;
  /** null until the account was asked. */
  readonly application: Application | null;
  readonly pairing: KeyPairing | null;
  readonly error: AppErrorValue | null;
  readonly isChecking: boolean;
  /** Epoch ms of the last answer. */
  readonly checkedAt: number | null;
  /** Asks again, because the person wants it or something was changed. */
  readonly check: () => void;
}

const NO_ID = ApplicationId.parse("none");

/** Reads the application of a workspace at most once a minute, unless told to. */
export function useApplication(workspace: Workspace): WorkspaceApplication {
  const access = accountAccess(workspace);
  const id = workspace.applicationId;
  const query = useCall(
    "applications.get",
    { workspace: workspace.id, id: id ?? NO_ID },
    { enabled: access === "ready" && id !== null, freshForMs: ANSWER_KEPT_MS },
  );
  const readAnew = useReadAnew(workspace.id);
  const check = useCallback(() => readAnew("applications.get", "applications.list"), [readAnew]);
  const error = query.error?.value ?? null;
  // What was read before it was deleted is no longer true; after a failure of the network it may well be.
  const isGone = id === null || error?.code === "APPLICATION_NOT_FOUND";
  const application = isGone ? null : (query.data?.application ?? null);
  return {
    access,
    id,
    application,
    pairing: application === null ? null : pairingOf(application, workspace.key),
    error,
    isChecking: query.isFetching,
    checkedAt: query.data?.checkedAt ?? null,
    check,
  };
}
