// A name that a stranger gave, made fit for a file of the person's. Pure.
//
// Threat model: a name may hold a path, control characters, or letters that turn the rest of the line round so that
// "gpj.exe" reads as a picture; and a few names mean devices on Windows.
const LONGEST = 100;
/** File systems take 255; a picture may get an ending behind it. */
const MOST_BYTES = 240;
const UNFIT = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\u2028\u2029<>:"/\\|?*]/gu;
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** A plain file name; `fallback` when nothing of the given one is left. */
export function plainFileName(name: string, fallback: string): string {
  const plain = name
    .normalize("NFC")
    .replace(UNFIT, "_")
    .replace(/^[\s.]+|[\s.]+$/g, "");
  if (plain === "" || /^_+$/.test(plain)) return fallback;
  const short = shorten(plain);
  return DEVICE.test(short) ? `_${short}` : short;
}

/** The last part of an address's path, as a file name. */
export function nameOfAddress(address: string, fallback: string): string {
  const last = URL.parse(address)?.pathname.split("/").at(-1) ?? "";
  return plainFileName(decode(last), fallback);
}

/** The ending in small letters, without its dot; empty when there is none. */
export function endingOf(name: string): string {
  return /[^.]\.([A-Za-z0-9]{1,10})$/.exec(name)?.[1]?.toLowerCase() ?? "";
}

/** `attachment` with the name in both of the ways that are read. @see RFC 6266 and RFC 8187 */
export function attachmentHeader(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const encoded = encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, percent);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

/** Keeps the ending, which tells what it is. */
function shorten(name: string): string {
  const characters = [...name];
  if (characters.length <= LONGEST && Buffer.byteLength(name) <= MOST_BYTES) return name;
  const ending = endingOf(name);
  const tail = ending === "" ? "" : `.${ending}`;
  let head = "";
  for (const character of characters.slice(0, LONGEST - tail.length)) {
    if (Buffer.byteLength(head + character + tail) > MOST_BYTES) break;
    head += character;
  }
  return head.replace(/[\s.]+$/, "") + tail;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // A lone percent sign: the name is kept as it was written.
    return part;
  }
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
