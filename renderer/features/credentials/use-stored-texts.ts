// Keeps a form of stored values true: what nobody typed into follows what is stored, whoever stored it.
import { useLayoutEffect, useRef, type RefObject } from "react";
import { TEXT_FIELDS, type KeptTexts } from "./workspace-fields.ts";

interface StoredTextsOptions {
  readonly form: RefObject<HTMLFormElement | null>;
  readonly stored: KeptTexts;
  /** The choice of the host is another by now. */
  readonly onHostChoice: (former: string, choice: string) => void;
}

/**
 * The fields are uncontrolled, so another default alone changes nothing of what they show. Returns what untyped fields hold:
 * whatever differs from it was typed.
 */
export function useStoredTexts({ form, stored, onHostChoice }: StoredTextsOptions): RefObject<KeptTexts> {
  const shown = useRef(stored);
  useLayoutEffect(() => {
    const former = shown.current;
    shown.current = stored;
    const otherHost = form.current?.elements.namedItem("apiHost");
    const isHostTyped = otherHost instanceof HTMLInputElement && otherHost.value !== former.apiHost;
    for (const name of TEXT_FIELDS) {
      const field = form.current?.elements.namedItem(name);
      if (field instanceof HTMLInputElement && field.value === former[name]) field.value = stored[name];
    }
    if (former.hostChoice !== stored.hostChoice && !isHostTyped)
      onHostChoice(former.hostChoice, stored.hostChoice);
  });
  return shown;
}
