// Ids for the simulator: truly random, or the same in every run with the same seed.
import { createHash, randomBytes } from "node:crypto";

/** Source of invented ids. Not for secrets: with a seed it can be foretold. */
export interface Random {
  /** A version 4 UUID. */
  uuid(): string;
  /** `bytes` random bytes as hex digits. */
  hex(bytes: number): string;
  /** Begins anew, with another seed. */
  reseed(seed: string | undefined): void;
}

/** @param first the seed; undefined = unpredictable */
export function createRandom(first: string | undefined): Random {
  let seed = first;
  let count = 0;
  const next = (bytes: number): Buffer => {
    if (seed === undefined) return randomBytes(bytes);
    count += 1;
    return createHash("sha512").update(`${seed}/${count}`).digest().subarray(0, bytes);
  };
  return {
    uuid() {
      const hex = next(16).toString("hex");
      // Version and variant digits, as RFC 9562 wants them.
      const variant = "89ab"[Number.parseInt(hex.charAt(16), 16) % 4] ?? "8";
      return [
        hex.slice(0, 8),
        hex.slice(8, 12),
        `4${hex.slice(13, 16)}`,
        `${variant}${hex.slice(17, 20)}`,
        hex.slice(20),
      ].join("-");
    },
    hex: (bytes) => next(bytes).toString("hex"),
    reseed(another) {
      seed = another;
      count = 0;
    },
  };
}
