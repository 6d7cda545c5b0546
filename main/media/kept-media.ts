// What was fetched, kept in memory for some minutes, so that looking at a picture and saving it is one fetch.
//
// Threat model: pictures of persons are nobody else's. They are never written to the disk unless they are saved. A picture's
// address on the page's own origin has 128 random bits, and only what is surely a raster picture has one.
import { randomBytes } from "node:crypto";
import type { EventId } from "../../preload/contract/ids.ts";
import type { ShownPicture } from "../app-shape.ts";
import type { Clock } from "../ports.ts";
import type { Raster } from "./raster.ts";

/** Path of a picture on the page's own origin, followed by its token. */
export const PICTURE_PATH = "/media/";

/** Media in memory. */
export interface KeptMedium {
  readonly fileName: string;
  /** What its sender calls it; null when it did not say. */
  readonly contentType: string | null;
  readonly bytes: Uint8Array;
  /** null = it is not shown. */
  readonly raster: Raster | null;
}

/** The media of one run. */
export interface KeptMedia {
  get(event: EventId): KeptMedium | null;
  put(event: EventId, medium: KeptMedium): void;
  /** The path of a kept picture; null for anything else. */
  addressOf(event: EventId): string | null;
  /** The picture at this token; null when there is none (any more). */
  picture(token: string): ShownPicture | null;
  /** Forgets all of it. */
  clear(): void;
}

interface Kept {
  readonly medium: KeptMedium;
  readonly token: string;
  readonly cancelExpiry: () => void;
}

const KEPT_MS = 10 * 60 * 1000;
const MOST_BYTES = 64 * 1024 * 1024;

/** Makes the {@link KeptMedia}; the oldest go first. */
export function createKeptMedia({ clock }: { readonly clock: Clock }): KeptMedia {
  const all = new Map<EventId, Kept>();

  function drop(event: EventId): void {
    all.get(event)?.cancelExpiry();
    all.delete(event);
  }

  function makeRoom(bytes: number): void {
    let held = [...all.values()].reduce((sum, { medium }) => sum + medium.bytes.byteLength, 0);
    for (const [event, { medium }] of all) {
      if (held + bytes <= MOST_BYTES) return;
      drop(event);
      held -= medium.bytes.byteLength;
    }
  }

  return {
    get: (event) => all.get(event)?.medium ?? null,
    put(event, medium) {
      drop(event);
      makeRoom(medium.bytes.byteLength);
      all.set(event, {
        medium,
        token: randomBytes(16).toString("base64url"),
        cancelExpiry: clock.after(KEPT_MS, () => drop(event)),
      });
    },
    addressOf(event) {
      const kept = all.get(event);
      return kept === undefined || kept.medium.raster === null ? null : PICTURE_PATH + kept.token;
    },
    picture(token) {
      for (const kept of all.values()) {
        const { raster, bytes } = kept.medium;
        if (kept.token === token && raster !== null) return { type: raster.type, bytes };
      }
      return null;
    },
    clear() {
      for (const event of all.keys()) drop(event);
    },
  };
}
