// The key of the running Hookline: taken from the address once, then kept for this origin, never shown again.

const STORED_AS = "hookline.key";
const IN_ADDRESS = /^#key=([^&]+)$/;

/** What of a window the key passes through. */
export interface KeyPlaces {
  readonly location: { readonly hash: string };
  readonly history: Pick<History, "replaceState">;
  readonly localStorage: Pick<Storage, "getItem" | "setItem" | "removeItem">;
}

/** The key of this page: the one in its address (which it leaves at once), else the one kept. null = none. */
export function takePageKey({ location, history, localStorage }: KeyPlaces): string | null {
  const found = IN_ADDRESS.exec(location.hash)?.[1];
  if (found === undefined) return localStorage.getItem(STORED_AS);
  const key = decodeURIComponent(found);
  localStorage.setItem(STORED_AS, key);
  history.replaceState(null, "", "#/events");
  return key;
}

/** Forgets a key the host refused; one that another tab stored meanwhile stays, and is answered. */
export function dropPageKey(
  refused: string,
  { localStorage }: Pick<KeyPlaces, "localStorage">,
): string | null {
  const kept = localStorage.getItem(STORED_AS);
  if (kept !== refused) return kept;
  localStorage.removeItem(STORED_AS);
  return null;
}
