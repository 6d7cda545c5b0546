// What Hookline does by itself with the account's key and secret: three panels above the checklist.
import type { ReactNode } from "react";
import { ApplicationPanel } from "./application/application-panel.tsx";
import { PagesPanel } from "./pages/pages-panel.tsx";
import type { PanelName } from "./step-offers.ts";
import { panelId, type ByHooklineState } from "./use-by-hookline.ts";
import { WebhookUrlsPanel } from "./webhook-urls/webhook-urls-panel.tsx";
import classes from "./panel.module.css";

/** The panels, in the order in which a new user needs them. */
export function ByHookline({ state }: { readonly state: ByHooklineState }): ReactNode {
  const { workspace, application, urls, pages, open, setOpen } = state;
  const panel = (name: PanelName) => ({
    id: panelId(name),
    workspace,
    isOpen: open.isOpen[name],
    onToggle: () => setOpen({ ...open, isOpen: { ...open.isOpen, [name]: !open.isOpen[name] } }),
  });
  return (
    <div className={classes.panels} role="group" aria-label="Done by Hookline">
      <ApplicationPanel
        {...panel("application")}
        found={application}
        work={open.work}
        onWork={(work) => setOpen({ ...open, work })}
      />
      <WebhookUrlsPanel {...panel("urls")} urls={urls} />
      <PagesPanel {...panel("pages")} found={pages} />
    </div>
  );
}
