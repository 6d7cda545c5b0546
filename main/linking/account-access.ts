// What authorises requests to the External Accounts API: the account's key and secret, else a JWT of the application.
import type { KeyObject } from "node:crypto";
import { AppError } from "../../preload/contract/errors.ts";
import type { WorkspaceId } from "../../preload/contract/ids.ts";
import { JWT_MIN_LIFETIME_SECONDS } from "../../preload/contract/jwt.ts";
import type { Workspace } from "../../preload/contract/workspace.ts";
import type { MintedJwt, MintRequest } from "../credentials/application-jwt.ts";
import { LINE_BREAKS_PUT_BACK } from "../credentials/private-key.ts";
import type { AccountAccess, VonageAccess } from "../network/vonage-call.ts";

interface AccessParts {
  readonly workspaces: {
    get(id: WorkspaceId): Workspace;
    accountOf(id: WorkspaceId): Promise<AccountAccess>;
    keyOf(id: WorkspaceId): Promise<KeyObject>;
  };
  readonly jwts: { mint(request: MintRequest): Promise<MintedJwt> };
}

/** For one request only: it lives as long as Vonage may take to answer. */
const LIFETIME_SECONDS = 2 * JWT_MIN_LIFETIME_SECONDS;

/** Makes the function. It throws AppError `ACCOUNT_CREDENTIALS_MISSING` when there is neither secret nor key. */
export function createAccountAccess({
  workspaces,
  jwts,
}: AccessParts): (workspace: WorkspaceId) => Promise<VonageAccess> {
  return async (id) => {
    try {
      return await workspaces.accountOf(id);
    } catch (error) {
      const { applicationId, key, apiHost } = workspaces.get(id);
      const isWithoutSecret = error instanceof AppError && error.code === "ACCOUNT_CREDENTIALS_MISSING";
      if (!isWithoutSecret || applicationId === null || key === null) throw error;
      const { token, preview } = await jwts.mint({
        applicationId,
        key: await workspaces.keyOf(id),
        lifetimeSeconds: LIFETIME_SECONDS,
      });
      return {
        apiHost,
        token,
        jwt: {
          applicationId,
          issuedAt: preview.issuedAt,
          expiresAt: preview.expiresAt,
          notBefore: null,
          pairing: null,
          application: null,
          isKeyMended: key.repairs.includes(LINE_BREAKS_PUT_BACK),
        },
      };
    }
  };
}
