// A row that unfolds: what Hookline can do by itself with the account's key and secret, in one line until it is asked for.
import { IconChevronRight, type Icon } from "@tabler/icons-react";
import { useId, type ReactNode } from "react";
import classes from "./panel.module.css";

interface PanelProps {
  /** Id of its button, so that a step can lead there. */
  readonly id: string;
  readonly icon: Icon;
  readonly title: string;
  /** How it stands, in a few words. */
  readonly summary: ReactNode;
  readonly isOpen: boolean;
  readonly children: ReactNode;
  onToggle(): void;
}

/** Title, state in one line, and the work itself once it is opened. */
export function Panel({ id, icon: Mark, title, summary, isOpen, children, onToggle }: PanelProps): ReactNode {
  const key = useId();
  return (
    <section className={classes.panel} aria-labelledby={`${key}-title`} tabIndex={-1}>
      <h2 className={classes.head}>
        <button id={id} type="button" aria-expanded={isOpen} aria-controls={`${key}-body`} onClick={onToggle}>
          <Mark size={16} stroke={1.75} aria-hidden="true" className={classes.icon} />
          <span id={`${key}-title`} className={classes.title}>
            {title}
          </span>
          <span className={classes.summary}>{summary}</span>
          <IconChevronRight size={16} stroke={1.75} aria-hidden="true" className={classes.chevron} />
        </button>
      </h2>
      {isOpen && (
        <div id={`${key}-body`} className={classes.body}>
          {children}
        </div>
      )}
    </section>
  );
}
