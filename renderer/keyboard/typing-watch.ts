// Typing whose field is taken away, as when another window changes the workspace: what is typed on was meant for the field.
//
// The focus then goes elsewhere, and each letter would act there as a single key, or as a key of the list that has the focus.
import { isModifier, type KeyPress } from "./keys.ts";

/** What of a text field says whether it is still there, and whether Enter writes in it. */
export type TypedField = Pick<Element, "isConnected" | "localName">;

/** Sees each press before anything else does. */
export interface TypingWatch {
  /**
   * Whether the press goes on with what was typed into a field that is gone, so that it must do nothing.
   * @param field the one that the press goes to; null = none
   */
  press(press: KeyPress, field: TypedField | null): boolean;
  /** The person has turned to something else, as by a click. */
  end(): void;
}

/** Whoever has pressed no key for so long has seen that the field is gone. */
export const TYPING_REST_MS = 1_000;

/** Makes a watch; `now` is in ms. */
export function createTypingWatch(now: () => number): TypingWatch {
  let typed: { readonly field: TypedField; readonly at: number } | null = null;
  return {
    press(press, field) {
      if (isModifier(press)) return false;
      const isResting = typed === null || now() - typed.at >= TYPING_REST_MS;
      const gone = isResting || typed?.field.isConnected === true ? null : typed;
      const into = field ?? gone?.field ?? null;
      const isTurning = turnsAway(press);
      const isLast = isTurning || (press.key === "Enter" && into?.localName !== "textarea");
      typed = into === null || isLast ? null : { field: into, at: now() };
      return field === null && gone !== null && !isTurning;
    },
    end() {
      typed = null;
    },
  };
}

/** Whether nobody writes by it: the person knows where they go. With AltGr, which may come as Ctrl and Alt, one writes. */
function turnsAway({ key, ctrlKey, altKey, metaKey }: KeyPress): boolean {
  if (metaKey || (ctrlKey && !altKey) || (altKey && !ctrlKey && key.length > 1)) return true;
  return /^(Tab|Escape|F\d+)$/.test(key);
}
