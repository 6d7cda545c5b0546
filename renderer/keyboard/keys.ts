// Reads and compares key descriptions such as "j", "g e", "mod+k", "shift+f6", "Enter".

/** One press: a key and the modifiers held with it. */
export interface Chord {
  /** Lower case, e.g. "k", "f6", "enter", " ", "?". */
  readonly key: string;
  readonly mod: boolean;
  readonly alt: boolean;
  /** null = does not matter: which key makes "?" depends on the keyboard. */
  readonly shift: boolean | null;
}

/** What of a keyboard event decides which chord it is. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  /** The key is held, and this is no press of its own. */
  readonly repeat: boolean;
}

/** Whether Cmd takes the part of Ctrl on this computer. */
export function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent);
}

/** Chords of a description, in order. `mod` is Cmd on macOS and Ctrl elsewhere; "G" is Shift and g. */
export function parseKeys(keys: string): readonly Chord[] {
  return keys.split(" ").map((part) => {
    const words = part === "+" ? ["+"] : part.split("+");
    const last = words.at(-1) ?? "";
    const isUpper = /^[A-Z]$/.test(last);
    const key = last.toLowerCase() === "space" ? " " : last.toLowerCase();
    const isSymbol = key.length === 1 && !/[a-z0-9 ]/.test(key);
    return {
      key,
      mod: words.includes("mod"),
      alt: words.includes("alt"),
      shift: isSymbol ? null : isUpper || words.includes("shift"),
    };
  });
}

/** Whether a press is that chord. */
export function matches(chord: Chord, press: KeyPress, platform: { readonly isMac: boolean }): boolean {
  const mod = platform.isMac ? press.metaKey : press.ctrlKey;
  const other = platform.isMac ? press.ctrlKey : press.metaKey;
  if (other || mod !== chord.mod || press.altKey !== chord.alt) return false;
  if (chord.shift !== null && press.shiftKey !== chord.shift) return false;
  return keyOf(press) === chord.key;
}

/** Whether a press is of a key that only changes what others mean. */
export function isModifier({ key }: KeyPress): boolean {
  return ["Shift", "Control", "Alt", "AltGraph", "Meta"].includes(key);
}

/** Whether a description needs no modifier but Shift, so that it would write into a text field. */
export function isSingleKey(keys: string): boolean {
  return parseKeys(keys).every((chord) => !chord.mod && !chord.alt && !/^(f\d+|escape)$/.test(chord.key));
}

/** Words (or, on macOS, glyphs) of a description, one array a chord. */
export function keyWords(
  keys: string,
  platform: { readonly isMac: boolean },
): readonly (readonly string[])[] {
  return parseKeys(keys).map((chord) => {
    const words = [
      ...(chord.mod ? [platform.isMac ? "⌘" : "Ctrl"] : []),
      ...(chord.alt ? [platform.isMac ? "⌥" : "Alt"] : []),
      ...(chord.shift === true ? [platform.isMac ? "⇧" : "Shift"] : []),
      keyWord(chord.key),
    ];
    return platform.isMac && words.length > 1 ? [words.join("")] : words;
  });
}

const WORDS: ReadonlyMap<string, string> = new Map([
  [" ", "Space"],
  ["enter", "↵"],
  ["escape", "Esc"],
  ["arrowup", "↑"],
  ["arrowdown", "↓"],
  ["arrowleft", "←"],
  ["arrowright", "→"],
  ["delete", "Del"],
]);

function keyWord(key: string): string {
  return WORDS.get(key) ?? (key.length === 1 || /^f\d+$/.test(key) ? key.toUpperCase() : key);
}

/** Key of a press in lower case; on a keyboard without Latin letters, the letter that stands at that place. */
function keyOf(press: KeyPress): string {
  const key = press.key.toLowerCase();
  if (/^[\x20-\x7e]$/.test(key) || key.length > 1) return key;
  return press.code.startsWith("Key") ? press.code.slice(3).toLowerCase() : key;
}
