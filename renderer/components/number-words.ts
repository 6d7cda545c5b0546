// Numbers that are typed: which of them count, and what is said of one that does not.
import { formatCount } from "./format.ts";

/** From which number to which, and of what. */
export interface NumberBounds {
  readonly min: number;
  readonly max: number;
  /** As it stands behind a number, with its space: " KiB". Left out, the numbers speak for themselves. */
  readonly unit?: string;
}

/** The whole number that was typed; null where it is none within the bounds. */
export function numberWithin(typed: string | number, { min, max }: NumberBounds): number | null {
  const number = typed === "" ? Number.NaN : Number(typed);
  return Number.isInteger(number) && number >= min && number <= max ? number : null;
}

/**
 * What happened to a number out of bounds, and what to do.
 * @param outcome what comes of it, e.g. "so it stays 1,024 KiB"
 */
export function refusalWords(typed: string | number, { min, max, unit }: NumberBounds, outcome: string) {
  const name = (number: number): string => withUnit(number, unit);
  const number = typed === "" ? Number.NaN : Number(typed);
  const todo = `Type ${formatCount(min)}\u00a0to\u00a0${name(max)}.`;
  if (typed === "") return `The field is empty, ${outcome}. ${todo}`;
  if (number > max) return `${name(number)} is more than ${name(max)}, ${outcome}. ${todo}`;
  if (number < min) return `${name(number)} is less than ${name(min)}, ${outcome}. ${todo}`;
  return `That is no whole number, ${outcome}. ${todo}`;
}

/** A number and its unit, which are never on two lines. */
export function withUnit(number: number, unit = ""): string {
  return `${formatCount(number)}${unit.replace(" ", "\u00a0")}`;
}
