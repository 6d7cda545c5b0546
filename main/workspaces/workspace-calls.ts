// The calls of the contract about workspaces and keys.
import type { Handlers } from "../../preload/contract/contract.ts";
import { readPrivateKey } from "../credentials/private-key.ts";
import type { Clock } from "../ports.ts";
import type { SaveWorkspace } from "./save-workspace.ts";
import type { Workspaces } from "./workspaces.ts";

/** Names of the calls answered here. */
export type WorkspaceCall =
  | "workspaces.list"
  | "workspaces.add"
  | "workspaces.change"
  | "workspaces.remove"
  | "workspaces.activate"
  | "credentials.inspectKey";

/** Handlers of these calls. */
export function createWorkspaceCalls({
  workspaces,
  save,
  clock,
}: {
  readonly workspaces: Workspaces;
  readonly save: SaveWorkspace;
  readonly clock: Clock;
}): Pick<Handlers, WorkspaceCall> {
  return {
    "workspaces.list": () => workspaces.list(),
    "workspaces.add": (input) => save.add(input),
    "workspaces.change": ({ id, change }) => save.change(id, change),
    "workspaces.remove": async ({ id, typedName }) => {
      await workspaces.remove(id, typedName);
      return {};
    },
    "workspaces.activate": ({ id }) => workspaces.activate(id),
    "credentials.inspectKey": ({ pem }) => ({ ...readPrivateKey(pem).summary, addedAt: clock.now() }),
  };
}
