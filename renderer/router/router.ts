// Hash routes, the same in both hosts, so that every view has a link.
import { useEffect, useEffectEvent, useSyncExternalStore } from "react";
import { EventId, PageId, Psid } from "../../preload/contract/ids.ts";

/** Where the person is. Unknown addresses are the events. */
export type Route =
  | { readonly page: "events"; readonly id: EventId | null }
  | { readonly page: "conversations"; readonly psid: Psid | null; readonly pageId: PageId | null }
  /** `relink` = where the Page is linked again. */
  | { readonly page: "linking"; readonly place?: "relink" }
  | SimulatorRoute
  /** `add` = the form of another workspace. */
  | { readonly page: "keys"; readonly place?: "add" }
  | { readonly page: "settings"; readonly section: string };

/** The parts of the simulator's screen. */
export const SIMULATOR_PARTS = ["people", "deliveries", "switches", "scenarios", "address"] as const;
export type SimulatorPart = (typeof SIMULATOR_PARTS)[number];

/** The screen of the simulator: a part of it, and of its people one at a Page. */
export interface SimulatorRoute {
  readonly page: "simulator";
  readonly part: SimulatorPart;
  readonly person: { readonly psid: Psid; readonly pageId: PageId } | null;
  /** `messenger` = among the switches, that of what Messenger finds. */
  readonly place?: "messenger";
}

/** Where the screen of the simulator begins. */
export const SIMULATOR: SimulatorRoute = { page: "simulator", part: "people", person: null };

/** The switch by which the simulator lets the link to its Page expire. */
export const MESSENGER_SWITCH: SimulatorRoute = {
  page: "simulator",
  part: "switches",
  person: null,
  place: "messenger",
};

/** The route of the page's address; renders again when it changes. */
export function useRoute(): Route {
  return parseRoute(useSyncExternalStore(onHashChange, readHash));
}

/** Tells of an address that is asked for while it is shown: it stays the same, so nobody else hears of it. */
const ASKED_AGAIN = "askedagain";

/** Runs `arrive` whenever the person comes to a place: as it is shown, and once more when they ask for it there. */
export function useArrival(isThere: boolean, arrive: () => void): void {
  const latest = useEffectEvent(arrive);
  useEffect(() => {
    if (!isThere) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // The menu or the palette by which they came closes first: it would give the focus back to what had it before.
    const arriveSoon = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => latest());
    };
    arriveSoon();
    addEventListener(ASKED_AGAIN, arriveSoon);
    return () => {
      clearTimeout(timer);
      removeEventListener(ASKED_AGAIN, arriveSoon);
    };
  }, [isThere]);
}

/** Goes to a route. `replace` leaves no step to go back to (a new selection in the same list). */
export function navigate(route: Route, mode: { readonly replace: boolean } = { replace: false }): void {
  const href = hrefOf(route);
  if (href === location.hash) {
    if (!mode.replace) dispatchEvent(new Event(ASKED_AGAIN));
    return;
  }
  if (mode.replace) history.replaceState(history.state, "", href);
  else history.pushState(null, "", href);
  // At once, unlike after `location.hash = …`: a key pressed meanwhile must act on the screen it was meant for.
  dispatchEvent(new HashChangeEvent("hashchange"));
}

/** What a link does that may stand where it leads to: pressed there, it leads there again. With a key it stays the browser's. */
export function followLink(event: LinkPress, route: Route): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  navigate(route);
}

type LinkPress = Pick<MouseEvent, "ctrlKey" | "metaKey" | "shiftKey" | "preventDefault">;

/** Gives an address that was read as another one, such as of no screen, the form it was read as. */
export function correctAddress(): void {
  navigate(parseRoute(location.hash), { replace: true });
}

/** Address of a route, to be put into a link. */
export function hrefOf(route: Route): string {
  switch (route.page) {
    case "events":
      return route.id === null ? "#/events" : `#/events/${route.id}`;
    case "conversations":
      if (route.psid === null) return "#/conversations";
      return `#/conversations/${encodeURIComponent(route.psid)}${route.pageId === null ? "" : `/${encodeURIComponent(route.pageId)}`}`;
    case "linking":
      return route.place === undefined ? "#/linking" : `#/linking/${route.place}`;
    case "simulator":
      return simulatorHref(route);
    case "keys":
      return route.place === undefined ? "#/keys" : `#/keys/${route.place}`;
    case "settings":
      return `#/settings/${encodeURIComponent(route.section)}`;
  }
}

function simulatorHref({ part, person, place }: SimulatorRoute): string {
  if (person !== null) {
    return `#/simulator/people/${encodeURIComponent(person.psid)}/${encodeURIComponent(person.pageId)}`;
  }
  if (part === "people") return "#/simulator";
  return place === undefined ? `#/simulator/${part}` : `#/simulator/${part}/${place}`;
}

/** Route of an address such as `#/events/12`. */
export function parseRoute(hash: string): Route {
  const [page, first, second, third] = hash.replace(/^#\/?/, "").split("/").map(decodePart);
  switch (page) {
    case "conversations":
      return {
        page: "conversations",
        psid: Psid.safeParse(first).data ?? null,
        pageId: PageId.safeParse(second).data ?? null,
      };
    case "linking":
      return first === "relink" ? { page: "linking", place: "relink" } : { page: "linking" };
    case "simulator":
      return simulatorRoute(first, second, third);
    case "keys":
      return first === "add" ? { page: "keys", place: "add" } : { page: "keys" };
    case "settings":
      return { page: "settings", section: first === undefined || first === "" ? "appearance" : first };
    default:
      return { page: "events", id: EventId.safeParse(Number(first)).data ?? null };
  }
}

function simulatorRoute(first?: string, second?: string, third?: string): SimulatorRoute {
  const part = SIMULATOR_PARTS.find((each) => each === first) ?? "people";
  if (part === "switches" && second === "messenger") return MESSENGER_SWITCH;
  const [psid, pageId] = [Psid.safeParse(second), PageId.safeParse(third)];
  const hasPerson = part === "people" && psid.success && pageId.success;
  return {
    page: "simulator",
    part,
    person: hasPerson ? { psid: psid.data, pageId: pageId.data } : null,
  };
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // A stray percent sign typed by hand: the part as it stands is the best reading.
    return part;
  }
}

function readHash(): string {
  return location.hash;
}

function onHashChange(listener: () => void): () => void {
  addEventListener("hashchange", listener);
  return () => removeEventListener("hashchange", listener);
}
