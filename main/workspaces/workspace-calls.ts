// The calls of the contract about workspaces and keys.
import type { Handlers } from "../../preload/contract/contract.ts";
import { readPrivateKey } from "../credentials/private-key.ts";
import type { Clock } from "../ports.ts";
import type { SaveWorkspace } from "./save-workspace.ts";
import type { CopyApiSecret } from "./copy-api-secret.ts";
import type { SaveKeyFile } from "./save-key-file.ts";
import type { Workspaces } from "./workspaces.ts";

/** Names of the calls answered here. */
export type WorkspaceCall =
  | "workspaces.list"
  | "workspaces.add"
  | "workspaces.change"
  | "workspaces.remove"
  | "workspaces.activate"
  | "credentials.inspectKey"
  | "credentials.saveKeyFile"
  | "credentials.copyApiSecret";

/** Handlers of these calls. */
export function createWorkspaceCalls({
  workspaces,
  save,
  saveKeyFile,
  copyApiSecret,
  clock,
}: {
  readonly workspaces: Workspaces;
  readonly save: SaveWorkspace;
  readonly saveKeyFile: SaveKeyFile;
  readonly copyApiSecret: CopyApiSecret;
  readonly clock: Clock;
}): Pick<Handlers, WorkspaceCall> {
  return {
    "workspaces.list": () => workspaces.list(),
    "workspaces.add": (input) => save.add(input),
    "workspaces.change": ({ id, change }) => save.change(id, change),
    "workspaces.remove": async ({ id, typedName, forgetUrls = false }) => {
      await workspaces.remove(id, typedName, { forgetUrls });
      return {};
    },
    "workspaces.activate": ({ id }) => workspaces.activate(id),
    "credentials.inspectKey": ({ pem }) => ({ ...readPrivateKey(pem).summary, addedAt: clock.now() }),
    "credentials.saveKeyFile": (wish) => saveKeyFile(wish),
    "credentials.copyApiSecret": async (order) => ({ delivery: await copyApiSecret(order) }),
  };
}
