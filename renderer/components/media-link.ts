// What may be said of a media address without fetching it.
import { replaceSteering } from "../../preload/contract/steering-characters.ts";
import { VONAGE_MEDIA_HOST, VONAGE_MEDIA_KEPT_MS, VONAGE_MEDIA_PATH } from "../../preload/contract/media.ts";

/** Host and file name of a media address. */
export interface MediaLink {
  readonly host: string;
  /** Last part of the path, decoded, without what would show it as another name; null when the path has none. */
  readonly fileName: string | null;
}

/** Reads an address as text only. null when it is not an http(s) address. */
export function readMediaLink(address: string): MediaLink | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== "https:" && url.protocol !== "http:") return null;
  const name = fileNameOf(url);
  return { host: url.host, fileName: name === null ? null : replaceSteering(name) };
}

/** Last part of the path, decoded; null when there is none. Characters that steer stand in it as they came. */
export function fileNameOf(url: URL): string | null {
  const last = url.pathname.split("/").at(-1) ?? "";
  return last === "" ? null : decode(last);
}

/** Until when Vonage keeps what lies at an address, epoch ms; null when it is not Vonage that keeps it. */
export function keptByVonageUntil(address: string, receivedAt: number): number | null {
  const url = URL.parse(address);
  if (url === null || url.protocol !== "https:" || url.port !== "") return null;
  return VONAGE_MEDIA_HOST.test(url.hostname) && VONAGE_MEDIA_PATH.test(url.pathname)
    ? receivedAt + VONAGE_MEDIA_KEPT_MS
    : null;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // A lone percent sign is no reason to hide the name: it is shown as it was written.
    return part;
  }
}
