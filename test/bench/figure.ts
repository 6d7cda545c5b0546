// What a bench reports: figures against a floor measured in the same run.

/** One figure. Where `lower` is better, `ratio` passes at or below `required`; else at or above. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it is compared with, measured in the same run; null when the figure stands for itself. */
  readonly floor: number | null;
  /** value / floor, or the median of that over all pairs, or the value itself without a floor. */
  readonly ratio: number;
  readonly better: "higher" | "lower";
  /** null = shown for orientation only. */
  readonly required: number | null;
  readonly pass: boolean;
}

/** A figure against a floor of the same unit. */
export function compared(
  figure: Pick<Figure, "name" | "value" | "unit" | "better" | "required"> & { readonly floor: number },
): Figure {
  return judged({ ...figure, ratio: figure.value / figure.floor });
}

/**
 * A figure and its floor measured one beside the other, several times. The ratio is the median of each pair's own, so that a
 * machine which is slow for a while is so for both halves of a pair; value and floor are medians of their own.
 */
export function paired({
  values,
  floors,
  ...figure
}: Pick<Figure, "name" | "unit" | "better" | "required"> & {
  readonly values: readonly number[];
  readonly floors: readonly number[];
}): Figure {
  const ratio = median(values.map((value, pair) => value / (floors[pair] ?? Number.NaN)));
  return judged({ ...figure, value: median(values), floor: median(floors), ratio });
}

/** A figure that stands for itself. */
export function absolute(figure: Pick<Figure, "name" | "value" | "unit" | "better" | "required">): Figure {
  return judged({ ...figure, floor: null, ratio: figure.value });
}

function judged(figure: Omit<Figure, "pass">): Figure {
  const { required, ratio, better } = figure;
  const pass = required === null || (better === "higher" ? ratio >= required : ratio <= required);
  return { ...figure, pass };
}

/** The middle value; the mean of both middle ones when their number is even. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  return Number.isInteger(middle) ? (upper + (sorted[middle - 1] ?? Number.NaN)) / 2 : upper;
}

/** The smallest value that at least this share of the values does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
