// A thing that stands in the way, and the buttons that take it out of the way.
import { IconAlertTriangle, type Icon } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./note.module.css";

interface NoteProps {
  /** What is the matter. */
  readonly what: string;
  /** Why it matters, or what to do. */
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  /** Amber, or red for what is over; that is read aloud at once. */
  readonly tone?: "warning" | "bad";
  readonly icon?: Icon;
}

/** A note with an icon; errors have their own notice. */
export function Note(props: NoteProps): ReactNode {
  const { what, children, actions, tone = "warning", icon: Mark = IconAlertTriangle } = props;
  return (
    <div className={classes.note} role={tone === "bad" ? "alert" : "note"} data-tone={tone}>
      <Mark size={16} stroke={1.75} aria-hidden="true" />
      <div>
        <strong>{what}</strong> {children}
        {actions !== undefined && <div className={classes.noteAction}>{actions}</div>}
      </div>
    </div>
  );
}
