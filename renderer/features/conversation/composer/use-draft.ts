// What the person was writing to whom: kept for the tab, so that a change of screen or a reload loses nothing.
import { useCallback, useEffect, useRef, useState } from "react";
import { readStoredDraft, type ComposerDraft } from "./composer-draft.ts";

/** Changes a draft. It gets the newest one, also after the composer is gone. */
export type ChangeDraft = (change: (current: ComposerDraft) => ComposerDraft) => void;

/**
 * The draft under a key.
 * @param initial what the composer holds while nothing was ever written under this key
 */
export function useDraft(key: string, initial: ComposerDraft): readonly [ComposerDraft, ChangeDraft] {
  const [written, setWritten] = useState<{ readonly key: string; readonly draft: ComposerDraft } | null>(
    null,
  );
  const [kept] = useState(() => ({ key, draft: readDraft(key) }));
  const draft =
    written?.key === key ? written.draft : ((kept.key === key ? kept.draft : readDraft(key)) ?? initial);
  const latest = useRef(draft);
  useEffect(() => {
    latest.current = draft;
  });
  const change = useCallback<ChangeDraft>(
    (next) => {
      const value = next(readDraft(key) ?? latest.current);
      // Written at once and not by an effect: a reply that fails after the composer is gone still gives its text back.
      writeDraft(key, value);
      setWritten({ key, draft: value });
    },
    [key],
  );
  return [draft, change];
}

function readDraft(key: string): ComposerDraft | null {
  try {
    const stored = sessionStorage.getItem(storageKey(key));
    return stored === null ? null : readStoredDraft(stored);
  } catch {
    // A browser that blocks storage: the draft then lives as long as the composer does.
    return null;
  }
}

function writeDraft(key: string, draft: ComposerDraft): void {
  try {
    sessionStorage.setItem(storageKey(key), JSON.stringify(draft));
  } catch {
    // Blocked or full storage: as above, the composer itself still holds the draft.
  }
}

function storageKey(key: string): string {
  return `hookline.draft.${key}`;
}
