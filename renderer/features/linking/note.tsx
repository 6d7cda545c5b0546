// A thing that stands in the way, and the buttons that take it out of the way.
import { IconAlertTriangle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./note.module.css";

interface NoteProps {
  /** What is the matter. */
  readonly what: string;
  /** Why it matters, or what to do. */
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}

/** An amber note with an icon; errors have their own notice. */
export function Note({ what, children, actions }: NoteProps): ReactNode {
  return (
    <div className={classes.note} role="note">
      <IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />
      <div>
        <strong>{what}</strong> {children}
        {actions !== undefined && <div className={classes.noteAction}>{actions}</div>}
      </div>
    </div>
  );
}
