// The simulated account while the simulator runs: what its endpoints read and change.
import type { PayloadVersion } from "../../preload/contract/event.ts";
import type { ApplicationId, PageId } from "../../preload/contract/ids.ts";
import { isSameApplication } from "../application-ids.ts";
import type { AccountState, SimulatedApplication, SimulatedPage } from "./account-state.ts";

/** Applications, Pages and the setting of the account. Every change is saved before it holds. */
export interface AccountBook {
  applications(): readonly SimulatedApplication[];
  /** Found with and without the hyphens of its id. */
  application(id: string): SimulatedApplication | null;
  pages(): readonly SimulatedPage[];
  page(pageId: string): SimulatedPage | null;
  /** Adds it, or replaces the one of its id. */
  putApplication(application: SimulatedApplication): void;
  /** Its Pages stay in the account, linked to none. */
  removeApplication(id: ApplicationId): void;
  /** Adds it, or replaces the one of its id. */
  putPage(page: SimulatedPage): void;
  removePage(pageId: PageId): void;
  /** Shape of the statuses of messages that no application sent. */
  messagesVersion(): PayloadVersion;
  setMessagesVersion(version: PayloadVersion): void;
  /** Back to the first moment. */
  reset(): void;
}

interface AccountBookPorts {
  readonly first: AccountState;
  /** From an earlier run. */
  readonly stored?: AccountState | null;
  /** Throws when it cannot; then the book stays as it was. */
  readonly save?: (state: AccountState) => void;
}

/** Makes a book; without `save` it lives in memory only. */
export function createAccountBook({ first, stored, save = () => {} }: AccountBookPorts): AccountBook {
  let state = stored ?? first;

  const change = (next: AccountState): void => {
    save(next);
    state = next;
  };
  const findApplication = (id: string): SimulatedApplication | null => {
    const { applications } = state;
    // Nearly always it is written as it was given.
    return (
      applications.find((application) => application.id === id) ??
      applications.find((application) => isSameApplication(application.id, id)) ??
      null
    );
  };

  return {
    applications: () => state.applications,
    application: findApplication,
    pages: () => state.pages,
    page: (pageId) => state.pages.find((page) => page.pageId === pageId) ?? null,
    putApplication(application) {
      const applications = replaced(state.applications, application, ({ id }) => id === application.id);
      change({ ...state, applications });
    },
    removeApplication(id) {
      change({
        ...state,
        applications: state.applications.filter((application) => application.id !== id),
        pages: state.pages.map((page) =>
          page.applicationId === id ? { ...page, applicationId: null } : page,
        ),
      });
    },
    putPage(page) {
      change({ ...state, pages: replaced(state.pages, page, ({ pageId }) => pageId === page.pageId) });
    },
    removePage(pageId) {
      change({ ...state, pages: state.pages.filter((page) => page.pageId !== pageId) });
    },
    messagesVersion: () => state.messagesVersion ?? "v1",
    setMessagesVersion(messagesVersion) {
      change({ ...state, messagesVersion });
    },
    reset: () => change(first),
  };
}

/** The list with `item` in the place of the one it replaces, else at its end. */
function replaced<T>(list: readonly T[], item: T, isOld: (other: T) => boolean): readonly T[] {
  return list.some(isOld) ? list.map((other) => (isOld(other) ? item : other)) : [...list, item];
}
