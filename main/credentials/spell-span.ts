// A span of time in words, as exact as it has to be to tell 24 h from a second more.
import { formatCount } from "../../preload/contract/format-count.ts";

/** At most two units, of those that it has: "29 s", "24 h 1 s", "26,329 days 8 h". Hours are counted up to two days. */
export function spellSpan(seconds: number): string {
  const days = seconds < 172_800 ? 0 : Math.floor(seconds / 86_400);
  const hours = Math.floor((seconds - days * 86_400) / 3_600);
  const parts: readonly (readonly [number, string])[] = [
    [days, "days"],
    [hours, "h"],
    [Math.floor((seconds % 3_600) / 60), "min"],
    [seconds % 60, "s"],
  ];
  const words = parts.filter(([count]) => count > 0).map(([count, unit]) => `${formatCount(count)} ${unit}`);
  return words.length === 0 ? `${seconds} s` : words.slice(0, 2).join(" ");
}
