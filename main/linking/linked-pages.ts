// Pages of a workspace's account: linked to the account by a Page access token, and to one application each.
import { AppError, describeError, toAppError, toErrorValue } from "../../preload/contract/errors.ts";
import type {
  ExternalAccount,
  NewExternalAccount,
  RenewedExternalAccount,
} from "../../preload/contract/external-accounts.ts";
import type { ApplicationId, PageId, WorkspaceId } from "../../preload/contract/ids.ts";
import type { VonageAccess } from "../network/vonage-call.ts";
import { isSameApplication } from "../application-ids.ts";
import type { ExternalAccountsApi } from "./external-accounts-api.ts";

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
  /** Vonage has just linked the Page to the account, or renewed that: what the 90 days of the guides are counted from. */
  readonly onLinked: (workspace: WorkspaceId, pageId: PageId) => void;
}

/** Makes the service. */
export function createLinkedPages({ api, accessOf, onLinked }: LinkedPagesParts): LinkedPages {
  return {
    list: async (workspace) => api.list(await accessOf(workspace)),
    create: async ({ workspace, ...page }) => {
      const linked = await api.create(await accessOf(workspace), page);
      onLinked(workspace, linked.pageId);
      return linked;
    },
    renew: async ({ workspace, pageId, accessToken }) => {
      const renewed = await api.renew(await accessOf(workspace), pageId, accessToken);
      onLinked(workspace, renewed.pageId);
      return renewed;
    },
    remove: async (workspace, pageId) => api.remove(await accessOf(workspace), pageId),
    link: async (workspace, pageId, applicationId) => {
      const access = await accessOf(workspace);
      try {
        await api.link(access, pageId, applicationId);
      } catch (error) {
        if (!isCode(error, "PAGE_LINKED_ELSEWHERE")) throw error;
        // The refusal does not say which application has it, so that is asked.
        const present = await api.get(access, pageId);
        if (isLinkedTo(present, applicationId)) return present;
        if (present.applicationId === null) throw error;
        const details = { pageId, applicationId: present.applicationId };
        throw new AppError("PAGE_LINKED_ELSEWHERE", details, { cause: error });
      }
      return api.get(access, pageId);
    },
    unlink: async (workspace, pageId) => {
      const access = await accessOf(workspace);
      const present = await api.get(access, pageId);
      if (present.applicationId === null) return present;
      await api.unlink(access, pageId, present.applicationId);
      return api.get(access, pageId);
    },
    move: async (workspace, pageId, applicationId) => {
      const access = await accessOf(workspace);
      const { applicationId: from, ...present } = await api.get(access, pageId);
      if (isLinkedTo({ applicationId: from }, applicationId)) return { ...present, applicationId: from };
      if (from !== null) await api.unlink(access, pageId, from);
      try {
        await api.link(access, pageId, applicationId);
      } catch (error) {
        if (from !== null) await linkBack(api, access, { pageId, from, to: applicationId }, error);
        throw error;
      }
      return api.get(access, pageId);
    },
  };
}

/** A move that failed half-way leaves the Page where it was; if not even that works, the person must know. */
async function linkBack(
  api: ExternalAccountsApi,
  access: VonageAccess,
  { pageId, from, to }: { readonly pageId: PageId; readonly from: ApplicationId; readonly to: ApplicationId },
  cause: unknown,
): Promise<void> {
  try {
    await api.link(access, pageId, from);
  } catch {
    // Told by the error below, with the reason of the first failure: most often the second has the same one.
    const reason = describeError(toErrorValue(toAppError(cause))).why;
    throw new AppError("PAGE_LEFT_UNLINKED", { pageId, from, to, reason }, { cause });
  }
}

function isLinkedTo(page: Pick<ExternalAccount, "applicationId">, id: ApplicationId): boolean {
  return page.applicationId !== null && isSameApplication(page.applicationId, id);
}

function isCode(error: unknown, code: AppError["code"]): boolean {
  return error instanceof AppError && error.code === code;
}
