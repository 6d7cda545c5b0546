// The list of what can be played, with a filter over it and the user's folder below it.
import { Button, TextInput } from "@mantine/core";
import {
  IconAlertTriangle,
  IconFileText,
  IconPlayerPlay,
  IconSearch,
  IconStethoscope,
} from "@tabler/icons-react";
import { useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import type { ScenarioList } from "../../../preload/contract/scenario-run.ts";
import { bringIntoView } from "../../components/bring-into-view.ts";
import { useMediaWidth } from "../../components/use-media-width.ts";
import { builtInEntries, DOCTOR, matchesFilter, ownEntries, type Entry } from "./entries.ts";
import { OwnFolder } from "./own-folder.tsx";
import classes from "./scenario-list.module.css";

interface ScenarioListPaneProps {
  readonly list: ScenarioList;
  /** Keys of entries. */
  readonly chosen: string;
  readonly playing: string | null;
  readonly onChoose: (key: string) => void;
  readonly onLookAgain: () => void;
}

/** One tab stop for all entries: arrows go through them, Enter chooses. */
export function ScenarioListPane({ list, chosen, playing, onChoose, onLookAgain }: ScenarioListPaneProps) {
  const [filter, setFilter] = useState("");
  const entriesRef = useRef<HTMLDivElement>(null);
  const isBeside = useMediaWidth() !== "narrow";
  const keeps = (entry: Entry): boolean => matchesFilter(entry, filter);
  const builtIn = builtInEntries(list).filter(keeps);
  const own = ownEntries(list).filter(keeps);
  const isEmpty = builtIn.length + own.length === 0;
  const shown = [DOCTOR, ...builtIn, ...own];
  const tabStop = shown.some(({ key }) => key === chosen) ? chosen : DOCTOR.key;
  const draw = (entry: Entry) => (
    <EntryItem
      key={entry.key}
      entry={entry}
      isChosen={entry.key === chosen}
      isInSight={isBeside && entry.key === chosen}
      isPlaying={entry.key === playing}
      isTabStop={entry.key === tabStop}
      onChoose={onChoose}
      onKeyDown={(event) => goThrough(event, entriesRef.current)}
    />
  );

  return (
    <div className={classes.pane} data-region="Scenarios">
      <div className={classes.filter}>
        <TextInput
          type="search"
          aria-label="Filter scenarios"
          placeholder="Filter scenarios"
          leftSection={<IconSearch size={16} stroke={1.75} aria-hidden="true" />}
          maxLength={100}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
      </div>
      <div ref={entriesRef} role="group" aria-label="What can be played">
        <ul aria-label="Examine your app">{draw(DOCTOR)}</ul>
        {builtIn.length > 0 && <Group title="Included">{builtIn.map(draw)}</Group>}
        {own.length > 0 && <Group title="Your own">{own.map(draw)}</Group>}
      </div>
      {isEmpty && (
        <div className={classes.noMatch}>
          <p>No scenario matches.</p>
          <Button size="xs" onClick={() => setFilter("")}>
            Clear filter
          </Button>
        </div>
      )}
      <OwnFolder own={list.own} onLookAgain={onLookAgain} />
    </div>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <>
      <h2 className={classes.groupTitle}>{title}</h2>
      <ul aria-label={title}>{children}</ul>
    </>
  );
}

interface EntryItemProps {
  readonly entry: Entry;
  readonly isChosen: boolean;
  /** Scrolled to: it may have been chosen elsewhere, or while the list was hidden. */
  readonly isInSight: boolean;
  readonly isPlaying: boolean;
  readonly isTabStop: boolean;
  readonly onChoose: (key: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function EntryItem({
  entry,
  isChosen,
  isInSight,
  isPlaying,
  isTabStop,
  onChoose,
  onKeyDown,
}: EntryItemProps) {
  const { icon: IconOf, title, about, note } = wordsOf(entry);
  return (
    <li>
      <button
        type="button"
        ref={isInSight ? bringIntoView : null}
        className={classes.entry}
        data-kind={entry.kind}
        aria-current={isChosen ? "true" : undefined}
        tabIndex={isTabStop ? 0 : -1}
        onClick={() => onChoose(entry.key)}
        onKeyDown={onKeyDown}
      >
        <IconOf size={16} stroke={1.75} aria-hidden="true" />
        <span className={classes.words}>
          <span className={classes.title}>{title}</span>
          {about !== "" && <span className={classes.about}>{about}</span>}
          <span className={classes.note}>{note}</span>
        </span>
        {isPlaying && (
          <span className={classes.playing}>
            <IconPlayerPlay size={13} stroke={1.75} aria-hidden="true" />
            Running
          </span>
        )}
      </button>
    </li>
  );
}

function wordsOf(entry: Entry) {
  switch (entry.kind) {
    case "doctor":
      return {
        icon: IconStethoscope,
        title: "Handler doctor",
        about: "Tries everything awkward on your app’s webhook handler.",
        note: "A graded report",
      };
    case "broken": {
      const { file, line } = entry.file;
      return {
        icon: IconAlertTriangle,
        title: file,
        about: "",
        note: line === null ? "Cannot be read" : `Cannot be played: line ${line}`,
      };
    }
    case "built-in":
    case "own": {
      const { title, about, steps } = entry.scenario;
      const count = `${steps} ${steps === 1 ? "step" : "steps"}`;
      return {
        icon: IconFileText,
        title,
        about,
        note: entry.kind === "own" ? `${count}, ${entry.file}` : `${count}, ${entry.scenario.name}`,
      };
    }
  }
}

function goThrough(event: KeyboardEvent, group: HTMLElement | null): void {
  const buttons = [...(group?.querySelectorAll("button") ?? [])];
  const at = buttons.findIndex((button) => button === document.activeElement);
  const goals: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: buttons.length - 1,
  };
  const goal = goals[event.key];
  const button = goal === undefined ? undefined : buttons[goal];
  if (button === undefined) return;
  event.preventDefault();
  button.focus();
}
