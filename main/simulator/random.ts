// Ids for the simulator: truly random, or the same in every run with the same seed.
import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { MessageUuid } from "../../preload/contract/ids.ts";

/** Source of invented ids. Not for secrets: with a seed it can be foretold. */
export interface Random {
  /** A version 4 UUID. */
  uuid(): string;
  /** A version 4 UUID for a message. */
  messageUuid(): MessageUuid;
  /** `bytes` random bytes as hex digits. */
  hex(bytes: number): string;
  /** Begins anew, with another seed. */
  reseed(seed: string | undefined): void;
}

type Source = Pick<Random, "uuid" | "hex">;

const UNPREDICTABLE: Source = {
  uuid: () => randomUUID(),
  hex: (bytes) => randomBytes(bytes).toString("hex"),
};

/** @param first the seed; undefined = unpredictable */
export function createRandom(first: string | undefined): Random {
  let source = sourceOf(first);
  return {
    uuid: () => source.uuid(),
    // A UUID is one by its length alone, and there are thousands a second.
    messageUuid: () => source.uuid() as MessageUuid,
    hex: (bytes) => source.hex(bytes),
    reseed(seed) {
      source = sourceOf(seed);
    },
  };
}

function sourceOf(seed: string | undefined): Source {
  return seed === undefined ? UNPREDICTABLE : seeded(seed);
}

function seeded(seed: string): Source {
  let count = 0;
  const next = (bytes: number): Buffer => {
    count += 1;
    return createHash("sha512").update(`${seed}/${count}`).digest().subarray(0, bytes);
  };
  return {
    hex: (bytes) => next(bytes).toString("hex"),
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
  };
}
