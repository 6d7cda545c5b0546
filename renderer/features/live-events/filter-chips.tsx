// All, Inbound, Status, Problems: the filters asked for most, with their counts.
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
  return (
    <fieldset className={classes.chips} aria-label="Show">
      {CHIPS.map(({ id, label }) => (
        <button
          key={id}
          type="button"
          className={classes.chip}
          aria-pressed={id === current}
          onClick={() => onQuery(withChip(query, id))}
        >
          {label}
          {counts !== undefined && <span className={classes.count}>{formatCount(counts[id])}</span>}
        </button>
      ))}
    </fieldset>
  );
}
