// What the person was writing to whom: kept for the tab, so that a change of screen or a reload loses nothing.
import { useCallback, useEffect, useRef, useState } from "react";

/** A draft and the way to change it. A function gets the newest text, also after the field is gone. */
export type Draft = readonly [text: string, setText: (next: string | ((current: string) => string)) => void];

/**
 * The draft under a key.
 * @param initial what the field holds while nothing was ever written under this key
 */
export function useDraft(key: string, initial: string): Draft {
  const [written, setWritten] = useState<{ readonly key: string; readonly text: string } | null>(null);
  const text = written?.key === key ? written.text : (readDraft(key) ?? initial);
  const latest = useRef(text);
  useEffect(() => {
    latest.current = text;
  });
  const setText = useCallback(
    (next: string | ((current: string) => string)) => {
      const value = typeof next === "string" ? next : next(readDraft(key) ?? latest.current);
      // Written at once and not by an effect: a reply that fails after the field is gone still gives its text back.
      writeDraft(key, value);
      setWritten({ key, text: value });
    },
    [key],
  );
  return [text, setText];
}

function readDraft(key: string): string | null {
  try {
    return sessionStorage.getItem(storageKey(key));
  } catch {
    // A browser that blocks storage: the draft then lives as long as the field does.
    return null;
  }
}

function writeDraft(key: string, text: string): void {
  try {
    sessionStorage.setItem(storageKey(key), text);
  } catch {
    // Blocked or full storage: as above, the field itself still holds the text.
  }
}

function storageKey(key: string): string {
  return `hookline.draft.${key}`;
}
