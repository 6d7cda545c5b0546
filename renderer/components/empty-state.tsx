// A pane with nothing in it says so, and what to do about it.
import type { ReactNode } from "react";
import type { Icon } from "@tabler/icons-react";
import classes from "./empty-state.module.css";

interface EmptyStateProps {
  readonly icon: Icon;
  readonly title: string;
  /** One or two sentences, and buttons where there is something to do. */
  readonly children?: ReactNode;
}

/** An icon, a title and what to do, in the middle of the pane. */
export function EmptyState({ icon: IconOf, title, children }: EmptyStateProps) {
  return (
    <div className={classes.empty}>
      <IconOf size={20} stroke={1.75} aria-hidden="true" className={classes.icon} />
      <h2 className={classes.title}>{title}</h2>
      <div className={classes.body}>{children}</div>
    </div>
  );
}
