// The form as React sees it.
import { useCallback, useState } from "react";
import { readStoredForm, type PlayForm } from "./play-form.ts";

const STORED_AS = "hookline.scenarios";

/** The form, and a function that changes some of it. */
export function usePlayForm(): readonly [PlayForm, (change: Partial<PlayForm>) => void] {
  const [form, setForm] = useState(() => readStoredForm(readStored()));
  const change = useCallback((some: Partial<PlayForm>) => {
    setForm((former) => {
      const next = { ...former, ...some };
      writeStored(JSON.stringify(next));
      return next;
    });
  }, []);
  return [form, change];
}

function readStored(): string | null {
  try {
    return sessionStorage.getItem(STORED_AS);
  } catch {
    // A browser that blocks storage: the form then lives as long as the screen does.
    return null;
  }
}

function writeStored(text: string): void {
  try {
    sessionStorage.setItem(STORED_AS, text);
  } catch {
    // Blocked or full storage: as above.
  }
}
