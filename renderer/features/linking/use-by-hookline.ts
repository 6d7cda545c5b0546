// What Hookline can do of linking by itself, which of its panels are open, and the way a step leads to one.
import { useState } from "react";
import type { LinkingStep } from "../../../preload/contract/linking.ts";
import type { PendingKey } from "../../../preload/contract/applications.ts";
import type { Workspace } from "../../../preload/contract/workspace.ts";
import { useActiveWorkspace } from "../../workspace/active-workspace.tsx";
import { accountAccess } from "./account-access.tsx";
import type { ApplicationWork } from "./application/application-panel.tsx";
import { useApplication, type WorkspaceApplication } from "./application/use-application.ts";
import { usePendingKeys } from "./application/use-pending-keys.ts";
import { usePages, type AccountPages } from "./pages/use-pages.ts";
import { stepOffer, type PanelName, type StepOffer } from "./step-offers.ts";
import { useWebhookUrls, type WebhookUrls } from "./webhook-urls/use-webhook-urls.ts";

/** Which panels are open, and what the first one is busy with. */
export interface OpenPanels {
  readonly isOpen: Readonly<Record<PanelName, boolean>>;
  readonly work: ApplicationWork;
}

/** The three panels and all that is known for them. */
export interface ByHooklineState {
  readonly workspace: Workspace;
  readonly application: WorkspaceApplication;
  readonly urls: WebhookUrls;
  readonly pages: AccountPages;
  /** Keys of applications that may have been made. */
  readonly pendingKeys: readonly PendingKey[];
  readonly open: OpenPanels;
  readonly setOpen: (open: OpenPanels) => void;
  /** Opens a panel, brings the focus there, and begins what is wanted. */
  readonly show: (wanted: Pick<StepOffer, "panel" | "begin">) => void;
  /** What can be done of a step; null where nothing can or need be, or the account's secret is missing. */
  readonly offerOf: (step: LinkingStep) => StepOffer | null;
}

/** Id of the button of a panel. */
export function panelId(name: PanelName): string {
  return `linking-${name}`;
}

/** Reads what is known and holds what is open; all closed at first, since the checklist comes first. */
export function useByHookline(): ByHooklineState {
  const workspace = useActiveWorkspace();
  const application = useApplication(workspace);
  const urls = useWebhookUrls(workspace);
  const pages = usePages(workspace);
  const pendingKeys = usePendingKeys(workspace.id);
  const [open, setOpen] = useState<OpenPanels>({
    isOpen: { application: false, urls: false, pages: false },
    work: "none",
  });

  function show({ panel, begin }: Pick<StepOffer, "panel" | "begin">): void {
    const work = begin === "create" || begin === "choose" ? begin : open.work;
    setOpen({ isOpen: { ...open.isOpen, [panel]: true }, work });
    if (begin === "set-urls") void urls.look("set");
    const head = document.getElementById(panelId(panel));
    head?.focus();
    head?.scrollIntoView({ block: "start" });
  }

  function offerOf(step: LinkingStep): StepOffer | null {
    const isNeeded = step.evidence?.by !== "simulator";
    return isNeeded && accountAccess(workspace) === "ready" ? stepOffer(step.id) : null;
  }

  return { workspace, application, urls, pages, pendingKeys, open, setOpen, show, offerOf };
}
