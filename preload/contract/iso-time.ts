// Reads a day or a time as a person types it.

const ISO_TIME = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)?)?$/i;

/**
 * A time in ISO 8601 as epoch ms, e.g. `2026-11-21` or `2026-11-21T14:00Z`; without a zone, by the reader's clock. Null for
 * everything else, also for a day that is in no calendar and a time whose year in UTC has no four digits.
 */
export function readIsoTime(typed: string): number | null {
  if (!ISO_TIME.test(typed)) return null;
  const value = typed.toUpperCase();
  const day = value.slice(0, "2026-11-21".length);
  // JavaScript takes 30 February for 2 March.
  if (!isoOf(Date.parse(`${day}T00:00Z`)).startsWith(day)) return null;
  // A day alone begins by the reader's clock, too; JavaScript would take UTC's.
  const at = Date.parse(value === day ? `${day}T00:00` : value);
  return /^\d{4}-/.test(isoOf(at)) ? at : null;
}

function isoOf(at: number): string {
  return Number.isNaN(at) ? "" : new Date(at).toISOString();
}
