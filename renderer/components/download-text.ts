// Hands a text to the person as a file. Never a secret: generated key files are written by the host.
import type { TextFile } from "../../preload/contract/text-file.ts";

/** How long the browser may take to begin with the file. */
const KEPT_MS = 60_000;

/**
 * Saves a text as a file: a browser puts it with its downloads, the desktop app asks where.
 * @param mediaType what it is; always UTF-8
 */
export function downloadText({ fileName, text }: TextFile, mediaType = "application/octet-stream"): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${mediaType};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = address;
  link.download = fileName;
  // Some browsers press only what is part of the page.
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
}
