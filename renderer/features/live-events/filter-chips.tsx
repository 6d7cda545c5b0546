// All, Inbound, Status, Problems: the filters asked for most, with their counts.
import { useLayoutEffect, useRef, type RefObject } from "react";
import type { WorkspaceId } from "../../../preload/contract/ids.ts";
import { formatCount } from "../../components/format.ts";
import { useEventCounts } from "../../components/use-event-counts.ts";
import { CHIPS, chipOf, withChip } from "./filters.ts";
import classes from "./list-toolbar.module.css";

interface FilterChipsProps {
  readonly workspace: WorkspaceId | null;
  readonly query: string;
  readonly onQuery: (query: string) => void;
}

/** Buttons, one of them pressed unless the query says something else. */
export function FilterChips({ workspace, query, onQuery }: FilterChipsProps) {
  const counts = useEventCounts(workspace);
  const current = chipOf(query);
  const row = useTightRow();
  return (
    <fieldset ref={row} className={classes.chips} aria-label="Show">
      {CHIPS.map(({ id, label }) => (
        <button
          key={id}
          type="button"
          className={classes.chip}
          aria-pressed={id === current}
          onClick={() => onQuery(withChip(query, id))}
        >
          {label}
          <span className={classes.count}>{counts === undefined ? "" : formatCount(counts[id])}</span>
        </button>
      ))}
    </fieldset>
  );
}

/** Marks the row while it has no room for all that is in it. */
function useTightRow(): RefObject<HTMLFieldSetElement | null> {
  const ref = useRef<HTMLFieldSetElement>(null);
  useLayoutEffect(() => {
    const row = ref.current;
    if (row === null) return undefined;
    const observer = new ResizeObserver(() => {
      row.toggleAttribute("data-tight", false);
      row.toggleAttribute("data-tight", row.scrollWidth > row.clientWidth);
    });
    // Of the counts, too: they are looked at again only when one becomes longer or shorter.
    for (const part of [row, ...row.querySelectorAll("span")]) observer.observe(part);
    return () => observer.disconnect();
  }, []);
  return ref;
}
