// Which Page and application the window is about, and the way to another one.
import { Menu, UnstyledButton } from "@mantine/core";
import { IconCheck, IconChevronDown, IconPlus } from "@tabler/icons-react";
import type { Workspace } from "../../../preload/contract/workspace.ts";
import { navigate } from "../../router/router.ts";
import { useActiveWorkspace, useWorkspaces } from "../../workspace/active-workspace.tsx";
import { useActivateWorkspace } from "../../workspace/use-activate-workspace.ts";
import { workspaceLine, workspaceTitle } from "./workspace-title.ts";
import classes from "./workspace-menu.module.css";

/** The workspace switcher of the title bar. */
export function WorkspaceMenu() {
  const { workspaces } = useWorkspaces();
  const active = useActiveWorkspace();
  const activate = useActivateWorkspace();
  const title = workspaceTitle(active);
  return (
    <div className={classes.switcher}>
      <Menu position="bottom-start" width={320}>
        <Menu.Target>
          <UnstyledButton className={classes.target}>
            <span className="visually-hidden">Workspace </span>
            <WorkspaceAvatar workspace={active} />
            <span className={classes.names} title={workspaceLine(active)}>
              <span className={classes.page}>{title.page}</span>
              <IconChevronDown size={14} stroke={1.75} className={classes.chevron} />
              {title.application !== null && (
                <span className={classes.beside}>
                  <span className={classes.application}>
                    <span className={classes.separator}>/</span>
                    {title.application}
                  </span>
                  <IconChevronDown size={14} stroke={1.75} className={classes.chevron} />
                </span>
              )}
            </span>
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>Workspaces</Menu.Label>
          {workspaces.map((workspace) => {
            const words = workspaceTitle(workspace);
            const isActive = workspace.id === active.id;
            return (
              <Menu.Item
                key={workspace.id}
                className={classes.item}
                leftSection={<WorkspaceAvatar workspace={workspace} />}
                rightSection={isActive ? <IconCheck size={14} stroke={2} aria-label="active" /> : null}
                onClick={() => activate(workspace.id)}
              >
                {words.page}
                {words.application !== null && (
                  <span className={classes.application}> / {words.application}</span>
                )}
              </Menu.Item>
            );
          })}
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconPlus size={16} stroke={1.75} className={classes.plus} />}
            onClick={() => navigate({ page: "keys", place: "add" })}
          >
            Add a workspace
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

function WorkspaceAvatar({ workspace }: { readonly workspace: Workspace }) {
  return (
    <span
      className={classes.avatar}
      data-kind={workspace.kind}
      data-initial={workspaceTitle(workspace).page.slice(0, 1).toUpperCase()}
      aria-hidden="true"
    />
  );
}
