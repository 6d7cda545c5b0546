// The key of the running Hookline: taken from the address once, kept for this origin when the host has welcomed it, never
// shown again. Any page may open an address with a key that is none: it must not cost the one that is kept.

const STORED_AS = "hookline.key";
/** In this tab only: not proved yet. */
const TRIED_AS = "hookline.newKey";
const IN_ADDRESS = /^#key=([^&]+)$/;

/** What of a window the key passes through. */
export interface KeyPlaces {
  readonly location: { readonly hash: string };
  readonly history: Pick<History, "replaceState">;
  readonly localStorage: Pick<Storage, "getItem" | "setItem" | "removeItem">;
  readonly sessionStorage: Pick<Storage, "getItem" | "setItem" | "removeItem">;
}

/** The key of this page: the one in its address (which it leaves at once), else the one kept. null = none. */
export function takePageKey({ location, history, localStorage, sessionStorage }: KeyPlaces): string | null {
  const found = IN_ADDRESS.exec(location.hash)?.[1];
  if (found !== undefined) {
    const key = decoded(found);
    if (key !== null) sessionStorage.setItem(TRIED_AS, key);
    history.replaceState(null, "", "#/events");
  }
  return sessionStorage.getItem(TRIED_AS) ?? localStorage.getItem(STORED_AS);
}

/** The host welcomed this key: every tab may use it. */
export function keepPageKey(
  welcome: string,
  { localStorage, sessionStorage }: Pick<KeyPlaces, "localStorage" | "sessionStorage">,
): void {
  localStorage.setItem(STORED_AS, welcome);
  sessionStorage.removeItem(TRIED_AS);
}

/** Forgets a key the host refused; another that is kept stays, and is answered. */
export function dropPageKey(
  refused: string,
  { localStorage, sessionStorage }: Pick<KeyPlaces, "localStorage" | "sessionStorage">,
): string | null {
  if (sessionStorage.getItem(TRIED_AS) === refused) sessionStorage.removeItem(TRIED_AS);
  const kept = localStorage.getItem(STORED_AS);
  if (kept !== refused) return kept;
  localStorage.removeItem(STORED_AS);
  return null;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null; // somebody else's idea of a key
  }
}
