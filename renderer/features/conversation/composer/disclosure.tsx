// A button that opens a part of the composer and closes it again.
import { ActionIcon, Tooltip } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";
import { KeyHint } from "../../../keyboard/key-hint.tsx";
import classes from "./disclosure.module.css";

interface DisclosureProps {
  readonly label: string;
  readonly icon: Icon;
  /** Id of the part. */
  readonly controls: string;
  readonly isOpen: boolean;
  /** Something is set in there. */
  readonly isMarked?: boolean;
  /** The shortcut that does the same. */
  readonly keys?: string;
  readonly onToggle: () => void;
}

/** An icon whose tooltip says what it opens. */
export function Disclosure(props: DisclosureProps) {
  const { label, icon: PartIcon, controls, isOpen, isMarked = false, keys, onToggle } = props;
  return (
    <Tooltip
      label={
        <span className={classes.tip}>
          {label}
          {keys !== undefined && <KeyHint keys={keys} />}
        </span>
      }
    >
      <ActionIcon
        variant="default"
        size={32}
        aria-label={label}
        aria-expanded={isOpen}
        aria-controls={isOpen ? controls : undefined}
        className={classes.toggle}
        data-marked={isMarked}
        onClick={onToggle}
      >
        <PartIcon size={16} stroke={1.75} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  );
}
