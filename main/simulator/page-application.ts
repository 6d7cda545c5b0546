// Which application hears of what is written to a Page.
import { AppError } from "../../preload/contract/errors.ts";
import type { PageId } from "../../preload/contract/ids.ts";
import type { AccountBook } from "./account-book.ts";
import { messagesOf, type SimulatedApplication } from "./account-state.ts";
import type { SimulatorIdentity } from "./identity.ts";

/**
 * The application the Page is linked to. A Page the account never had passes for one of the simulator's own application:
 * scripts write to Pages of any id.
 * @throws AppError `SIMULATOR_PAGE_UNLINKED`
 */
export function applicationOfPage(
  pageId: PageId,
  book: AccountBook,
  own: Pick<SimulatorIdentity, "pageId" | "applicationId">,
): SimulatedApplication {
  const page = book.page(pageId);
  const isStrange = page === null && pageId !== own.pageId;
  const id = isStrange ? own.applicationId : (page?.applicationId ?? null);
  const application = id === null ? null : book.application(id);
  if (application === null || messagesOf(application) === null) {
    throw new AppError("SIMULATOR_PAGE_UNLINKED", { page: pageId });
  }
  return application;
}
