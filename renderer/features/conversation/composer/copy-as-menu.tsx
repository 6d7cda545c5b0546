// The message as code to paste elsewhere.
import { Button, Menu } from "@mantine/core";
import { IconCopy } from "@tabler/icons-react";
import type { ReplyDraft } from "../../../../preload/contract/reply.ts";
import { SNIPPETS, type SnippetWorkspace } from "../../../../preload/contract/snippets/snippet.ts";
import { useCopy } from "../../../components/use-copy.ts";
import { useShortcuts } from "../../../keyboard/shortcuts.tsx";
import classes from "./composer-parts.module.css";

interface CopyAsMenuProps {
  readonly draft: ReplyDraft;
  readonly workspace: SnippetWorkspace;
}

/** curl, fetch and Vonage's own clients. Where one could not send the same, it says why. */
export function CopyAsMenu({ draft, workspace }: CopyAsMenuProps) {
  const copy = useCopy();
  const snippets = SNIPPETS.map(({ id, label, make }) => ({ id, label, snippet: make(draft, workspace) }));
  useShortcuts(
    "Reply",
    snippets.flatMap(({ id, label, snippet }) =>
      snippet.ok
        ? [
            {
              id: `reply-copy-${id}`,
              keys: "",
              label: `Copy the reply as ${label}`,
              run: () => copy(snippet.code, nameOf(label)),
            },
          ]
        : [],
    ),
  );
  return (
    <Menu position="top-end" width={240} withinPortal>
      <Menu.Target>
        <Button size="xs" leftSection={<IconCopy size={14} stroke={1.75} aria-hidden="true" />}>
          Copy as
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {snippets.map(({ id, label, snippet }) => (
          <Menu.Item
            key={id}
            className={classes.copyItem ?? ""}
            disabled={!snippet.ok}
            onClick={() => {
              if (snippet.ok) copy(snippet.code, nameOf(label));
            }}
          >
            {label}
            {!snippet.ok && <span className={classes.why}>{snippet.why}</span>}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function nameOf(label: string): string {
  return label === "curl" ? "curl command" : `${label} code`;
}
