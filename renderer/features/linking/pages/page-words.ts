// How a Page stands towards this workspace.
import type { ExternalAccount } from "../../../../preload/contract/external-accounts.ts";
import type { Workspace } from "../../../../preload/contract/workspace.ts";

/** To which application a Page is linked, seen from a workspace. */
export type PageLinkage = "here" | "elsewhere" | "nowhere";

/** Compares applications; a Page has at most one. */
export function linkageOf(
  { applicationId }: ExternalAccount,
  workspace: Pick<Workspace, "applicationId">,
): PageLinkage {
  if (applicationId === null) return "nowhere";
  return applicationId === workspace.applicationId ? "here" : "elsewhere";
}

/** What the Page is called; its id where it has no name. */
export function nameOf({ name, pageId }: ExternalAccount): string {
  return name ?? `Page ${pageId}`;
}

/** All Pages in one line. */
export function pagesWords(
  pages: readonly ExternalAccount[],
  workspace: Pick<Workspace, "applicationId">,
): string {
  const [linked, ...others] = pages.filter((page) => linkageOf(page, workspace) === "here");
  if (linked !== undefined) {
    return others.length === 0
      ? `${nameOf(linked)} is linked`
      : `${String(others.length + 1)} Pages are linked`;
  }
  if (pages.length === 0) return "No Page on the account";
  return pages.length === 1 ? "1 Page, not linked here" : `${String(pages.length)} Pages, none linked here`;
}
