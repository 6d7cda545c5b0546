// What was done to the workspace's Page from here is marked in the checklist, as if it had been done by the guide. The day of
// linking is none of it: Hookline keeps that itself, as seen.
import type { ExternalAccount } from "../../../../preload/contract/external-accounts.ts";
import type { Workspace } from "../../../../preload/contract/workspace.ts";
import { useAct, useCall } from "../../../bridge/use-call.ts";
import { showFailure } from "../../../components/show-failure.ts";

/** Marks for the checklist. Other Pages of the account are none of its business, and the simulator keeps its own. */
export interface PageRecord {
  /** The Page was added to the account, or its link renewed. */
  readonly linkedToAccount: (page: ExternalAccount) => Promise<void>;
  /** Part 2 was done by API. */
  readonly linkedToApplication: (page: ExternalAccount) => Promise<void>;
  /** Part 2 is to be done again. */
  readonly unlinked: (page: ExternalAccount) => Promise<void>;
}

/** The marks of one workspace. A workspace without a Page takes the first that is added or linked from it. */
export function usePageRecord({ id, kind, pageId: own }: Workspace): PageRecord {
  const change = useAct("workspaces.change");
  const tick = useAct("linking.tick");
  const { data: checklist } = useCall("linking.state", { workspace: id });

  /** Whether it is the workspace's Page, now or from now on. */
  async function isOwn({ pageId, name }: ExternalAccount): Promise<boolean> {
    if (kind !== "real") return false;
    if (own !== null) return own === pageId;
    const taken = await change.run({ id, change: { pageId, ...(name === null ? {} : { pageName: name }) } });
    if (!taken.ok) showFailure(taken.error);
    return taken.ok;
  }

  async function markPart2(page: ExternalAccount, done: boolean): Promise<void> {
    if (!(await isOwn(page))) return;
    const steps = checklist?.groups.find((group) => group.id === "part2")?.steps ?? [];
    for (const step of steps) {
      if ((step.evidence !== null) === done) continue;
      // One after the other: each answers with the whole checklist.
      const ticked = await tick.run({ workspace: id, step: step.id, done });
      if (!ticked.ok) return showFailure(ticked.error);
    }
  }

  return {
    linkedToAccount: async (page) => {
      await isOwn(page);
    },
    linkedToApplication: (page) => markPart2(page, true),
    unlinked: async (page) => {
      if (own === page.pageId) await markPart2(page, false);
    },
  };
}
