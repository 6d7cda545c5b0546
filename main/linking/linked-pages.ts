// Pages of a workspace's account: linked to the account by a Page access token, and to one application each.
import { AppError } from "../../preload/contract/errors.ts";
import type {
  ExternalAccount,
  NewExternalAccount,
  RenewedExternalAccount,
} from "../../preload/contract/external-accounts.ts";
import type { ApplicationId, PageId, WorkspaceId } from "../../preload/contract/ids.ts";
import type { VonageAccess } from "../network/vonage-call.ts";
import type { Log } from "../ports.ts";
import { createApplicationLinks } from "./application-links.ts";
import { WHOLE_LIST_BELOW, type ExternalAccountsApi } from "./external-accounts-api.ts";
import type { PageNotices } from "./page-notices.ts";

/** What may be done with Pages. All throw AppError `ACCOUNT_…`, `VONAGE_…` or `NETWORK_…` besides their own. */
export interface LinkedPages {
  list(workspace: WorkspaceId): Promise<readonly ExternalAccount[]>;
  create(page: NewExternalAccount): Promise<ExternalAccount>;
  /** @throws AppError `PAGE_NOT_FOUND` */
  renew(page: RenewedExternalAccount): Promise<ExternalAccount>;
  /** @throws AppError `PAGE_NOT_FOUND` */
  remove(workspace: WorkspaceId, pageId: PageId): Promise<void>;
  /** Fine when it is linked to it already. @throws AppError `PAGE_NOT_FOUND`, `PAGE_LINK_REFUSED`, `PAGE_LINKED_ELSEWHERE` */
  link(workspace: WorkspaceId, pageId: PageId, applicationId: ApplicationId): Promise<ExternalAccount>;
  /** Fine when it is linked to none. @throws AppError `PAGE_NOT_FOUND`, `PAGE_NOT_LINKED` */
  unlink(workspace: WorkspaceId, pageId: PageId): Promise<ExternalAccount>;
  /**
   * Unlinks it from where it is, then links it. When that fails, it is linked to where it was.
   * @throws AppError `PAGE_NOT_FOUND`, `PAGE_LINK_REFUSED`; `PAGE_LEFT_UNLINKED` when it could not be linked back either
   */
  move(workspace: WorkspaceId, pageId: PageId, applicationId: ApplicationId): Promise<ExternalAccount>;
}

interface LinkedPagesParts {
  readonly api: ExternalAccountsApi;
  /** What authorises the workspace's requests. */
  readonly accessOf: (workspace: WorkspaceId) => Promise<VonageAccess>;
  /** Is told what each answer shows. */
  readonly notices: PageNotices;
  readonly log: Log;
}

/** Makes the service. */
export function createLinkedPages({ api, accessOf, notices, log }: LinkedPagesParts): LinkedPages {
  /** What was done at the account is done, and the next answer shows it again. */
  function tell(notice: () => void): void {
    try {
      notice();
    } catch (error) {
      log.error("linking.page-not-recorded", error);
    }
  }

  function seen(
    workspace: WorkspaceId,
    page: ExternalAccount,
    by: "linked" | "read" = "read",
  ): ExternalAccount {
    tell(() => notices.noticePage(workspace, page, by));
    return page;
  }

  /** That the account has no such Page is known from its refusal, too. */
  async function orMissing<T>(workspace: WorkspaceId, pageId: PageId, asking: Promise<T>): Promise<T> {
    try {
      return await asking;
    } catch (error) {
      if (error instanceof AppError && error.code === "PAGE_NOT_FOUND")
        tell(() => notices.noticeMissing(workspace, pageId));
      throw error;
    }
  }

  const { link, unlink, move } = createApplicationLinks(api);
  return {
    list: async (workspace) => {
      const pages = await api.list(await accessOf(workspace));
      tell(() => notices.noticePages(workspace, pages, pages.length < WHOLE_LIST_BELOW));
      return pages;
    },
    create: async ({ workspace, ...page }) => {
      const linked = await api.create(await accessOf(workspace), page);
      tell(() => notices.noticeLinked(workspace, linked.pageId));
      return seen(workspace, linked);
    },
    renew: async ({ workspace, pageId, accessToken }) => {
      const access = await accessOf(workspace);
      const renewed = await orMissing(workspace, pageId, api.renew(access, pageId, accessToken));
      tell(() => notices.noticeLinked(workspace, renewed.pageId));
      return seen(workspace, renewed);
    },
    remove: async (workspace, pageId) => {
      const access = await accessOf(workspace);
      await orMissing(workspace, pageId, api.remove(access, pageId));
      tell(() => notices.noticeRemoved(workspace, pageId));
    },
    link: async (workspace, pageId, applicationId) => {
      const access = await accessOf(workspace);
      return seen(
        workspace,
        await orMissing(workspace, pageId, link(access, pageId, applicationId)),
        "linked",
      );
    },
    unlink: async (workspace, pageId) => {
      const access = await accessOf(workspace);
      return seen(workspace, await orMissing(workspace, pageId, unlink(access, pageId)));
    },
    move: async (workspace, pageId, applicationId) => {
      const access = await accessOf(workspace);
      return seen(
        workspace,
        await orMissing(workspace, pageId, move(access, pageId, applicationId)),
        "linked",
      );
    },
  };
}
