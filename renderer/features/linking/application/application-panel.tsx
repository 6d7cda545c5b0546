// Your application: which one the workspace has, whether it fits, and the ways to another one.
import { Button } from "@mantine/core";
import { IconApps } from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import type { WorkspaceId } from "../../../../preload/contract/ids.ts";
import type { Workspace } from "../../../../preload/contract/workspace.ts";
import { SaveKeyFile } from "../../../components/save-key-file.tsx";
import { ShortId } from "../../../components/short-id.tsx";
import { Tag } from "../../../components/tag.tsx";
import { AccountError } from "../account-error.tsx";
import { ACCESS_WORDS, NoAccess } from "../account-access.tsx";
import { CheckedLine } from "../checked-line.tsx";
import { Note } from "../note.tsx";
import { Panel } from "../panel.tsx";
import { ApplicationFacts } from "./application-facts.tsx";
import { ApplicationForm, type CreatedApplication } from "./application-form.tsx";
import { ApplicationPicker } from "./application-picker.tsx";
import { RemoveApplication } from "./remove-application.tsx";
import type { WorkspaceApplication } from "./use-application.ts";
import classes from "../panel.module.css";

/** What the panel is busy with. */
export type ApplicationWork = "none" | "choose" | "create";

interface ApplicationPanelProps {
  readonly id: string;
  readonly workspace: Workspace;
  readonly found: WorkspaceApplication;
  readonly isOpen: boolean;
  readonly work: ApplicationWork;
  onToggle(): void;
  onWork(work: ApplicationWork): void;
}

/** The panel in all its states; forms keep what was typed until they succeed. */
export function ApplicationPanel(props: ApplicationPanelProps): ReactNode {
  const { id, workspace, found, isOpen, work, onToggle, onWork } = props;
  const [throwAway, setThrowAway] = useState<CreatedApplication | null>(null);

  function created(made: CreatedApplication): void {
    if (!made.isUsed) setThrowAway(made);
    found.check();
    onWork("none");
  }

  return (
    <Panel
      id={id}
      icon={IconApps}
      title="Your application"
      summary={<Summary found={found} />}
      isOpen={isOpen}
      onToggle={onToggle}
    >
      {found.access === "ready" ? (
        <>
          <AccountError error={found.error} />
          {found.id === null && (
            <p className={classes.text}>
              No application is chosen yet. Choose one of the account, or create one; its key and ID are
              stored here.
            </p>
          )}
          {found.application !== null && (
            <ApplicationFacts workspace={workspace} application={found.application} pairing={found.pairing} />
          )}
          {work === "none" && (
            <div className={classes.buttons}>
              <Button
                size="xs"
                variant={found.id === null ? "filled" : "default"}
                onClick={() => onWork("choose")}
              >
                {found.id === null ? "Choose an application" : "Choose another"}
              </Button>
              <Button size="xs" onClick={() => onWork("create")}>
                Create an application
              </Button>
              {found.application !== null && (
                <RemoveApplication application={found.application} workspace={workspace.id} />
              )}
              {workspace.key !== null && (
                <SaveKeyFile key={workspace.key.fingerprint} size="xs" workspace={workspace.id} />
              )}
              {found.id !== null && (
                <CheckedLine
                  at={found.checkedAt}
                  isChecking={found.isChecking}
                  label="Check again"
                  onCheck={found.check}
                />
              )}
            </div>
          )}
          {throwAway !== null && (
            <ThrowAway {...throwAway} workspace={workspace.id} onRemoved={() => setThrowAway(null)} />
          )}
          {work === "choose" && (
            <ApplicationPicker
              workspace={workspace}
              onChosen={() => onWork("none")}
              onCancel={() => onWork("none")}
            />
          )}
          {work === "create" && (
            <ApplicationForm workspace={workspace} onCreated={created} onCancel={() => onWork("none")} />
          )}
        </>
      ) : (
        <NoAccess access={found.access} does="create or choose the application for you" />
      )}
    </Panel>
  );
}

interface ThrowAwayProps extends Pick<CreatedApplication, "application" | "hasKey"> {
  readonly workspace: WorkspaceId;
  onRemoved(): void;
}

/** The application that was created beside the workspace's own; its buttons say its name. */
function ThrowAway({ application, hasKey, workspace, onRemoved }: ThrowAwayProps): ReactNode {
  const name = `“${application.name}”`;
  return (
    <Note
      what={`${name} is there to link the Page with.`}
      actions={
        <>
          <RemoveApplication
            application={application}
            workspace={workspace}
            label={`Remove ${name}`}
            onRemoved={onRemoved}
          />
          {hasKey && (
            <SaveKeyFile
              size="xs"
              label={`Save key file of ${name}`}
              workspace={workspace}
              applicationId={application.id}
            />
          )}
        </>
      }
    >
      Remove it when the Page is linked.
      {hasKey && " Its private key is kept until Hookline closes."}
    </Note>
  );
}

function Summary({ found }: { readonly found: WorkspaceApplication }): ReactNode {
  if (found.access !== "ready" && found.id === null) return ACCESS_WORDS[found.access];
  if (found.id === null) return "None chosen";
  return (
    <>
      {found.application === null ? <ShortId value={found.id} /> : found.application.name}
      {found.application?.hasMessages === false && <Tag tone="unsigned">No Messages</Tag>}
      {found.pairing === "paired" && <Tag tone="verified">Key fits</Tag>}
      {found.pairing === "unpaired" && <Tag tone="badsig">Wrong key</Tag>}
      {found.error !== null && <Tag tone="badsig">Not read</Tag>}
    </>
  );
}
