// Files that Windows writes in UTF-16, as PowerShell's `>` does: read alike by the page and by the commands.

/** The text of bytes that begin with the byte order mark of UTF-16; null for all others. */
export function utf16Text(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  const isLittleEndian = first === 0xff && second === 0xfe;
  if (!isLittleEndian && !(first === 0xfe && second === 0xff)) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const units: string[] = [];
  for (let at = 2; at + 1 < bytes.byteLength; at += 2) {
    units.push(String.fromCharCode(view.getUint16(at, isLittleEndian)));
  }
  return units.join("");
}
