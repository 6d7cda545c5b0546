// Page and account: Part 1 by API, and the half of Part 2 that links a Page to the application.
import { Button } from "@mantine/core";
import { IconBrandMessenger } from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import type { Workspace } from "../../../../preload/contract/workspace.ts";
import { Tag } from "../../../components/tag.tsx";
import { AccountError } from "../account-error.tsx";
import { ACCESS_WORDS, NoAccess } from "../account-access.tsx";
import { CheckedLine } from "../checked-line.tsx";
import { Panel } from "../panel.tsx";
import { AccountLine } from "./account-line.tsx";
import { AddPageForm } from "./add-page-form.tsx";
import { PageItem } from "./page-item.tsx";
import { pagesWords } from "./page-words.ts";
import type { AccountPages } from "./use-pages.ts";
import items from "../items.module.css";
import classes from "../panel.module.css";

interface PagesPanelProps {
  readonly id: string;
  readonly workspace: Workspace;
  readonly found: AccountPages;
  readonly isOpen: boolean;
  onToggle(): void;
}

/** The Pages with their buttons, and the form for another one. */
export function PagesPanel({ id, workspace, found, isOpen, onToggle }: PagesPanelProps): ReactNode {
  const [isAdding, setAdding] = useState(false);
  const { access, pages } = found;
  return (
    <Panel
      id={id}
      icon={IconBrandMessenger}
      title="Page and account"
      summary={<Summary found={found} workspace={workspace} />}
      isOpen={isOpen}
      onToggle={onToggle}
    >
      {access === "ready" ? (
        <>
          <AccountLine workspace={workspace} />
          <AccountError error={found.error} />
          {pages !== null && pages.length > 0 && (
            <ul className={items.list} aria-label="Pages of the account">
              {pages.map((page) => (
                <PageItem key={page.pageId} page={page} workspace={workspace} onChanged={found.check} />
              ))}
            </ul>
          )}
          {pages?.length === 0 && (
            <p className={classes.text}>
              No Page is on the account. Add one with its access token, or do Part 1 by the steps below.
            </p>
          )}
          {isAdding ? (
            <AddPageForm
              workspace={workspace}
              known={(pages ?? []).map(({ pageId }) => pageId)}
              onAdded={() => {
                setAdding(false);
                found.check();
              }}
              onCancel={() => setAdding(false)}
            />
          ) : (
            <div className={classes.buttons}>
              <Button
                size="xs"
                variant={pages?.length === 0 ? "filled" : "default"}
                onClick={() => setAdding(true)}
              >
                Add a Page
              </Button>
              <CheckedLine
                at={found.checkedAt}
                isChecking={found.isChecking}
                label="Check again"
                onCheck={found.check}
              />
            </div>
          )}
        </>
      ) : (
        <NoAccess access={access} does="add the Page to the account and link it for you" />
      )}
    </Panel>
  );
}

function Summary({
  found,
  workspace,
}: {
  readonly found: AccountPages;
  readonly workspace: Workspace;
}): ReactNode {
  if (found.access !== "ready") return ACCESS_WORDS[found.access];
  if (found.error !== null) return <Tag tone="badsig">Not read</Tag>;
  return found.pages === null ? "" : pagesWords(found.pages, workspace);
}
