// Reads what the interface cannot be drawn without, then draws it.
import type { ReactNode } from "react";
import { useCall } from "../../bridge/use-call.ts";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { WorkspaceProvider } from "../../workspace/active-workspace.tsx";
import classes from "./boot.module.css";

/** Waits for settings, workspaces and the state of the product; nothing flashes meanwhile. */
export function Boot({ children }: { readonly children: ReactNode }) {
  const settings = useCall("settings.get", {});
  const workspaces = useCall("workspaces.list", {});
  const app = useCall("app.state", {});
  if (workspaces.data !== undefined && settings.data !== undefined && app.data !== undefined) {
    return <WorkspaceProvider list={workspaces.data}>{children}</WorkspaceProvider>;
  }
  const error = settings.error ?? workspaces.error ?? app.error;
  return (
    <main className={classes.boot} aria-busy={error === null}>
      {error !== null && <ErrorNotice error={error.value} />}
    </main>
  );
}
