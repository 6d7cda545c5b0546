// Numbers that are typed: which of them count, and what is said of one that does not.
import { formatCount } from "./format.ts";

/** From which number to which, and of what. */
export interface NumberBounds {
  readonly min: number;
  readonly max: number;
  /** As it stands behind a number, with its space: " KiB". Left out, the numbers speak for themselves. */
  readonly unit?: string;
}

const WHOLE = /^-?(\d+|\d{1,3}(,\d{3})+)$/;

/** The whole number that was typed; null where it is none within the bounds. */
export function numberWithin(typed: string, { min, max, unit }: NumberBounds): number | null {
  const whole = readWhole(typed, unit);
  return whole !== null && whole >= min && whole <= max ? Number(whole) : null;
}

/** The number that is a step away from what was typed, within the bounds; from what is no number, the least. */
export function stepped(typed: string, { min, max, unit }: NumberBounds, by: number): number {
  const whole = readWhole(typed, unit);
  return whole === null ? min : Math.min(max, Math.max(min, Number(whole) + by));
}

/**
 * What happened to a number out of bounds, and what to do.
 * @param outcome what comes of it, e.g. "so it stays 1,024 KiB"
 */
export function refusalWords(typed: string, { min, max, unit }: NumberBounds, outcome: string) {
  const name = (number: number | bigint): string => withUnit(number, unit);
  const todo = `Type\u00a0${formatCount(min)}\u00a0to\u00a0${name(max)}.`;
  if (typed.trim() === "") return `The field is empty, ${outcome}. ${todo}`;
  const whole = readWhole(typed, unit);
  if (whole === null) return `That is no whole number, ${outcome}. ${todo}`;
  const problem = whole > max ? `more than ${name(max)}` : `less than ${name(min)}`;
  return `${name(whole)} is ${problem}, ${outcome}. ${todo}`;
}

/** A number and its unit, which are never on two lines. */
export function withUnit(number: number | bigint, unit = ""): string {
  return `${formatCount(number)}${unit.replace(" ", "\u00a0")}`;
}

/** An edited number without its commas, which would stand in wrong places now; what was not one with commas stays. */
export function ungrouped(edited: string, former: string, { unit }: NumberBounds): string {
  const digits = edited.replaceAll(",", "");
  const wasNumber = former.includes(",") && readWhole(former, unit) !== null;
  return wasNumber && readWhole(digits, unit) !== null ? digits : edited;
}

/** With its commas and unit, if it has any; exact, however long it is. */
function readWhole(typed: string, unit = ""): bigint | null {
  const [text, name] = [typed.trim(), unit.trim()];
  const number = name !== "" && text.endsWith(name) ? text.slice(0, -name.length).trimEnd() : text;
  return WHOLE.test(number) ? BigInt(number.replaceAll(",", "")) : null;
}
