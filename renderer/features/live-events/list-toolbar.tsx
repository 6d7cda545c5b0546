// Above the list: search, whose events, live button, chips, filter menu.
import type { RefObject } from "react";
import type { WorkspaceId } from "../../../preload/contract/ids.ts";
import type { EventLog } from "./event-log.ts";
import { EverywhereChip } from "./everywhere-chip.tsx";
import { FilterChips } from "./filter-chips.tsx";
import { FilterMenu } from "./filter-menu.tsx";
import { LiveButton } from "./live-button.tsx";
import { SearchField } from "./search-field.tsx";
import classes from "./list-toolbar.module.css";

interface ListToolbarProps {
  readonly log: EventLog;
  readonly workspace: WorkspaceId | null;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly isEverywhere: boolean;
  readonly onEverywhere: (isEverywhere: boolean) => void;
  readonly onLeaveSearch: () => void;
  readonly searchRef: RefObject<HTMLInputElement | null>;
}

/** Two rows that never scroll away. */
export function ListToolbar(props: ListToolbarProps) {
  const { log, workspace, text, onText, isEverywhere, onEverywhere } = props;
  return (
    <>
      <search className={classes.search}>
        <SearchField text={text} onText={onText} onLeave={props.onLeaveSearch} inputRef={props.searchRef} />
        <div className={classes.state}>
          {isEverywhere && (
            <EverywhereChip
              onRemove={() => {
                onEverywhere(false);
                props.searchRef.current?.focus();
              }}
            />
          )}
          <LiveButton log={log} />
        </div>
      </search>
      <div className={classes.filters}>
        <FilterChips workspace={workspace} query={text} onQuery={onText} />
        <FilterMenu query={text} onQuery={onText} isEverywhere={isEverywhere} onEverywhere={onEverywhere} />
      </div>
    </>
  );
}
