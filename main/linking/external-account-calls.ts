// The calls of the contract about the Pages of a Vonage account.
import type { Handlers } from "../../preload/contract/contract.ts";
import type { LinkedPages } from "./linked-pages.ts";

/** Names of the calls answered here. */
export type ExternalAccountCall = Extract<keyof Handlers, `externalAccounts.${string}`>;

/** Handlers of these calls. */
export function createExternalAccountCalls({
  pages,
}: {
  readonly pages: LinkedPages;
}): Pick<Handlers, ExternalAccountCall> {
  return {
    "externalAccounts.list": async ({ workspace }) => [...(await pages.list(workspace))],
    "externalAccounts.create": (page) => pages.create(page),
    "externalAccounts.renew": (page) => pages.renew(page),
    "externalAccounts.remove": async ({ workspace, pageId }) => {
      await pages.remove(workspace, pageId);
      return {};
    },
    "externalAccounts.link": ({ workspace, pageId, applicationId }) =>
      pages.link(workspace, pageId, applicationId),
    "externalAccounts.unlink": ({ workspace, pageId }) => pages.unlink(workspace, pageId),
    "externalAccounts.move": ({ workspace, pageId, applicationId }) =>
      pages.move(workspace, pageId, applicationId),
  };
}
