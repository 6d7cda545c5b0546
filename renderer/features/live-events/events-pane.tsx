// The list pane: toolbar, then the rows or what stands in their place.
import { Button } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import type { Ref, RefObject } from "react";
import type { EventId, WorkspaceId } from "../../../preload/contract/ids.ts";
import { formatCount } from "../../components/format.ts";
import { useEventCounts } from "../../components/use-event-counts.ts";
import { QuietLink } from "../../components/quiet-link.tsx";
import type { MediaWidth } from "../../components/use-media-width.ts";
import { useSettings } from "../../components/use-settings.ts";
import { useActiveWorkspace } from "../../workspace/active-workspace.tsx";
import { EventList } from "./event-list.tsx";
import type { EventLog } from "./event-log.ts";
import type { ScrollMemory } from "./event-places.tsx";
import { ListState } from "./list-states.tsx";
import { ListToolbar } from "./list-toolbar.tsx";
import { useLogPart } from "./use-event-log.ts";
import type { ListNavigation } from "./use-list-navigation.ts";
import classes from "./live-events.module.css";

interface EventsPaneProps {
  readonly log: EventLog;
  readonly workspace: WorkspaceId | null;
  readonly width: MediaWidth;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly isEverywhere: boolean;
  readonly onEverywhere: (isEverywhere: boolean) => void;
  /** The row that is marked. */
  readonly selectedId: EventId | null;
  readonly related: readonly EventId[];
  readonly scrollMemory: ScrollMemory;
  readonly listRef: Ref<HTMLDivElement>;
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly onFocusList: () => void;
  readonly onSelect: (id: EventId) => void;
  readonly onOpen: (id: EventId) => void;
  readonly onFocusDetail: () => void;
  readonly onNavigation: (navigation: ListNavigation) => void;
}

/** Search, filters, live button and the list. */
export function EventsPane(props: EventsPaneProps) {
  const { log, width, isEverywhere, onEverywhere } = props;
  const isEmpty = useLogPart(log, ({ count }) => count === 0);
  const isRefreshing = useLogPart(log, ({ phase, count }) => phase === "loading" && count > 0);
  const active = useActiveWorkspace();
  // Nothing that arrives may stay unseen because no workspace lists it.
  const unassigned = useEventCounts(null)?.unassigned ?? 0;
  const [{ compactRows }] = useSettings();
  const isTouched = useMediaQuery("(pointer: coarse)", false, { getInitialValueInEffect: false });
  // A row of one line is too low for a finger.
  const isCompact = compactRows && width !== "narrow" && !isTouched;
  return (
    <section className={classes.pane} aria-label="Events" data-region="Events" data-ring="above">
      <ListToolbar
        log={log}
        workspace={props.workspace}
        text={props.text}
        onText={props.onText}
        isEverywhere={isEverywhere}
        onEverywhere={onEverywhere}
        onLeaveSearch={props.onFocusList}
        searchRef={props.searchRef}
      />
      {isRefreshing && <div className={classes.progress} aria-hidden="true" />}
      {unassigned > 0 && !isEverywhere && (
        <div className={classes.unassigned}>
          <span>
            {unassigned === 1 ? "1 event belongs" : `${formatCount(unassigned)} events belong`} to no
            workspace.
          </span>
          <Button size="xs" onClick={() => onEverywhere(true)}>
            Show all
          </Button>
        </div>
      )}
      {!isEverywhere && <QuietLink workspace={active} />}
      {isEmpty ? (
        <ListState
          log={log}
          onClearFilter={() => props.onText("")}
          onSearchEverywhere={isEverywhere ? null : () => onEverywhere(true)}
        />
      ) : (
        <EventList
          log={log}
          rowHeight={width === "narrow" ? 52 : isCompact ? 28 : 44}
          isCompact={isCompact}
          selectedId={props.selectedId}
          isAlone={width === "narrow"}
          related={props.related}
          isMixed={isEverywhere}
          scrollMemory={props.scrollMemory}
          listRef={props.listRef}
          onSelect={props.onSelect}
          onOpen={props.onOpen}
          onFocusDetail={props.onFocusDetail}
          onNavigation={props.onNavigation}
        />
      )}
    </section>
  );
}
