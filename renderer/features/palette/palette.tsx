// The palette: every command, person and event, by typing.
import { Modal } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { Spotlight, type SpotlightStore } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useRef, useState, type FocusEvent, type RefObject } from "react";
import { nameSteering } from "../../../preload/contract/steering-characters.ts";
import { useMediaWidth } from "../../components/use-media-width.ts";
import { KeyHint } from "../../keyboard/key-hint.tsx";
import { parsePaletteQuery, type PaletteItem } from "./palette-items.ts";
import { usePaletteItems } from "./use-palette-items.ts";
import { VerbatimLine } from "../../components/verbatim.tsx";
import classes from "./palette.module.css";

const TYPING_PAUSE_MS = 120;
const RESULTS_ID = "palette-results";

interface PaletteProps {
  /** Opened and closed by app.tsx. */
  readonly store: SpotlightStore;
}

/** The dialog with its field; the first result is always chosen, so that Enter runs it. */
export function Palette({ store }: PaletteProps) {
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState(-1);
  const isNarrow = useMediaWidth() === "narrow";
  useEffect(() => {
    // Back and Forward only: what the page itself puts into its address, as for an event that comes in, is no step of the person.
    const close = () => store.updateState((state) => ({ ...state, opened: false }));
    addEventListener("popstate", close);
    return () => removeEventListener("popstate", close);
  }, [store]);
  return (
    <Spotlight.Root
      store={store}
      query={typed}
      onQueryChange={setTyped}
      shortcut={null}
      clearQueryOnClose
      scrollable
      centered={false}
      maxHeight="min(440px, 72vh)"
      radius="lg"
      size={600}
      yOffset="12vh"
      padding={0}
      // At once: whoever presses Ctrl+K goes on typing, and nothing may be lost meanwhile.
      transitionProps={{ duration: 0 }}
      overlayProps={{ backgroundOpacity: 0.24 }}
    >
      <Modal.Title className="visually-hidden">Search or run a command</Modal.Title>
      <Spotlight.Search
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- as it is drawn, not a timer later: what is typed next belongs here
        autoFocus
        onBlur={(event) => store.getState().opened && keepFocus(event)}
        classNames={{ input: classes.search }}
        placeholder={
          isNarrow
            ? "Search; > commands, @ people, # events"
            : "Search, or type > for commands, @ for people, # for events"
        }
        role="combobox"
        aria-label="Search or run a command"
        aria-expanded="true"
        aria-controls={RESULTS_ID}
        aria-activedescendant={chosen < 0 ? undefined : rowId(chosen)}
        leftSection={<IconSearch size={16} stroke={1.75} />}
      />
      <Spotlight.ActionsList className={classes.results ?? ""}>
        <PaletteResults typed={typed} store={store} chosen={chosen} onChoose={setChosen} />
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

/**
 * While the palette is open, the focus is its own. A dialog that was opened and closed just before takes it by a timer,
 * and where that runs late, what is typed here would be lost.
 */
function keepFocus({ currentTarget, relatedTarget }: FocusEvent<HTMLInputElement>): void {
  const dialog = currentTarget.closest('[role="dialog"]');
  if (relatedTarget !== null && dialog?.contains(relatedTarget) === false) currentTarget.focus();
}

interface PaletteResultsProps extends PaletteProps {
  readonly typed: string;
  /** Place of the chosen row; -1 = there is none. */
  readonly chosen: number;
  readonly onChoose: (place: number) => void;
}

/** Mounted while the palette is open, so nothing is asked before. */
function PaletteResults({ typed, store, chosen, onChoose }: PaletteResultsProps) {
  const results = useRef<HTMLDivElement>(null);
  const [settled] = useDebouncedValue(typed, TYPING_PAUSE_MS);
  const items = usePaletteItems(parsePaletteQuery(typed), parsePaletteQuery(settled));
  useChosenRow(results, store, onChoose);
  const groups = [...Map.groupBy(items, ({ group }) => group)];
  const places = new Map(groups.flatMap(([, members]) => members).map((item, place) => [item, place]));
  return (
    <div ref={results}>
      {items.length === 0 && <Spotlight.Empty>Nothing matches.</Spotlight.Empty>}
      <div role="listbox" id={RESULTS_ID} aria-label="Results">
        {groups.map(([group, members]) => (
          <div role="group" aria-label={group} key={group}>
            <div className={classes.group} aria-hidden="true">
              {group}
            </div>
            {members.map((item) => (
              <PaletteRow key={item.id} item={item} isChosen={places.get(item) === chosen} store={store} />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

/**
 * Follows the chosen row. Mantine marks it in the page and tells nobody, and the mark is gone when rows that come later
 * replace the marked one: then the first row is chosen.
 */
function useChosenRow(
  results: RefObject<HTMLElement | null>,
  store: SpotlightStore,
  onChoose: (place: number) => void,
): void {
  useEffect(() => {
    const root = results.current;
    if (root === null) return undefined;
    function follow(): void {
      const rows = [...(root?.querySelectorAll("[data-action]") ?? [])];
      const marked = rows.findIndex((row) => row.hasAttribute("data-selected"));
      const selected = rows.length === 0 ? -1 : Math.max(0, marked);
      if (marked === -1) rows[selected]?.setAttribute("data-selected", "true");
      store.updateState((state) => ({ ...state, selected }));
      // Mantine's row takes no id, and the field has to name the row it chose.
      for (const [place, row] of rows.entries()) row.id = rowId(place);
      onChoose(selected);
    }
    const observer = new MutationObserver(follow);
    observer.observe(root, { subtree: true, childList: true, attributeFilter: ["data-selected"] });
    follow();
    return () => observer.disconnect();
  }, [results, store, onChoose]);
}

interface PaletteRowProps extends PaletteProps {
  readonly item: PaletteItem;
  readonly isChosen: boolean;
}

function PaletteRow({ item, isChosen, store }: PaletteRowProps) {
  function run(): void {
    // Closed first: many an act takes the focus elsewhere.
    store.updateState((state) => ({ ...state, opened: false }));
    item.run();
  }
  return (
    <Spotlight.Action role="option" aria-selected={isChosen} className={classes.row} onClick={run}>
      <span className={classes.label} title={nameSteering(item.label)}>
        <VerbatimLine text={item.label} />
      </span>
      {item.note !== undefined && (
        <span className={classes.note} title={nameSteering(item.note)}>
          <VerbatimLine text={item.note} />
        </span>
      )}
      {item.keys !== undefined && item.keys !== "" && <KeyHint keys={item.keys} />}
    </Spotlight.Action>
  );
}

function rowId(place: number): string {
  return `palette-row-${place}`;
}
