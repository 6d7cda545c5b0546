// Says that the list and its counts are those of all workspaces, while the rest of the window is about one.
import { IconX } from "@tabler/icons-react";
import classes from "./list-toolbar.module.css";

interface EverywhereChipProps {
  readonly onRemove: () => void;
}

/** Pressed, it leads back to the chosen workspace. */
export function EverywhereChip({ onRemove }: EverywhereChipProps) {
  return (
    <button
      type="button"
      className={classes.everywhere}
      aria-label="All workspaces. Show the chosen one only"
      onClick={onRemove}
    >
      All workspaces
      <IconX size={14} stroke={1.75} aria-hidden="true" />
    </button>
  );
}
