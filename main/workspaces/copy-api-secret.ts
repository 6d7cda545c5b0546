// Brings the API secret of an account to the clipboard, for the linking page that asks for it.
//
// Threat model: unlike a JWT it lasts, and opens the whole account. The desktop puts it on the system's clipboard itself. In a
// browser it passes through the page once, so there the person types the workspace's name first: a slip, or a press that
// somebody else lured the person into, copies nothing. A script inside the page could type as well; what keeps those out is
// the page's content security policy.
import { AppError, toAppError } from "../../preload/contract/errors.ts";
import type { WorkspaceId } from "../../preload/contract/ids.ts";
import type { SecretDelivery } from "../../preload/contract/jwt.ts";
import type { SecretClipboard } from "../ports.ts";
import type { Workspaces } from "./workspaces.ts";

/** @throws AppError `CLIPBOARD_NAME_MISTYPED`, `CLIPBOARD_API_SECRET_MISSING`, `SIMULATOR_OFF`, `WORKSPACE_NOT_FOUND`, `CREDENTIALS_VAULT_LOCKED` */
export type CopyApiSecret = (order: {
  readonly workspace: WorkspaceId;
  readonly typedName?: string | undefined;
}) => Promise<SecretDelivery>;

/** What {@link createCopyApiSecret} works with. */
export interface CopyApiSecretParts {
  readonly workspaces: Pick<Workspaces, "get" | "credentialsOf">;
  readonly clipboard: SecretClipboard;
}

/** Makes the function. */
export function createCopyApiSecret({ workspaces, clipboard }: CopyApiSecretParts): CopyApiSecret {
  async function read(id: WorkspaceId): Promise<string> {
    try {
      return (await workspaces.credentialsOf(id)).apiSecret;
    } catch (error) {
      if (toAppError(error).code !== "ACCOUNT_CREDENTIALS_MISSING") throw error;
      const { name } = workspaces.get(id);
      throw new AppError("CLIPBOARD_API_SECRET_MISSING", { workspace: name }, { cause: error });
    }
  }

  return async ({ workspace: id, typedName = "" }) => {
    const { name } = workspaces.get(id);
    if (clipboard.through === "page" && typedName.trim() !== name) {
      throw new AppError("CLIPBOARD_NAME_MISTYPED", { name });
    }
    // Read now, so that what is missing is said, and again when it is taken.
    await read(id);
    return clipboard.deliver(() => read(id));
  };
}
