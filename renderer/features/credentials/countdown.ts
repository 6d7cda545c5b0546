// How long a JWT still lives, as the chip says it.
import type { JwtPreview } from "../../../preload/contract/jwt.ts";

const SOON_MS = 120_000;

/** State of the chip's JWT at one moment. */
export interface JwtLife {
  readonly state: "none" | "fresh" | "soon" | "expired";
  readonly leftMs: number;
  /** Part of its life that is left, 0 to 1. */
  readonly fraction: number;
}

/** Works out how a JWT is doing. */
export function readJwtLife(preview: JwtPreview | null, now: number): JwtLife {
  if (preview === null) return { state: "none", leftMs: 0, fraction: 0 };
  const leftMs = Math.max(0, preview.expiresAt - now);
  const whole = Math.max(1, preview.expiresAt - preview.issuedAt);
  const state = leftMs === 0 ? "expired" : leftMs < SOON_MS ? "soon" : "fresh";
  return { state, leftMs, fraction: Math.min(1, leftMs / whole) };
}

/** "14:58", or "23:59:58" from an hour on. A second that has begun counts, so 0:00 means over. */
export function formatCountdown(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1_000));
  const parts = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part) => String(part).padStart(2, "0")).join(":");
}

/** What a screen reader is told: at two minutes and at the end, nothing between. */
export function lifeAnnouncement(life: JwtLife): string {
  if (life.state === "soon") return "The JWT expires in less than 2 minutes.";
  return life.state === "expired" ? "The JWT has expired." : "";
}
