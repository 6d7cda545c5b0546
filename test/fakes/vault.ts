// A vault that forgets when the test ends.
import { AppError } from "../../preload/contract/errors.ts";
import type { SecretVault } from "../../main/ports.ts";

/** A {@link SecretVault} in memory whose failures a test can provoke. */
export interface MemoryVault extends SecretVault {
  /** What is kept, as it is now. */
  contents(): Readonly<Record<string, string>>;
  /** From now on `set` and `remove` (or with `"read"` also `get`) fail as a locked keychain does; null mends it. */
  fail(mode: "write" | "read" | null): void;
}

/** Starts with `secrets`, by name. */
export function createMemoryVault(secrets: Readonly<Record<string, string>> = {}): MemoryVault {
  const kept = new Map(Object.entries(secrets));
  let failing: "write" | "read" | null = null;

  function assertReadable(): void {
    if (failing === "read") throw new AppError("CREDENTIALS_VAULT_LOCKED");
  }
  function assertWritable(): void {
    if (failing !== null)
      throw new AppError("CREDENTIALS_VAULT_UNAVAILABLE", { reason: "The keychain is locked." });
  }

  return {
    kind: "memory",
    warning: null,
    get: async (name) => {
      assertReadable();
      return kept.get(name) ?? null;
    },
    set: async (name, value) => {
      assertWritable();
      kept.set(name, value);
    },
    remove: async (name) => {
      assertWritable();
      kept.delete(name);
    },
    names: async () => [...kept.keys()].sort(),
    contents: () => Object.fromEntries(kept),
    fail: (mode) => {
      failing = mode;
    },
  };
}
