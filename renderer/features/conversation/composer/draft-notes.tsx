// What there is to say of a message before it is sent. None of it keeps anybody from sending.
import { IconAlertTriangle, IconInfoCircle } from "@tabler/icons-react";
import classes from "./composer-parts.module.css";

/** One line; `refused` = a refusal is to be expected. */
export interface DraftNote {
  readonly text: string;
  readonly isRefused: boolean;
}

interface DraftNotesProps {
  readonly id: string;
  readonly notes: readonly DraftNote[];
}

/** The lines, those that foresee a refusal in amber. */
export function DraftNotes({ id, notes }: DraftNotesProps) {
  return (
    <div id={id} className={classes.notes}>
      {notes.map(({ text, isRefused }) => (
        <p key={text} className={classes.note} data-refused={isRefused}>
          {isRefused ? (
            <IconAlertTriangle size={14} stroke={1.75} aria-hidden="true" />
          ) : (
            <IconInfoCircle size={14} stroke={1.75} aria-hidden="true" />
          )}
          <span>{text}</span>
        </p>
      ))}
    </div>
  );
}
