// What somebody was writing: kept for the tab, so that a change of screen or a reload loses nothing.
import { useCallback, useEffect, useRef, useState } from "react";

/** Changes a draft. It gets the newest one, also after the composer is gone. */
export type ChangeDraft<D> = (change: (current: D) => D) => void;

/** Reads a draft as it was stored; null when it is of no form that is known. */
export type ReadDraft<D> = (stored: string) => D | null;

/** Told of the key of a draft that was changed. */
type HearOfDraft = (key: string) => void;

/** Whoever shows a draft: one that is gone may still change what another shows by now. */
const shown = new Set<HearOfDraft>();

/**
 * The draft under a key.
 * @param initial what the composer holds while nothing was ever written under this key
 * @param read the same function in every render
 */
export function useStoredDraft<D>(key: string, initial: D, read: ReadDraft<D>): readonly [D, ChangeDraft<D>] {
  const [written, setWritten] = useState<{ readonly key: string; readonly draft: D } | null>(null);
  const [kept] = useState(() => ({ key, draft: readDraft(key, read) }));
  const draft =
    written?.key === key
      ? written.draft
      : ((kept.key === key ? kept.draft : readDraft(key, read)) ?? initial);
  const latest = useRef(draft);
  useEffect(() => {
    latest.current = draft;
  });
  const hear = useCallback<HearOfDraft>(
    (changed) => {
      const stored = changed === key ? readDraft(key, read) : null;
      if (stored !== null) setWritten({ key, draft: stored });
    },
    [key, read],
  );
  useEffect(() => {
    shown.add(hear);
    return () => void shown.delete(hear);
  }, [hear]);
  const change = useCallback<ChangeDraft<D>>(
    (next) => {
      const value = next(readDraft(key, read) ?? latest.current);
      // Written at once and not by an effect: a message that fails after the composer is gone still gives its text back.
      writeDraft(key, value);
      setWritten({ key, draft: value });
      for (const other of shown) if (other !== hear) other(key);
    },
    [key, read, hear],
  );
  return [draft, change];
}

function readDraft<D>(key: string, read: ReadDraft<D>): D | null {
  try {
    const stored = sessionStorage.getItem(storageKey(key));
    return stored === null ? null : read(stored);
  } catch {
    // A browser that blocks storage: the draft then lives as long as the composer does.
    return null;
  }
}

function writeDraft(key: string, draft: unknown): void {
  try {
    sessionStorage.setItem(storageKey(key), JSON.stringify(draft));
  } catch {
    // Blocked or full storage: as above, the composer itself still holds the draft. What is stored is older than that.
    forgetDraft(key);
  }
}

function forgetDraft(key: string): void {
  try {
    sessionStorage.removeItem(storageKey(key));
  } catch {
    // Blocked: nothing is stored.
  }
}

function storageKey(key: string): string {
  return `hookline.draft.${key}`;
}
