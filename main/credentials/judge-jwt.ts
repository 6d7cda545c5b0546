// Judges a pasted token for a workspace, by its stored key and application, and by those of the other workspaces.
//
// Threat model: the token may be a live one of a real account, so it is looked at and forgotten: it is in no answer, log or
// store, and its signature part goes nowhere. What comes back is its header and claims, which whoever pasted it has already.
import type { KeyObject } from "node:crypto";
import { AppError, describeError, toErrorValue } from "../../preload/contract/errors.ts";
import type { WorkspaceId } from "../../preload/contract/ids.ts";
import type { JwtQuestion, JwtVerdict } from "../../preload/contract/jwt.ts";
import type { Workspace } from "../../preload/contract/workspace.ts";
import type { Clock } from "../ports.ts";
import { verifyJwt, type OtherWorkspace } from "./verify-jwt.ts";

/** Judges one token. @throws AppError `WORKSPACE_NOT_FOUND` */
export type JudgeJwt = (question: JwtQuestion) => Promise<JwtVerdict>;

/** What {@link createJudgeJwt} works with. */
export interface JudgeJwtParts {
  readonly workspaces: {
    list(): { readonly workspaces: readonly Workspace[] };
    get(id: WorkspaceId): Workspace;
    keyOf(id: WorkspaceId): Promise<KeyObject>;
  };
  readonly clock: Clock;
}

/** Makes the judge. It keeps nothing. */
export function createJudgeJwt({ workspaces, clock }: JudgeJwtParts): JudgeJwt {
  async function otherOf({ id, name, applicationId }: Workspace): Promise<OtherWorkspace> {
    return { name, applicationId, key: (await findKey(id)).key };
  }

  async function findKey(id: WorkspaceId): Promise<FoundKey> {
    try {
      return { key: await workspaces.keyOf(id), problem: "" };
    } catch (error) {
      // Without a key the other checks still count, so it is one of the findings.
      if (!(error instanceof AppError)) throw error;
      return { key: null, problem: problemOf(error) };
    }
  }

  return async ({ workspace: id, token }) => {
    const { applicationId } = workspaces.get(id);
    const others = workspaces.list().workspaces.filter((other) => other.id !== id);
    const { key, problem } = await findKey(id);
    return verifyJwt({
      token,
      key,
      noKeyBecause: problem,
      applicationId,
      others: await Promise.all(others.map(otherOf)),
      now: clock.now(),
    });
  };
}

interface FoundKey {
  readonly key: KeyObject | null;
  /** A sentence that says why there is none. */
  readonly problem: string;
}

function problemOf(error: AppError): string {
  if (error.code === "CREDENTIALS_KEY_MISSING") return "No key is stored in this workspace.";
  if (error.code === "SIMULATOR_OFF") return "The simulator, which has the key, does not run.";
  const { why } = describeError(toErrorValue(error));
  return `The stored key cannot be read. ${why}`;
}
