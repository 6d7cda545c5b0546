// The Copy menu of an event.
import { Button, Menu } from "@mantine/core";
import { IconCopy } from "@tabler/icons-react";
import { KeyHint } from "../../keyboard/shortcuts.tsx";
import type { CopyPart } from "./copy-values.ts";

interface CopyMenuProps {
  readonly parts: readonly CopyPart[];
  readonly onCopy: (part: CopyPart) => void;
}

/** A button with what can be copied of an event. */
export function CopyMenu({ parts, onCopy }: CopyMenuProps) {
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
        {parts.map((part) => (
          <Menu.Item
            key={part.id}
            onClick={() => onCopy(part)}
            rightSection={part.key === null ? null : <KeyHint keys={`c ${part.key}`} />}
          >
            {part.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
