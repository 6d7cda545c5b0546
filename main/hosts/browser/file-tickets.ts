// Brings files from a browser to Hookline and back, by single-use addresses of this host.
// Threat model: as for secret-tickets.ts: an address is unguessable, comes over the authenticated bridge, works once and not
// for long, and only for our own page. What is sent is streamed, so that a page cannot fill memory; what is handed out is
// never shown, only downloaded.
import { randomBytes } from "node:crypto";
import { toAppError, toErrorValue } from "../../../preload/contract/errors.ts";
import type { Result } from "../../../preload/contract/contract.ts";
import type { ServedFile } from "../../../preload/contract/media.ts";
import type { Clock, IncomingFile, PersonFiles } from "../../ports.ts";

/** Where a page sends a file, followed by 128 random bits. */
export const UPLOAD_PATH = "/upload/";
/** Where a browser downloads one, likewise. */
export const DOWNLOAD_PATH = "/download/";
const LIFETIME_MS = 30_000;
/** More than a person can press for; the oldest goes first. */
const MOST_TICKETS = 8;

/** A file to be downloaded. */
export interface Download {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The browser host's files, and the side of them that the HTTP server redeems. */
export interface FileTickets extends PersonFiles {
  /** Takes what the page sends to a ticket, once; null when there is none (any more). */
  upload(ticket: string, file: IncomingFile): Promise<Result<ServedFile>> | null;
  /** The file behind a ticket, once; null when there is none (any more). */
  download(ticket: string): Download | null;
}

/** Makes the {@link FileTickets} of one run. */
export function createFileTickets({ clock }: { readonly clock: Clock }): FileTickets {
  const uploads = createTickets<(file: IncomingFile) => Promise<ServedFile>>(clock);
  const downloads = createTickets<Download>(clock);
  return {
    receive: (take) => Promise.resolve({ by: "ticket", path: UPLOAD_PATH + uploads.add(take) }),
    deliver: (file) => Promise.resolve({ by: "ticket", path: DOWNLOAD_PATH + downloads.add(file) }),
    upload(ticket, file) {
      const take = uploads.redeem(ticket);
      return take === null ? null : resultOf(() => take(file));
    },
    download: (ticket) => downloads.redeem(ticket),
  };
}

async function resultOf<T>(act: () => Promise<T>): Promise<Result<T>> {
  try {
    return { ok: true, value: await act() };
  } catch (error) {
    return { ok: false, error: toErrorValue(toAppError(error)) };
  }
}

interface Tickets<T> {
  /** Its name. */
  add(value: T): string;
  redeem(name: string): T | null;
}

function createTickets<T>(clock: Clock): Tickets<T> {
  const all = new Map<string, { readonly value: T; readonly cancelExpiry: () => void }>();

  function take(name: string): T | null {
    const ticket = all.get(name);
    ticket?.cancelExpiry();
    all.delete(name);
    return ticket?.value ?? null;
  }

  return {
    add(value) {
      const [oldest] = all.keys();
      if (all.size >= MOST_TICKETS && oldest !== undefined) take(oldest);
      const name = randomBytes(16).toString("base64url");
      all.set(name, { value, cancelExpiry: clock.after(LIFETIME_MS, () => all.delete(name)) });
      return name;
    },
    redeem: take,
  };
}
