// Tells a raster picture by its first bytes, and how large it is. Pure.
//
// Threat model: what a sender calls a picture may be a page with scripts, or a few kilobytes that unfold to gigabytes of
// pixels. Shown is only what begins as PNG, JPEG, GIF or WebP, under that very type, and is of a size that a screen can take.
// SVG is a document, not a picture, and is never one here.

/** A picture that may be shown. */
export interface Raster {
  readonly type: "image/png" | "image/jpeg" | "image/gif" | "image/webp";
  readonly width: number;
  readonly height: number;
}

/** Larger pictures are saved, not shown: a decoder needs four bytes for each pixel. */
const MOST_PIXELS = 50_000_000;

/** The picture in these bytes; null when they are none that may be shown. */
export function readRaster(bytes: Uint8Array): Raster | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = readPng(view) ?? readGif(view) ?? readWebp(view) ?? readJpeg(view);
  if (found === null || found.width === 0 || found.height === 0) return null;
  return found.width * found.height > MOST_PIXELS ? null : found;
}

function readPng(view: DataView): Raster | null {
  if (!startsWith(view, "\x89PNG\r\n\x1a\n") || textAt(view, 12, 4) !== "IHDR" || view.byteLength < 24)
    return null;
  return { type: "image/png", width: view.getUint32(16), height: view.getUint32(20) };
}

function readGif(view: DataView): Raster | null {
  if (!(startsWith(view, "GIF87a") || startsWith(view, "GIF89a")) || view.byteLength < 10) return null;
  return { type: "image/gif", width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

/** @see https://developers.google.com/speed/webp/docs/riff_container, read 2026-11 */
function readWebp(view: DataView): Raster | null {
  if (!startsWith(view, "RIFF") || textAt(view, 8, 4) !== "WEBP" || view.byteLength < 30) return null;
  const size = webpSize(view);
  return size === null ? null : { type: "image/webp", ...size };
}

function webpSize(view: DataView): { readonly width: number; readonly height: number } | null {
  switch (textAt(view, 12, 4)) {
    case "VP8 ":
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    case "VP8L": {
      const bits = view.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case "VP8X":
      return { width: uint24(view, 24) + 1, height: uint24(view, 27) + 1 };
    default:
      return null;
  }
}

/** Goes from segment to segment until one that says how large the picture is. @see ITU-T T.81, annex B */
function readJpeg(view: DataView): Raster | null {
  if (!startsWith(view, "\xff\xd8\xff")) return null;
  let at = 2;
  while (at + 9 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1; // a fill byte
      continue;
    }
    if (isFrame(marker))
      return { type: "image/jpeg", height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    // The picture itself began, or it ended, and nobody said how large it is.
    if (marker === 0xda || marker === 0xd9) return null;
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

/** SOF0 to SOF15, among which three markers mean something else. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}

function startsWith(view: DataView, text: string): boolean {
  return textAt(view, 0, text.length) === text;
}

function textAt(view: DataView, at: number, length: number): string {
  if (view.byteLength < at + length) return "";
  let text = "";
  for (let index = at; index < at + length; index += 1) text += String.fromCharCode(view.getUint8(index));
  return text;
}
