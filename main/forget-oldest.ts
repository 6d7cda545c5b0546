// Keeps maps and sets of what comes without end from growing without end.

/** A Map or a Set. */
interface Kept<K> {
  readonly size: number;
  keys(): Iterable<K>;
  delete(key: K): boolean;
}

/** A twentieth of them at once: whoever walks through a Map steps over all that were taken off its front before. */
const SHARE = 20;

/** Once there are a twentieth more than `most`, the oldest go, down to `most`, each by `forget`. */
export function forgetOldest<K>(
  kept: Kept<K>,
  most: number,
  forget: (key: K) => void = (key) => void kept.delete(key),
): void {
  if (kept.size < most + Math.ceil(most / SHARE)) return;
  for (const key of kept.keys()) {
    if (kept.size <= most) return;
    forget(key);
  }
}
