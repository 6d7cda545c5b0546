// Counts as people read them, on every edge: "1,284".

const counts = new Intl.NumberFormat("en-US");

/** A count with its thousands set apart: "1,284". */
export function formatCount(count: number | bigint): string {
  return counts.format(count);
}
