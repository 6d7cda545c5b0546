// What the palette finds: one flat list, narrowed by a prefix and by words.

/** One thing that can be chosen. */
export interface PaletteItem {
  readonly id: string;
  readonly group: string;
  readonly label: string;
  /** A second line, or what else it may be found by. */
  readonly note?: string;
  readonly keywords?: string;
  /** Keys that do the same. */
  readonly keys?: string;
  readonly run: () => void;
}

/** What is looked for, without the prefix, and where. */
export interface PaletteQuery {
  readonly kind: "all" | "commands" | "people" | "events";
  readonly text: string;
}

/** Reads what was typed: `>` narrows to commands, `@` to people, `#` to events. */
export function parsePaletteQuery(typed: string): PaletteQuery {
  const text = typed.trimStart();
  const rest = text.slice(1).trim();
  switch (text.slice(0, 1)) {
    case ">":
      return { kind: "commands", text: rest };
    case "@":
      return { kind: "people", text: rest };
    case "#":
      return { kind: "events", text: rest };
    default:
      return { kind: "all", text: text.trim() };
  }
}

/** Items in which every word occurs; those whose label begins with the first word come first. */
export function matchItems(items: readonly PaletteItem[], text: string): readonly PaletteItem[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = items.filter(({ label, note, keywords }) => {
    const haystack = `${label} ${note ?? ""} ${keywords ?? ""}`.toLowerCase();
    return words.every((word) => haystack.includes(word));
  });
  const first = words[0];
  if (first === undefined) return found;
  const starts = ({ label }: PaletteItem) => label.toLowerCase().startsWith(first);
  return [...found.filter(starts), ...found.filter((item) => !starts(item))];
}
