// One Page of the account: what it is linked to, and every way to change that.
import { Button } from "@mantine/core";
import { useState, type ReactNode } from "react";
import type { Result } from "../../../../preload/contract/contract.ts";
import type { ExternalAccount } from "../../../../preload/contract/external-accounts.ts";
import type { Workspace } from "../../../../preload/contract/workspace.ts";
import { useAct } from "../../../bridge/use-call.ts";
import { CopyButton } from "../../../components/copy-button.tsx";
import { ErrorNotice } from "../../../components/error-notice.tsx";
import { ShortId } from "../../../components/short-id.tsx";
import { Tag } from "../../../components/tag.tsx";
import { showPassing } from "../../../components/toast.ts";
import { TypedRemoval } from "../../../components/typed-removal.tsx";
import { Note } from "../note.tsx";
import { linkageOf, nameOf } from "./page-words.ts";
import { RenewForm } from "./renew-form.tsx";
import { useTakePage } from "./use-take-page.ts";
import items from "../items.module.css";
import classes from "../panel.module.css";

interface PageItemProps {
  readonly page: ExternalAccount;
  readonly workspace: Workspace;
  onChanged(): void;
}

/** A row; what fails is said in it, and its buttons stay. */
export function PageItem({ page, workspace, onChanged }: PageItemProps): ReactNode {
  const [asks, setAsks] = useState<"none" | "renew" | "move">("none");
  const link = useAct("externalAccounts.link");
  const move = useAct("externalAccounts.move");
  const unlink = useAct("externalAccounts.unlink");
  const remove = useAct("externalAccounts.remove");
  const use = useAct("workspaces.change");
  const takePage = useTakePage(workspace);
  const name = nameOf(page);
  const linkage = linkageOf(page, workspace);
  const target = { workspace: workspace.id, pageId: page.pageId };
  const { applicationId } = workspace;
  const isBusy = [link, move, unlink, use].some(({ isRunning }) => isRunning);
  const error = link.error ?? move.error ?? unlink.error ?? use.error;
  const isOwn = workspace.pageId === page.pageId;

  async function act(
    run: () => Promise<Result<unknown>>,
    done: string,
    take?: (page: ExternalAccount) => Promise<void>,
  ): Promise<void> {
    // Before it begins: a reset afterwards would drop its answer, and a refusal would never be said.
    for (const former of [link, move, unlink, use]) former.reset();
    const result = await run();
    if (result.ok) await take?.(page);
    // A refusal, such as 409, may mean that the list is old: it is read anew either way.
    onChanged();
    if (!result.ok) return;
    setAsks("none");
    showPassing(done);
  }

  return (
    <li className={items.item} aria-label={name} tabIndex={-1}>
      <div className={items.itemHead}>
        <div className={items.itemName}>
          <b>{name}</b>
          <span>
            <span className={classes.mono}>{page.pageId}</span>
            <CopyButton value={page.pageId} label={`Page ID of ${name}`} />
          </span>
        </div>
        {isOwn && <Tag tone="accent">This workspace’s Page</Tag>}
        <Linkage page={page} workspace={workspace} />
      </div>
      <div className={classes.buttons}>
        {linkage === "nowhere" && applicationId !== null && (
          <Button
            size="xs"
            variant="filled"
            disabled={isBusy}
            onClick={() => void act(() => link.run({ ...target, applicationId }), `${name} linked`, takePage)}
          >
            Link to this application
          </Button>
        )}
        {linkage === "elsewhere" && applicationId !== null && asks !== "move" && (
          <Button size="xs" variant="filled" disabled={isBusy} onClick={() => setAsks("move")}>
            Move to this application
          </Button>
        )}
        {linkage !== "nowhere" && (
          <Button
            size="xs"
            disabled={isBusy}
            onClick={() => void act(() => unlink.run(target), `${name} unlinked`)}
          >
            Unlink
          </Button>
        )}
        {!isOwn && workspace.kind === "real" && (
          <Button
            size="xs"
            disabled={isBusy}
            onClick={() =>
              void act(
                () =>
                  use.run({
                    id: workspace.id,
                    change: {
                      pageId: page.pageId,
                      ...(page.name === null ? {} : { pageName: page.name }),
                    },
                  }),
                `${name} is this workspace’s Page`,
              )
            }
          >
            Use in this workspace
          </Button>
        )}
        {asks !== "renew" && (
          <Button size="xs" onClick={() => setAsks("renew")}>
            Renew token
          </Button>
        )}
        <TypedRemoval
          size="xs"
          label="Delete"
          of={name}
          name={page.name ?? page.pageId}
          error={remove.error}
          isRunning={remove.isRunning}
          onRemove={async () => {
            const removed = await remove.run(target);
            if (!removed.ok) return false;
            showPassing(`${name} deleted from the account`);
            onChanged();
            return true;
          }}
        >
          Takes the Page off the Vonage account: no message of it reaches any application, and none can be
          sent, until it is linked to the account again. On Facebook nothing changes.
        </TypedRemoval>
      </div>
      {asks === "move" && applicationId !== null && (
        <Note
          what="A Page has one application at a time."
          actions={
            <>
              <Button
                size="xs"
                variant="filled"
                disabled={isBusy}
                onClick={() =>
                  void act(() => move.run({ ...target, applicationId }), `${name} moved`, takePage)
                }
              >
                Unlink there and link here
              </Button>
              <Button size="xs" variant="subtle" color="gray" onClick={() => setAsks("none")}>
                Leave it
              </Button>
            </>
          }
        >
          Linking it here as well is refused with 409. Moving unlinks it from the other application, whose
          messages stop at once, then links it here; should that fail, it is linked back.
        </Note>
      )}
      {asks === "renew" && (
        <RenewForm
          page={page}
          workspace={workspace}
          onRenewed={() => {
            setAsks("none");
            onChanged();
          }}
          onCancel={() => setAsks("none")}
        />
      )}
      {error !== null && <ErrorNotice error={error} />}
    </li>
  );
}

function Linkage({ page, workspace }: Pick<PageItemProps, "page" | "workspace">): ReactNode {
  switch (linkageOf(page, workspace)) {
    case "here":
      return <Tag tone="verified">Linked to this application</Tag>;
    case "elsewhere":
      return (
        <Tag tone="unsigned">
          Linked to <ShortId value={page.applicationId ?? ""} />
        </Tag>
      );
    case "nowhere":
      return <Tag>Linked to no application</Tag>;
  }
}
