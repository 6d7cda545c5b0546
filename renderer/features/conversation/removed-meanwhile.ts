// A reply whose workspace was removed while it was on its way: its conversation is on no screen any more, so what came of it is
// told in words of its own.
import {
  AppError,
  describeError,
  toErrorValue,
  type AppErrorValue,
} from "../../../preload/contract/errors.ts";
import type { WorkspaceId } from "../../../preload/contract/ids.ts";
import type { SentReply } from "../../../preload/contract/reply.ts";
import type { WorkspaceList } from "../../../preload/contract/workspace.ts";
import { mayHaveBeenSent } from "./may-have-been-sent.ts";

const REMOVED = "WORKSPACE_NOT_FOUND";

/** Vonage has it, and that is what their own words say. */
const TAKEN: ReadonlySet<string> = new Set(["REPLY_WORKSPACE_REMOVED", "REPLY_NOT_LOGGED"]);

/**
 * Whether the workspace is gone by now. The host may say so in its answer a moment before its new list comes.
 * @param refusal what the answer says, if it was not taken
 */
export function isRemoved(
  id: WorkspaceId,
  list: WorkspaceList | undefined,
  refusal: AppErrorValue | null,
): boolean {
  if (refusal?.code === "REPLY_WORKSPACE_REMOVED" || refusal?.code === REMOVED) return true;
  if (refusal?.details["notLogged"] === REMOVED) return true;
  return list !== undefined && !list.workspaces.some((known) => known.id === id);
}

/** What happened, why, and what to do, where nothing can be done in that workspace any more. */
export function sayRemoved(refusal: AppErrorValue, workspace: string): AppErrorValue {
  if (TAKEN.has(refusal.code)) return refusal;
  const { what, why } = describeError(refusal);
  const code = mayHaveBeenSent(refusal) ? "REPLY_REMOVED_UNCLEAR" : "REPLY_REMOVED_UNSENT";
  // It was gone before the host asked Vonage, and that is said already.
  const problem = refusal.code === REMOVED ? "Vonage was not asked." : `${what} ${why}`;
  return toErrorValue(new AppError(code, { workspace, problem }));
}

/** The same of one that was taken: its event went with the workspace. */
export function sayTaken({ messageUuid }: SentReply, workspace: string): AppErrorValue {
  return toErrorValue(
    new AppError("REPLY_WORKSPACE_REMOVED", { messageUuid: messageUuid ?? "unknown", workspace }),
  );
}
