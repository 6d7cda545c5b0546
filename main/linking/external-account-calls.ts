// The calls of the contract about the Pages of a Vonage account.
import type { Handlers } from "../../preload/contract/contract.ts";
import type { RecentAnswers } from "../network/recent-answers.ts";
import type { LinkedPages } from "./linked-pages.ts";

/** Names of the calls answered here. */
export type ExternalAccountCall = Extract<keyof Handlers, `externalAccounts.${string}`>;

/** Handlers of these calls. */
export function createExternalAccountCalls({
  pages,
  recentAnswers,
}: {
  readonly pages: LinkedPages;
  readonly recentAnswers: Pick<RecentAnswers, "read">;
}): Pick<Handlers, ExternalAccountCall> {
  return {
    "externalAccounts.list": async ({ workspace }) => {
      const question = { workspace, about: ["externalAccounts.list"] } as const;
      const { answer, at } = await recentAnswers.read(question, () => pages.list(workspace));
      return { pages: [...answer], checkedAt: at };
    },
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
