// Numbers, durations and times as the interface writes them: 1,284; 45 ms; 4.8 s; 23 h 58 min. A number and its unit are
// never on two lines.
import { formatCount } from "../../preload/contract/format-count.ts";
import { nameSteering } from "../../preload/contract/steering-characters.ts";
import type { Settings } from "../../preload/contract/settings.ts";
import { dayName } from "./day-name.ts";

export { formatCount };

/** How long something took: "0.8 ms", "45 ms", "4.8 s", "2 min 5 s". */
export function formatDuration(durationMs: number): string {
  if (durationMs < 9.95) return `${durationMs.toFixed(1)}\u00a0ms`;
  if (durationMs < 999.5) return `${Math.round(durationMs)}\u00a0ms`;
  if (durationMs < 59_950) return `${(durationMs / 1_000).toFixed(1)}\u00a0s`;
  return formatSpan(durationMs);
}

/** How long is left, or how long ago, in at most two units: "58 s", "12 min", "23 h 58 min", "2,523 d 4 h". */
export function formatSpan(spanMs: number): string {
  const seconds = Math.max(0, Math.floor(spanMs / 1_000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (days > 0) return two(days, "d", hours % 24, "h");
  if (hours > 0) return two(hours, "h", minutes % 60, "min");
  if (minutes > 0) return minutes < 5 ? two(minutes, "min", seconds % 60, "s") : `${minutes}\u00a0min`;
  return `${seconds}\u00a0s`;
}

/** How old something is: "now", "58 s ago", "3 h ago". One unit, so that it changes seldom. */
export function formatAge(ageMs: number): string {
  const seconds = Math.floor(ageMs / 1_000);
  if (seconds < 1) return "now";
  if (seconds < 60) return `${seconds}\u00a0s ago`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)}\u00a0min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3_600)}\u00a0h ago`;
  return `${formatCount(Math.floor(seconds / 86_400))}\u00a0d ago`;
}

/** Bytes: "274 B", "4.2 kB", "1.0 MB". */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes}\u00a0B`;
  if (bytes < 1_000_000) return `${(bytes / 1_000).toFixed(1)}\u00a0kB`;
  return `${(bytes / 1_000_000).toFixed(1)}\u00a0MB`;
}

/** Bytes of which a limit in whole KiB is made: "64 KiB". */
export function formatKibibytes(bytes: number): string {
  return `${formatCount(Math.round(bytes / 1_024))}\u00a0KiB`;
}

/** A clock time: "14:00:31", with `precise` "14:00:31.006". `relative` is written as local time here. */
export function formatClock(
  at: number,
  format: Settings["timeFormat"],
  precision: { readonly precise: boolean } = { precise: false },
): string {
  const iso = isoOf(at, format);
  return precision.precise ? iso.slice(11, 23) : iso.slice(11, 19);
}

/**
 * A moment: "14:00:31" where its day is `today` (an ISO date, as {@link dayOf} gives it), "30 Nov, 14:00:31" on another day,
 * "30 Nov 2019, 14:00:31" in another year.
 */
export function formatDatedTime(
  at: number,
  today: string,
  format: Settings["timeFormat"],
  precision: { readonly precise: boolean } = { precise: false },
): string {
  const day = dayOf(at, format);
  const clock = formatClock(at, format, precision);
  return day === today ? clock : `${dayName(day, today)}, ${clock}`;
}

/**
 * The same in the little room of a list's row: "14:00:31.006", "30 Nov, 14:00:31", "30 Nov 2019, 14:00". Its `day` alone
 * where that is not today.
 */
export function formatRowTime(
  at: number,
  today: string,
  format: Settings["timeFormat"],
): { readonly text: string; readonly day: string | null } {
  const iso = isoOf(at, format);
  const day = iso.slice(0, 10);
  if (day === today) return { text: iso.slice(11, 23), day: null };
  const isSameYear = day.slice(0, 4) === today.slice(0, 4);
  const name = dayName(day, today);
  return { text: `${name}, ${iso.slice(11, isSameYear ? 19 : 16)}`, day: name };
}

/** The day of a moment as an ISO date, in UTC or in this page's zone. */
export function dayOf(at: number, format: Settings["timeFormat"]): string {
  return isoOf(at, format).slice(0, 10);
}

function isoOf(at: number, format: Settings["timeFormat"]): string {
  const date = new Date(at);
  return format === "utc" ? date.toISOString() : localIso(date);
}

/** All there is to say about a moment: local ISO time with its offset, the UTC time, and the age. */
export function describeMoment(at: number, now: number): string {
  return `${describeEnd(at)}\n${formatAge(now - at)}`;
}

/** The same of a moment to come, which has no age. */
export function describeEnd(at: number): string {
  const date = new Date(at);
  return `${localIso(date)}${offsetOf(date)}\n${date.toISOString()}`;
}

/** Middle ellipsis: first four, last four. Short values stay whole. Characters that steer are named. */
export function shortenId(id: string): string {
  return nameSteering(id.length <= 10 ? id : `${id.slice(0, 4)}…${id.slice(-4)}`);
}

function two(large: number, largeUnit: string, small: number, smallUnit: string): string {
  const whole = `${formatCount(large)}\u00a0${largeUnit}`;
  return small === 0 ? whole : `${whole} ${small}\u00a0${smallUnit}`;
}

/** ISO form of the local time, without an offset. */
function localIso(date: Date): string {
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 23);
}

function offsetOf(date: Date): string {
  const minutes = -date.getTimezoneOffset();
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${minutes < 0 ? "-" : "+"}${String(hours).padStart(2, "0")}:${String(rest).padStart(2, "0")}`;
}
