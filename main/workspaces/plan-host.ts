// Which host a workspace gets, of which kind that makes it, and which Page comes with the kind. Pure.
import { PageId } from "../../preload/contract/ids.ts";
import {
  DEFAULT_API_HOST,
  SANDBOX_HOST,
  SANDBOX_PAGE,
  type WorkspaceInput,
} from "../../preload/contract/workspace.ts";
import { kindOfHost, parseApiHost } from "../network/api-host.ts";
import type { WorkspaceRow } from "./workspace-rows.ts";

/**
 * A kind without a host brings its own host along; the sandbox's host is the sandbox, whatever is said of it.
 * @throws AppError `WORKSPACE_HOST_INVALID`
 */
export function planHost(
  before: Pick<WorkspaceRow, "apiHost" | "kind">,
  { apiHost: typed, kind: wanted }: Pick<WorkspaceInput, "apiHost" | "kind">,
): Pick<WorkspaceRow, "apiHost" | "kind"> {
  const given = typed === undefined ? undefined : parseApiHost(typed);
  const ofKind = wanted === "sandbox" ? SANDBOX_HOST : DEFAULT_API_HOST;
  const apiHost = given ?? (wanted === undefined || wanted === before.kind ? before.apiHost : ofKind);
  if (kindOfHost(apiHost) === "sandbox") return { apiHost, kind: "sandbox" };
  return { apiHost, kind: wanted ?? (apiHost === before.apiHost ? before.kind : "real") };
}

/**
 * The sandbox has one Page for everybody, so nobody needs to look it up; whoever comes to it or leaves it leaves a Page
 * behind, unless one is typed with it.
 */
export function planPage(
  before: Pick<WorkspaceRow, "kind">,
  kind: WorkspaceRow["kind"],
  pageId: PageId | null,
  isTyped: boolean,
): PageId | null {
  if (kind === "sandbox") {
    const isKept = isTyped || before.kind === "sandbox";
    return isKept && pageId !== null ? pageId : PageId.parse(SANDBOX_PAGE);
  }
  return before.kind === "sandbox" && pageId === SANDBOX_PAGE ? null : pageId;
}
