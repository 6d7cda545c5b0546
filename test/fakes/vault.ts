// A vault that forgets when the test ends.
import { AppError } from "../../preload/contract/errors.ts";
import type { SecretVault } from "../../main/ports.ts";

/** A {@link SecretVault} in memory whose failures a test can provoke. */
export interface MemoryVault extends SecretVault {
  /** What is kept, as it is now. */
  contents(): Readonly<Record<string, string>>;
  /**
   * From now on `set` and `remove` (or with `"read"` also `get`) fail as a locked keychain does, for the names that match;
   * null mends it.
   */
  fail(mode: "write" | "read" | null, names?: RegExp): void;
}

const ANY_NAME = /(?:)/;

/** Starts with `secrets`, by name. */
export function createMemoryVault(secrets: Readonly<Record<string, string>> = {}): MemoryVault {
  const kept = new Map(Object.entries(secrets));
  let failing: "write" | "read" | null = null;
  let failingNames = ANY_NAME;

  function assertReadable(name: string): void {
    if (failing === "read" && failingNames.test(name)) throw new AppError("CREDENTIALS_VAULT_LOCKED");
  }
  function assertWritable(name: string): void {
    if (failing !== null && failingNames.test(name))
      throw new AppError("CREDENTIALS_VAULT_UNAVAILABLE", { reason: "The keychain is locked." });
  }

  return {
    kind: "memory",
    warning: null,
    get: async (name) => {
      assertReadable(name);
      return kept.get(name) ?? null;
    },
    set: async (name, value) => {
      assertWritable(name);
      kept.set(name, value);
    },
    remove: async (name) => {
      assertWritable(name);
      kept.delete(name);
    },
    names: async () => [...kept.keys()].sort(),
    contents: () => Object.fromEntries(kept),
    fail: (mode, names = ANY_NAME) => {
      failing = mode;
      failingNames = names;
    },
  };
}
