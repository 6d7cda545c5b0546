// What a key means in the reply field.

/** The parts of a key press that matter here. */
export interface ComposerKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** What else decides. */
export interface ComposerKeySituation {
  /** Setting: Enter sends and Ctrl/Cmd+Enter is a new line, instead of the reverse. */
  readonly enterSends: boolean;
  /** An input method is at work: Enter then takes its suggestion. */
  readonly isComposing: boolean;
  readonly isEmpty: boolean;
}

/** The act of a key; null = the field's own business. */
export function readComposerKey(
  press: ComposerKey,
  { enterSends, isComposing, isEmpty }: ComposerKeySituation,
): "send" | "new-line" | "edit-last" | null {
  if (isComposing || press.altKey || press.shiftKey) return null;
  const withModifier = press.ctrlKey || press.metaKey;
  if (press.key === "Enter") {
    if (withModifier) return enterSends ? "new-line" : "send";
    return enterSends ? "send" : null;
  }
  return press.key === "ArrowUp" && isEmpty && !withModifier ? "edit-last" : null;
}
