// A name that a person gave, as a part of a file's name.

/** Some systems take 255 bytes in all; a letter has up to four. */
const MOST_LETTERS = 48;

/** The name without what some system allows in no file name; `otherwise` when nothing of it is left. */
export function fileNameOf(name: string, otherwise: string): string {
  const plain = name.normalize().replaceAll(/[^\p{L}\p{N}]+/gu, "-");
  const short = [...plain]
    .slice(0, MOST_LETTERS)
    .join("")
    .replaceAll(/^-+|-+$/g, "");
  return short === "" ? otherwise : short;
}
