// Takes a notice away.
import { ActionIcon } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import classes from "./dismiss-button.module.css";

interface DismissButtonProps {
  readonly onDismiss: () => void;
}

/** The cross at the end of a notice. */
export function DismissButton({ onDismiss }: DismissButtonProps) {
  return (
    <ActionIcon className={classes.dismiss} size={24} aria-label="Dismiss" onClick={onDismiss}>
      <IconX size={14} stroke={1.75} aria-hidden="true" />
    </ActionIcon>
  );
}
