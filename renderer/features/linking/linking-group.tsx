// One part of the checklist: a heading that folds, its count, and its steps.
import { IconCheck, IconChevronRight } from "@tabler/icons-react";
import { useId, type ReactNode } from "react";
import type { LinkingGroup as Group } from "../../../preload/contract/linking.ts";
import classes from "./linking-group.module.css";

interface LinkingGroupProps {
  readonly group: Group;
  readonly isOpen: boolean;
  readonly children: ReactNode;
  onToggle(): void;
}

/** A part of the checklist; its steps are drawn only while it is open. */
export function LinkingGroup({ group, isOpen, children, onToggle }: LinkingGroupProps): ReactNode {
  const id = useId();
  const needed = group.steps.filter(({ evidence }) => evidence?.by !== "simulator");
  const done = needed.filter(({ evidence }) => evidence !== null).length;
  const isComplete = needed.length > 0 && done === needed.length;
  return (
    <section className={classes.part} aria-labelledby={`${id}-title`}>
      <h2 className={classes.partHead}>
        <button type="button" aria-expanded={isOpen} aria-controls={`${id}-steps`} onClick={onToggle}>
          <span id={`${id}-title`} className={classes.partTitle}>
            {group.title}
          </span>
          <span className={classes.partLede}>{group.lede}</span>
          <span className={classes.count} data-complete={isComplete}>
            {isComplete && <IconCheck size={13} stroke={2} aria-hidden="true" />}
            {needed.length === 0 ? "Not needed" : `${String(done)} of ${String(needed.length)}`}
          </span>
          <IconChevronRight size={16} stroke={1.75} aria-hidden="true" className={classes.chevron} />
        </button>
      </h2>
      {isOpen && (
        <ol id={`${id}-steps`} className={classes.steps}>
          {children}
        </ol>
      )}
    </section>
  );
}
