// Shortcuts for React: registered while a component is mounted.
import { createContext, use, useLayoutEffect, useRef, useSyncExternalStore, type ReactNode } from "react";
import { isMac } from "./keys.ts";
import {
  createShortcutRegistry,
  type ListedShortcut,
  type PendingSequence,
  type PressSituation,
  type Shortcut,
  type ShortcutRegistry,
} from "./registry.ts";
import { createTypingWatch } from "./typing-watch.ts";

export { KeyHint } from "./key-hint.tsx";
export type { ListedShortcut, Shortcut } from "./registry.ts";

const RegistryContext = createContext<ShortcutRegistry | null>(null);

interface ShortcutProviderProps {
  readonly registry: ShortcutRegistry;
  /** Setting: whether keys without a modifier act. */
  readonly singleKeys: boolean;
  readonly children: ReactNode;
}

/** Hears the keys of the whole page. Widgets that handle a key themselves call `preventDefault` and come first. */
export function ShortcutProvider({ registry, singleKeys, children }: ShortcutProviderProps) {
  // Before the first paint: a key is heard as soon as anything that names it is seen.
  useLayoutEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.isComposing) return;
      if (registry.press(event, { ...situationOf(event.target), singleKeys })) event.preventDefault();
    }
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, [registry, singleKeys]);
  useLayoutEffect(guardTyping, []);
  return <RegistryContext value={registry}>{children}</RegistryContext>;
}

/** Makes the page's registry. */
export function createPageRegistry(): ShortcutRegistry {
  return createShortcutRegistry({
    isMac: isMac(),
    setTimer: (run, delayMs) => {
      const timer = setTimeout(run, delayMs);
      return () => clearTimeout(timer);
    },
  });
}

/** Registers shortcuts while the component is mounted. `scope` is the heading they are listed under. */
export function useShortcuts(scope: string, shortcuts: readonly Shortcut[]): void {
  const registry = useRegistry();
  const latest = useRef(shortcuts);
  useLayoutEffect(() => {
    const former = latest.current;
    latest.current = shortcuts;
    if (describe(former) !== describe(shortcuts)) registry.refresh();
  });
  useLayoutEffect(() => registry.add(scope, () => latest.current), [registry, scope]);
}

/** All live shortcuts, for the palette and the sheet. */
export function useShortcutList(): readonly ListedShortcut[] {
  const registry = useRegistry();
  return useSyncExternalStore(registry.subscribe, registry.list);
}

/** The sequence whose first key was just pressed, for the hint. */
export function usePendingSequence(): PendingSequence | null {
  const registry = useRegistry();
  return useSyncExternalStore(registry.subscribe, registry.pending);
}

function useRegistry(): ShortcutRegistry {
  const registry = use(RegistryContext);
  if (registry === null) throw new Error("There is no ShortcutProvider above this component.");
  return registry;
}

const TYPING =
  'textarea, select, [contenteditable="true"], input:not([type="checkbox"], [type="radio"], [type="button"], [type="range"], [type="file"]), [role="combobox"]';
const OVERLAY = '[role="dialog"], [role="alertdialog"], [role="menu"]';
const CONTROL =
  'button, a[href], input, summary, [role="button"], [role="tab"], [role="checkbox"], [role="option"], [role="separator"]';

/** Keeps from the whole page, until the function it answers is called, what goes on with typing whose field is gone. */
function guardTyping(): () => void {
  const watch = createTypingWatch(() => Date.now());
  function onKeyDown(event: KeyboardEvent): void {
    if (!watch.press(event, fieldOf(event.target))) return;
    event.preventDefault();
    event.stopPropagation();
  }
  addEventListener("keydown", onKeyDown, true);
  addEventListener("pointerdown", watch.end, true);
  return () => {
    removeEventListener("keydown", onKeyDown, true);
    removeEventListener("pointerdown", watch.end, true);
  };
}

/** The field of a screen that is typed into. One in a dialog or menu goes by what was chosen there. */
function fieldOf(target: EventTarget | null): Element | null {
  if (!(target instanceof Element) || target.closest(OVERLAY) !== null) return null;
  return target.closest(TYPING);
}

function situationOf(target: EventTarget | null): Omit<PressSituation, "singleKeys"> {
  if (!(target instanceof Element)) {
    return { isTyping: false, isInOverlay: false, isOnControl: false, isUnfocused: true };
  }
  return {
    isTyping: target.closest(TYPING) !== null,
    isInOverlay: target.closest(OVERLAY) !== null,
    isOnControl: target.closest(CONTROL) !== null,
    isUnfocused: target === document.body,
  };
}

/** What of a list of shortcuts is shown. */
function describe(shortcuts: readonly Shortcut[]): string {
  return JSON.stringify(
    shortcuts.map(({ id, keys, ownKeys, label, hidden }) => [id, keys, ownKeys, label, hidden]),
  );
}
