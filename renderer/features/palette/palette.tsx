// The palette: every command, person and event, by typing.
import { Spotlight, type SpotlightStore } from "@mantine/spotlight";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { KeyHint } from "../../keyboard/key-hint.tsx";
import { parsePaletteQuery, type PaletteItem } from "./palette-items.ts";
import { usePaletteItems } from "./use-palette-items.ts";
import classes from "./palette.module.css";

const TYPING_PAUSE_MS = 120;

/** Opened by the store that app.tsx holds. */
export function Palette({ store }: { readonly store: SpotlightStore }) {
  const [typed, setTyped] = useState("");
  return (
    <Spotlight.Root
      store={store}
      query={typed}
      onQueryChange={setTyped}
      shortcut={null}
      clearQueryOnClose
      scrollable
      maxHeight="min(420px, 70vh)"
      radius="lg"
      size={600}
      yOffset="12vh"
      transitionProps={{ duration: 120 }}
      overlayProps={{ backgroundOpacity: 0.24, blur: 0 }}
    >
      <Spotlight.Search
        classNames={{ input: classes.search }}
        placeholder="Search, or type > for commands, @ for people, # for events"
        aria-label="Search or run a command"
        leftSection={<IconSearch size={16} stroke={1.75} />}
      />
      <Spotlight.ActionsList>
        <PaletteResults typed={typed} />
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

/** Mounted while the palette is open, so nothing is asked before. */
function PaletteResults({ typed }: { readonly typed: string }) {
  const [settled] = useDebouncedValue(typed, TYPING_PAUSE_MS);
  const items = usePaletteItems(parsePaletteQuery(typed), parsePaletteQuery(settled));
  if (items.length === 0) return <Spotlight.Empty>Nothing matches.</Spotlight.Empty>;
  const groups = [...Map.groupBy(items, ({ group }) => group)];
  return groups.map(([group, members]) => (
    <Spotlight.ActionsGroup key={group} label={group} className={classes.group}>
      {members.map((item) => (
        <PaletteRow key={item.id} item={item} />
      ))}
    </Spotlight.ActionsGroup>
  ));
}

function PaletteRow({ item }: { readonly item: PaletteItem }) {
  return (
    <Spotlight.Action className={classes.row} onClick={item.run}>
      <span className={classes.label}>{item.label}</span>
      {item.note !== undefined && <span className={classes.note}>{item.note}</span>}
      {item.keys !== undefined && item.keys !== "" && <KeyHint keys={item.keys} />}
    </Spotlight.Action>
  );
}
