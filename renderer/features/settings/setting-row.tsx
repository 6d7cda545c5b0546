// One setting: its name and what it does at the left, the control at the right.
import type { ReactNode } from "react";
import classes from "./settings.module.css";

interface SettingRowProps {
  readonly label: string;
  readonly note?: ReactNode;
  /** Id of the control, for the label; left out where the control names itself. */
  readonly controlId?: string;
  readonly children: ReactNode;
}

/** Lays a setting out. */
export function SettingRow({ label, note, controlId, children }: SettingRowProps) {
  return (
    <div className={classes.row}>
      <div className={classes.words}>
        {controlId === undefined ? (
          <span className={classes.label}>{label}</span>
        ) : (
          <label className={classes.label} htmlFor={controlId}>
            {label}
          </label>
        )}
        {note !== undefined && <p className={classes.note}>{note}</p>}
      </div>
      <div className={classes.control}>{children}</div>
    </div>
  );
}

interface SettingSectionProps {
  readonly id: string;
  readonly label: string;
  readonly children: ReactNode;
}

/** A section of Settings, with its heading. */
export function SettingSection({ id, label, children }: SettingSectionProps) {
  return (
    <section className={classes.section} data-section={id} aria-labelledby={`settings-${id}`}>
      <h2 id={`settings-${id}`} className={classes.heading}>
        {label}
      </h2>
      <div className={classes.panel}>{children}</div>
    </section>
  );
}
