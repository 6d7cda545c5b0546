// Knows every shortcut that is live now, and turns key presses into runs.
import { isModifier, isSingleKey, matches, parseKeys, type Chord, type KeyPress } from "./keys.ts";

/** One shortcut. The palette and the sheet list it unless `hidden`. */
export interface Shortcut {
  readonly id: string;
  /** E.g. "j", "g e", "mod+k", "shift+f6", "Enter". Empty = palette only. */
  readonly keys: string;
  /** Shown in place of `keys`, where a part of the page hears them itself. */
  readonly ownKeys?: string;
  readonly label: string;
  readonly run: () => void;
  readonly hidden?: boolean;
  /** Whether it runs from within a text field; by default only with a modifier, or a function key. */
  readonly whileTyping?: boolean;
  /** Whether it runs again and again while its key is held: only what moves on does. */
  readonly repeats?: boolean;
}

/** A live shortcut and the group it is listed under. */
export interface ListedShortcut extends Shortcut {
  readonly scope: string;
}

/** First key of a sequence is down; these may follow. */
export interface PendingSequence {
  readonly choices: readonly { readonly key: string; readonly label: string }[];
}

/** What surrounds a press and decides which shortcuts may run. */
export interface PressSituation {
  readonly isTyping: boolean;
  /** Focus is in a dialog or menu, or on a control that takes Enter and Space itself. */
  readonly isInOverlay: boolean;
  readonly isOnControl: boolean;
  /** Nothing has the focus, so that an arrow is no other part's. */
  readonly isUnfocused: boolean;
  readonly singleKeys: boolean;
}

/** Registry of the live shortcuts. */
export interface ShortcutRegistry {
  /** Adds shortcuts; the function returned takes them out. Of two for one key, the later one wins. */
  add(scope: string, shortcuts: () => readonly Shortcut[]): () => void;
  /** Says that a group's labels or keys are others now. */
  refresh(): void;
  list(): readonly ListedShortcut[];
  pending(): PendingSequence | null;
  /** Runs what the press means; true = it was a shortcut, or the first key of one. */
  press(press: KeyPress, situation: PressSituation): boolean;
  subscribe(listener: () => void): () => void;
}

interface RegistryPorts {
  readonly isMac: boolean;
  readonly setTimer: (run: () => void, delayMs: number) => () => void;
}

/** How long the second key of a sequence is waited for. */
export const SEQUENCE_MS = 1_000;

interface Candidate {
  readonly shortcut: Shortcut;
  readonly rest: readonly Chord[];
}

/** Makes a registry; it listens to nothing by itself. */
export function createShortcutRegistry({ isMac, setTimer }: RegistryPorts): ShortcutRegistry {
  const groups = new Set<{ readonly scope: string; readonly shortcuts: () => readonly Shortcut[] }>();
  const listeners = new Set<() => void>();
  let listed: readonly ListedShortcut[] | null = null;
  let waiting: readonly Candidate[] = [];
  let pending: PendingSequence | null = null;
  let stopTimer: (() => void) | null = null;

  function changed(): void {
    listed = null;
    for (const listener of listeners) listener();
  }

  function setWaiting(next: readonly Candidate[]): void {
    stopTimer?.();
    if (next.length === 0 && pending === null) return;
    waiting = next;
    pending = next.length === 0 ? null : { choices: next.map(choiceOf) };
    if (next.length > 0) stopTimer = setTimer(() => setWaiting([]), SEQUENCE_MS);
    for (const listener of listeners) listener();
  }

  function list(): readonly ListedShortcut[] {
    listed ??= [...groups].flatMap(({ scope, shortcuts }) =>
      shortcuts().map((shortcut) => ({
        ...shortcut,
        scope,
        // The function of the render that is current when it is run, not of the one that was listed.
        run: () =>
          shortcuts()
            .find(({ id }) => id === shortcut.id)
            ?.run(),
      })),
    );
    return listed;
  }

  function candidates(situation: PressSituation): readonly Candidate[] {
    // Fresh each time: the functions of the last render, the newest group first.
    return [...groups]
      .reverse()
      .flatMap(({ shortcuts }) => shortcuts())
      .filter((shortcut) => shortcut.keys !== "" && isAllowed(shortcut, situation))
      .map((shortcut) => ({ shortcut, rest: parseKeys(shortcut.keys) }));
  }

  function press(key: KeyPress, situation: PressSituation): boolean {
    if (isModifier(key)) return false;
    const inSequence = waiting.length > 0;
    // One held key is no sequence.
    if (key.repeat && inSequence) return true;
    const from = inSequence ? waiting : candidates(situation);
    const hits = from.filter(({ rest }) => rest[0] !== undefined && matches(rest[0], key, { isMac }));
    if (key.repeat) {
      const held = hits[0]?.shortcut;
      if (held?.repeats === true) held.run();
      return held !== undefined;
    }
    const longer = hits
      .filter(({ rest }) => rest.length > 1)
      .map(({ shortcut, rest }) => ({ shortcut, rest: rest.slice(1) }));
    setWaiting(longer);
    if (longer.length > 0) return true;
    const hit = hits[0];
    hit?.shortcut.run();
    // A wrong second key ends the sequence and does nothing else.
    return hit !== undefined || inSequence;
  }

  return {
    add(scope, shortcuts) {
      const group = { scope, shortcuts };
      groups.add(group);
      changed();
      return () => {
        groups.delete(group);
        changed();
      };
    },
    refresh: changed,
    list,
    pending: () => pending,
    press,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function isAllowed(shortcut: Shortcut, situation: PressSituation): boolean {
  const isSingle = isSingleKey(shortcut.keys);
  // A dialog or menu has keys of its own; Escape closes it.
  if (situation.isInOverlay && (isSingle || /escape$/i.test(shortcut.keys))) return false;
  if (situation.isTyping) return shortcut.whileTyping ?? (!isSingle && !/^escape$/i.test(shortcut.keys));
  if (situation.isOnControl && /^(enter|space)$/i.test(shortcut.keys)) return false;
  // What has the focus may scroll by it, or go from part to part.
  if (/^arrow/i.test(shortcut.keys)) return situation.isUnfocused;
  return !isSingle || situation.singleKeys || /^(enter|escape)$/i.test(shortcut.keys);
}

function choiceOf({ shortcut, rest }: Candidate): { key: string; label: string } {
  return { key: rest[0]?.key ?? "", label: shortcut.label };
}
