// The account's applications: find one, choose it, mend it, or remove it.
import { Button, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import type { Application } from "../../../../preload/contract/applications.ts";
import type { Workspace } from "../../../../preload/contract/workspace.ts";
import { ErrorNotice } from "../../../components/error-notice.tsx";
import { formatCount } from "../../../components/format.ts";
import { fieldLook } from "../field-look.ts";
import { focusOnMount } from "../../../components/focus-on-mount.ts";
import { showPassing } from "../../../components/toast.ts";
import { ApplicationItem } from "./application-item.tsx";
import { filterApplications } from "./filter-applications.ts";
import { useApplicationList, type ApplicationList } from "./use-application-list.ts";
import items from "../items.module.css";
import classes from "../panel.module.css";

interface ApplicationPickerProps {
  readonly workspace: Workspace;
  onChosen(): void;
  onCancel(): void;
}

/** A searchable list. Only what was read is searched, and it says how much that is. */
export function ApplicationPicker({ workspace, onChosen, onCancel }: ApplicationPickerProps): ReactNode {
  const list = useApplicationList(workspace.id);
  const [text, setText] = useState("");
  const [withMessagesOnly, setWithMessagesOnly] = useState(true);
  const all = list.applications ?? [];
  const shown = filterApplications(all, { text, withMessagesOnly });
  const hidden = withMessagesOnly
    ? filterApplications(all, { text, withMessagesOnly: false }).length - shown.length
    : 0;

  function chosen(application: Application): void {
    showPassing(`${application.name} is this workspace’s application`);
    onChosen();
  }

  return (
    <section className={classes.form} aria-label="Applications of the account">
      <h3>Applications of the account</h3>
      <div className={classes.fields}>
        <TextInput
          ref={focusOnMount}
          type="search"
          label="Search by name or ID"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          leftSection={<IconSearch size={16} stroke={1.75} aria-hidden="true" />}
          {...fieldLook("plain")}
        />
        <label className={`${classes.option ?? ""} ${classes.beside ?? ""}`}>
          <input
            type="checkbox"
            checked={withMessagesOnly}
            onChange={(event) => setWithMessagesOnly(event.currentTarget.checked)}
          />
          <span>With Messages only</span>
        </label>
      </div>
      {list.error !== null && (
        <ErrorNotice
          error={list.error}
          action={
            <Button size="xs" onClick={list.readAgain}>
              Read again
            </Button>
          }
        />
      )}
      {shown.length > 0 && (
        <ul className={items.list}>
          {shown.map((application) => (
            <ApplicationItem
              key={application.id}
              application={application}
              workspace={workspace}
              onChosen={() => chosen(application)}
            />
          ))}
        </ul>
      )}
      {/* Always there, so that a change of its words is read out. */}
      <p className={classes.status} role="status">
        {countWords(list, { shown: shown.length, hidden })}
      </p>
      <div className={classes.buttons}>
        {list.hasMore && (
          <Button size="xs" disabled={list.isReading} onClick={list.readMore}>
            Read the next page
          </Button>
        )}
        {hidden > 0 && (
          <Button size="xs" onClick={() => setWithMessagesOnly(false)}>
            Show those without Messages
          </Button>
        )}
        <Button size="xs" variant="subtle" color="gray" onClick={onCancel}>
          Close the list
        </Button>
      </div>
    </section>
  );
}

/** How much of the account is shown, and why not the rest. */
function countWords(
  { applications, total, hasMore, isReading }: ApplicationList,
  { shown, hidden }: { readonly shown: number; readonly hidden: number },
): string {
  if (applications === null) return isReading ? "Reading from the account" : "";
  if (total === 0) return "The account has no application yet.";
  const found = shown === 0 ? "None matches." : `${formatCount(shown)} shown.`;
  const without = hidden === 0 ? "" : ` ${formatCount(hidden)} without Messages hidden.`;
  const read = hasMore ? ` ${formatCount(applications.length)} of ${formatCount(total)} were read.` : "";
  return `${found}${without}${read}`;
}
