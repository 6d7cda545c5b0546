// One application in the list: who it is, whether it can be linked, and what can be done with it.
import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import type { Application } from "../../../../preload/contract/applications.ts";
import type { Workspace } from "../../../../preload/contract/workspace.ts";
import { useAct, useRefresh } from "../../../bridge/use-call.ts";
import { CopyButton } from "../../../components/copy-button.tsx";
import { ErrorNotice } from "../../../components/error-notice.tsx";
import { Moment } from "../../../components/moment.tsx";
import { Tag } from "../../../components/tag.tsx";
import { AddMessages } from "./add-messages.tsx";
import { RemoveApplication } from "./remove-application.tsx";
import { keyMadeFor, usePendingKeys } from "./use-pending-keys.ts";
import items from "../items.module.css";
import classes from "../panel.module.css";

interface ApplicationItemProps {
  readonly application: Application;
  readonly workspace: Workspace;
  onChosen(): void;
}

/** A row with its buttons; what fails is said in the row. */
export function ApplicationItem({ application, workspace, onChosen }: ApplicationItemProps): ReactNode {
  const choose = useAct("applications.choose");
  const refresh = useRefresh();
  const pendingKey = keyMadeFor(application, usePendingKeys(workspace.id));
  const isChosen = workspace.applicationId === application.id;

  async function take(): Promise<void> {
    const chosen = await choose.run({
      workspace: workspace.id,
      id: application.id,
    });
    if (!chosen.ok) return;
    refresh("workspaces.list");
    onChosen();
  }

  return (
    <li className={items.item}>
      <div className={items.itemHead}>
        <div className={items.itemName}>
          <b>{application.name}</b>
          <span>
            <span className={classes.mono}>{application.id}</span>
            <CopyButton value={application.id} label={`application ID of ${application.name}`} />
          </span>
        </div>
        <div className={classes.buttons}>
          <Tag tone={application.hasMessages ? "verified" : "unsigned"}>
            {application.hasMessages ? "Messages" : "No Messages"}
          </Tag>
          {isChosen ? (
            <Tag tone="accent">This workspace’s</Tag>
          ) : (
            <Button
              size="xs"
              variant="filled"
              aria-label={`Choose ${application.name}`}
              disabled={choose.isRunning}
              onClick={() => void take()}
            >
              Choose
            </Button>
          )}
          {!application.hasMessages && <AddMessages application={application} workspace={workspace.id} />}
          <RemoveApplication application={application} workspace={workspace.id} />
        </div>
      </div>
      {pendingKey !== null && (
        <p className={classes.text}>
          Hookline made this application’s key on <Moment at={pendingKey.madeAt} />. Choose it, and the key is
          stored with it.
        </p>
      )}
      {choose.error !== null && <ErrorNotice error={choose.error} />}
    </li>
  );
}
