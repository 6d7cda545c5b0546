// Where somebody was on the Events screen, while the page lives: another screen is a look aside, not a fresh start.
import { createContext, use, useState, type ReactNode } from "react";
import type { PageEnd } from "../../../preload/contract/event.ts";
import type { EventId, WorkspaceId } from "../../../preload/contract/ids.ts";

/** Noted as it changes, read when the screen comes back. It renders nothing. */
export interface Memory<T> {
  readonly read: () => T;
  readonly note: (change: Partial<T>) => void;
}

/** What is searched. */
interface Search {
  readonly text: string;
  readonly isEverywhere: boolean;
}

interface Selection {
  readonly id: EventId | null;
}

/** While it is paused or scrolled away, what came after an event waits. */
interface Hold {
  readonly isPaused: boolean;
  readonly reach: PageEnd;
}

/** Where the list was when it was last seen. */
interface ScrollPlace {
  /** Rows above what was seen of it, also a part of one: their height may be another one by then. */
  readonly above: number;
  /** The selected event that was brought into view last. */
  readonly shownId: EventId | null;
  /** Where it was brought into view: rows of another height, in another room, may leave it outside. */
  readonly shownIn: "narrow" | "wide" | null;
}

/** For the list. */
export type ScrollMemory = Memory<ScrollPlace>;

/** Whether the newest row counts as seen, with so many above what is in view. */
export function isAtTop(above: number): boolean {
  return above < 0.5;
}

/** What was searched, selected and seen in one workspace, and what its list held back. */
export interface EventPlace {
  readonly search: Memory<Search>;
  readonly selection: Memory<Selection>;
  readonly hold: Memory<Hold>;
  /** Of the list by that filter; each other filter begins anew. */
  readonly scrollOf: (filter: string) => ScrollMemory;
}

const EventPlacesContext = createContext<((workspace: WorkspaceId) => EventPlace) | null>(null);

/** Remembers the places for the tree. */
export function EventPlacesProvider({ children }: { readonly children: ReactNode }) {
  const [placeOf] = useState(createPlaces);
  return <EventPlacesContext value={placeOf}>{children}</EventPlacesContext>;
}

/** The place in a workspace: the same one whenever the screen shows that workspace. */
export function useEventPlace(workspace: WorkspaceId): EventPlace {
  const placeOf = use(EventPlacesContext);
  if (placeOf === null) throw new Error("There is no EventPlacesProvider above this component.");
  return placeOf(workspace);
}

function createPlaces(): (workspace: WorkspaceId) => EventPlace {
  const places = new Map<WorkspaceId, EventPlace>();
  return (workspace) => {
    const place = places.get(workspace) ?? newPlace();
    places.set(workspace, place);
    return place;
  };
}

function newPlace(): EventPlace {
  let last: { readonly filter: string; readonly scroll: ScrollMemory } | null = null;
  return {
    search: createMemory<Search>({ text: "", isEverywhere: false }),
    selection: createMemory<Selection>({ id: null }),
    hold: createMemory<Hold>({ isPaused: false, reach: null }),
    scrollOf: (filter) => {
      if (last?.filter !== filter) {
        // What is selected stays so, and is no reason to leave the top of another list.
        const { shownId = null, shownIn = null } = last?.scroll.read() ?? {};
        last = { filter, scroll: createMemory<ScrollPlace>({ above: 0, shownId, shownIn }) };
      }
      return last.scroll;
    },
  };
}

function createMemory<T>(first: T): Memory<T> {
  let current = first;
  return {
    read: () => current,
    note: (change) => {
      current = { ...current, ...change };
    },
  };
}
