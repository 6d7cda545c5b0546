// Hands a private key to the person as a file: that of a workspace, or of an application that was made here and belongs to
// no workspace.
//
// Threat model: whoever can act in the page may ask for it, but gets nothing of the key: the host writes the file, at a place
// that it settles with the person or by itself, and the page learns where.
import type { KeyObject } from "node:crypto";
import type { ApplicationId, WorkspaceId } from "../../preload/contract/ids.ts";
import { AppError } from "../../preload/contract/errors.ts";
import type { KeyFile, KeyFileWish } from "../../preload/contract/key-file.ts";
import { isRestingSimulator, type Workspace } from "../../preload/contract/workspace.ts";
import { isSameApplication } from "../application-ids.ts";
import type { KeyFiles } from "../ports.ts";
import { fileNameOf } from "./file-name.ts";

/** @throws AppError `KEY_FILE_NO_KEY`, `SIMULATOR_OFF`, `KEY_FILE_NOT_WRITTEN`, `WORKSPACE_NOT_FOUND`, `CREDENTIALS_VAULT_LOCKED` */
export type SaveKeyFile = (wish: KeyFileWish) => Promise<KeyFile>;

/** What {@link createSaveKeyFile} works with. */
export interface SaveKeyFileParts {
  readonly workspaces: {
    get(id: WorkspaceId): Workspace;
    keyOf(id: WorkspaceId): Promise<KeyObject>;
  };
  /** Keys of applications that were made here and are no workspace's. */
  readonly heldKeys: { keyOf(applicationId: string): KeyObject | null };
  readonly keyFiles: KeyFiles;
}

/** Makes the function. */
export function createSaveKeyFile({ workspaces, heldKeys, keyFiles }: SaveKeyFileParts): SaveKeyFile {
  async function ofWorkspace(workspace: Workspace): Promise<KeyObject> {
    const { id, name, key } = workspace;
    // Nobody can store a key there, so the words that ask for one would lead nowhere.
    if (isRestingSimulator(workspace)) throw new AppError("SIMULATOR_OFF");
    if (key === null) throw new AppError("KEY_FILE_NO_KEY", { owner: name });
    return workspaces.keyOf(id);
  }

  function ofApplication(applicationId: ApplicationId): KeyObject {
    const key = heldKeys.keyOf(applicationId);
    if (key === null) throw new AppError("KEY_FILE_NO_KEY", { owner: `the application ${applicationId}` });
    return key;
  }

  return async ({ workspace: id, applicationId }) => {
    const workspace = workspaces.get(id);
    const isWorkspaces =
      applicationId === undefined ||
      (workspace.applicationId !== null && isSameApplication(workspace.applicationId, applicationId));
    const key = isWorkspaces ? await ofWorkspace(workspace) : ofApplication(applicationId);
    return keyFiles.save({
      stem: `private-${fileNameOf(isWorkspaces ? workspace.name : applicationId, "key")}`,
      // The form that Vonage gives its own keys in, and that every one of its tools reads.
      pem: key.export({ type: "pkcs8", format: "pem" }).toString(),
    });
  };
}
