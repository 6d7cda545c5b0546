// What is said of served files.
import {
  IMAGE_BY_ADDRESS_LIMIT,
  type MediaKind,
  type ServedFile,
  type ServedFileEnd,
} from "../../../preload/contract/media.ts";
import type { TunnelState } from "../../../preload/contract/tunnel.ts";
import { formatBytes, formatCount, formatSpan } from "../../components/format.ts";

const KINDS: Readonly<Record<MediaKind, string>> = {
  image: "image",
  audio: "audio",
  video: "video",
  file: "file",
};

/** How a tunnel is that nobody can fetch a file through: "tunnel off". */
export const TUNNEL_WORDS: Readonly<Record<TunnelState["state"], string>> = {
  off: "off",
  failed: "off",
  starting: "opening",
  // Its address is not known to the files yet.
  open: "opening",
  reconnecting: "reconnecting",
};

/** What is to be done where a file needs a tunnel; `waiting` files are served already. */
export function tunnelHint(state: Exclude<TunnelState["state"], "open">, waiting: number): string {
  if (state === "reconnecting")
    return "The tunnel is reconnecting. Until then nobody can fetch a file from this computer.";
  if (waiting === 0) return "A file gets its public address from the tunnel, and none is open.";
  return `Open the tunnel, and Messenger can fetch ${waiting === 1 ? "it" : "them"}.`;
}

/** What it is: "image, 2.2 kB". */
export function describeFile({ kind, bytes }: ServedFile): string {
  return `${KINDS[kind]}, ${formatBytes(bytes)}`;
}

/** For how long it is served still, and how often it was fetched; where nobody can fetch it, its time says nothing. */
export function describeServing(file: ServedFile, now: number): string {
  const fetches = describeFetches(file);
  return file.url === null ? fetches : `${describeTimeLeft(file, now)}, ${fetches}`;
}

function describeTimeLeft({ expiresAt, waitingMessages }: ServedFile, now: number): string {
  const left = `${formatSpan(expiresAt - now)} left`;
  if (waitingMessages === 0) return left;
  return waitingMessages === 1
    ? `${left}, or until the message is delivered`
    : `${left}, or until ${formatCount(waitingMessages)} messages are delivered`;
}

/** How often it was fetched. */
export function describeFetches({ fetches }: Pick<ServedFile, "fetches">): string {
  if (fetches === 0) return "not fetched yet";
  if (fetches === 1) return "fetched once";
  return fetches === 2 ? "fetched twice" : `fetched ${formatCount(fetches)} times`;
}

/** How it ended. */
export function describeEnd({ name, why }: { readonly name: string; readonly why: ServedFileEnd }): string {
  switch (why) {
    case "delivered":
      return `“${name}” was delivered, so it is served no longer.`;
    case "expired":
      return `The hour of “${name}” is over, so it is served no longer.`;
    case "stopped":
      return `“${name}” is served no longer.`;
    case "missing":
      return `The copy of “${name}” was deleted from the data folder, so it is served no longer.`;
  }
}

/** What speaks against sending it; a warning only. */
export function fileWarnings(file: ServedFile): readonly string[] {
  const size = sizeWarning(file);
  const isWithoutTls = file.url !== null && !file.url.startsWith("https:");
  return [
    ...(size === null ? [] : [size]),
    ...(isWithoutTls ? ["The tunnel’s address is not https, which Messenger asks for."] : []),
  ];
}

/** Whether it is too large for Messenger, in words; null when it is not. */
export function sizeWarning({ kind, bytes }: Pick<ServedFile, "kind" | "bytes">): string | null {
  if (kind !== "image" || bytes <= IMAGE_BY_ADDRESS_LIMIT) return null;
  return `Meta takes images of up to ${IMAGE_BY_ADDRESS_LIMIT / 1024 / 1024}\u00a0MB by address. This one is larger.`;
}
