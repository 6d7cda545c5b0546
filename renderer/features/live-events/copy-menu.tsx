// The Copy menu, and its keys: c, then the letter of what is wanted.
import { Button, Menu } from "@mantine/core";
import { IconCopy } from "@tabler/icons-react";
import { useMemo } from "react";
import type { LoggedEvent } from "../../../preload/contract/event.ts";
import { useAppState } from "../../components/use-app-state.ts";
import { useCopy } from "../../components/use-copy.ts";
import { KeyHint, useShortcuts } from "../../keyboard/shortcuts.tsx";
import { useWorkspaces } from "../../workspace/active-workspace.tsx";
import { copyValues } from "./copy-values.ts";

interface CopyMenuProps {
  readonly event: LoggedEvent;
}

/** A button with what can be copied of an event. */
export function CopyMenu({ event }: CopyMenuProps) {
  const copy = useCopy();
  const base = useBase(event);
  const values = useMemo(
    () => copyValues(event, { base, page: location.href.replace(/#.*$/, "") }),
    [event, base],
  );
  const body = values.find(({ id }) => id === "body");
  useShortcuts("Selected event", [
    ...(body === undefined
      ? []
      : [
          {
            id: "copy-c",
            keys: "c c",
            label: "Copy body",
            hidden: true,
            run: () => copy(body.value, body.label),
          },
        ]),
    ...values.map(({ id, label, key, value, lack }) => ({
      id: `copy-${id}`,
      keys: key === null ? "" : `c ${key}`,
      label: `Copy ${lowerFirst(label)}`,
      run: () => copy(value, label, lack),
    })),
  ]);
  return (
    <Menu position="bottom-start" width={216} withinPortal>
      <Menu.Target>
        <Button
          leftSection={<IconCopy size={16} stroke={1.75} aria-hidden="true" />}
          rightSection={<KeyHint keys="c" />}
        >
          Copy
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {values.map(({ id, label, key, value, lack }) => (
          <Menu.Item
            key={id}
            onClick={() => copy(value, label, lack)}
            rightSection={key === null ? null : <KeyHint keys={`c ${key}`} />}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Where the request of the event went: our listener, or the API host of its workspace. */
function useBase(event: LoggedEvent): string {
  const app = useAppState();
  const { workspaces } = useWorkspaces();
  if (event.kind !== "reply") return app?.listener.url ?? "";
  const workspace = workspaces.find(({ id }) => id === event.workspace);
  if (workspace?.kind === "simulated" && app?.simulator.url !== null && app?.simulator.url !== undefined)
    return app.simulator.url;
  return workspace?.apiHost ?? "";
}

function lowerFirst(label: string): string {
  return /^[A-Z][a-z]/.test(label) && !label.startsWith("Page")
    ? label.charAt(0).toLowerCase() + label.slice(1)
    : label;
}
