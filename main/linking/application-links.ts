// Links a Page to an application, takes that back, and moves it: one or several requests each, with what a refusal means.
import { AppError, describeError, toAppError, toErrorValue } from "../../preload/contract/errors.ts";
import type { ExternalAccount } from "../../preload/contract/external-accounts.ts";
import type { ApplicationId, PageId } from "../../preload/contract/ids.ts";
import { isSameApplication } from "../application-ids.ts";
import { afterChange } from "../network/diagnose-no-answer.ts";
import type { VonageAccess } from "../network/vonage-call.ts";
import type { ExternalAccountsApi } from "./external-accounts-api.ts";

/** Each answers with the Page as it was read afterwards. Errors are those that `LinkedPages` names. */
export interface ApplicationLinks {
  link(access: VonageAccess, pageId: PageId, applicationId: ApplicationId): Promise<ExternalAccount>;
  unlink(access: VonageAccess, pageId: PageId): Promise<ExternalAccount>;
  move(access: VonageAccess, pageId: PageId, applicationId: ApplicationId): Promise<ExternalAccount>;
}

/** Makes them on that client. */
export function createApplicationLinks(api: ExternalAccountsApi): ApplicationLinks {
  return {
    link: async (access, pageId, applicationId) => {
      try {
        await api.link(access, pageId, applicationId);
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== "PAGE_LINKED_ELSEWHERE") throw error;
        // The refusal does not say which application has it, so that is asked.
        const present = await api.get(access, pageId);
        if (isLinkedTo(present, applicationId)) return present;
        if (present.applicationId === null) throw error;
        const details = { pageId, applicationId: present.applicationId };
        throw new AppError("PAGE_LINKED_ELSEWHERE", details, { cause: error });
      }
      return readAgain(api, access, pageId);
    },
    unlink: async (access, pageId) => {
      const present = await api.get(access, pageId);
      if (present.applicationId === null) return present;
      await api.unlink(access, pageId, present.applicationId);
      return readAgain(api, access, pageId);
    },
    move: async (access, pageId, applicationId) => {
      const { applicationId: from, ...present } = await api.get(access, pageId);
      if (isLinkedTo({ applicationId: from }, applicationId)) return { ...present, applicationId: from };
      if (from !== null) await api.unlink(access, pageId, from);
      try {
        await api.link(access, pageId, applicationId);
      } catch (error) {
        if (from !== null) await linkBack(api, access, { pageId, from, to: applicationId }, error);
        throw error;
      }
      return readAgain(api, access, pageId);
    },
  };
}

async function readAgain(
  api: ExternalAccountsApi,
  access: VonageAccess,
  pageId: PageId,
): Promise<ExternalAccount> {
  try {
    return await api.get(access, pageId);
  } catch (error) {
    throw afterChange(error);
  }
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
