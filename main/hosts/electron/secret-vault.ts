// Keeps secrets with Electron's safeStorage: the file holds ciphertext, the system's keychain holds its key.
// Threat model: another user, or a copy of the disk, must not yield a key. A program that runs as the same person is
// not kept out by any system's keychain. Where Linux offers no keychain at all, Chromium only obfuscates; the person is
// told so, in the interface and by `kind`.
import type { SafeStorage } from "electron";
import { dirname, join } from "node:path";
import { z } from "zod";
import { AppError } from "../../../preload/contract/errors.ts";
import {
  PLAIN_SECRETS_FILE,
  readSecrets,
  whoReads,
  without,
  writeSecrets,
  type Secrets,
} from "../../data-folder/plain-secrets.ts";
import { readPrivateFile } from "../../data-folder/private-file.ts";
import type { Log, SecretVault } from "../../ports.ts";

/** Name of the vault's file in the data folder; the browser host has one of its own. */
export const DESKTOP_VAULT_FILE = "vault.desktop.json";

const OBFUSCATED_WARNING =
  "This system offers no keychain, so keys are only obfuscated on disk: whoever can read your files can read them.";
const UNAVAILABLE_WARNING =
  "The system’s keychain is locked or cannot be reached, so no key can be stored or read. Unlock it and start Hookline again.";

/** Said while the browser host's file still holds a secret. */
function plainWarning(path: string): string {
  return `Keys that were stored in the browser are kept in the file ${path}. Store them here anew to encrypt them. ${whoReads(path)}`;
}

const VaultFile = z.object({ format: z.literal(1), secrets: z.record(z.string(), z.base64()) });
type VaultFile = z.output<typeof VaultFile>;

/** What the vault needs. */
export interface DesktopVaultParts {
  readonly safeStorage: Pick<
    SafeStorage,
    "isAsyncEncryptionAvailable" | "encryptStringAsync" | "decryptStringAsync" | "getSelectedStorageBackend"
  >;
  readonly platform: NodeJS.Platform;
  /** Path of {@link DESKTOP_VAULT_FILE} in the data folder. */
  readonly file: string;
  readonly log: Log;
}

/**
 * Opens the vault of the desktop; only after Electron is ready. What the browser host stored in its own file is read
 * from there, and moves into this vault when it is stored anew.
 * @throws AppError `DATA_FILE_DAMAGED`
 */
export async function openDesktopVault({
  safeStorage,
  platform,
  file,
  log,
}: DesktopVaultParts): Promise<SecretVault> {
  const isAvailable = await safeStorage.isAsyncEncryptionAvailable();
  const isObfuscated = platform === "linux" && safeStorage.getSelectedStorageBackend() === "basic_text";
  let sealed: Secrets = load(file).secrets;
  const plainFile = join(dirname(file), PLAIN_SECRETS_FILE);
  let plain = readSecrets(plainFile);

  function forgetPlain(name: string): void {
    if (!Object.hasOwn(plain, name)) return;
    const others = without(plain, name);
    writeSecrets(plainFile, others);
    plain = others;
  }

  const changes = new Map<string, Promise<unknown>>();

  /** What is asked first is done first, whichever encryption takes longer; other names do not wait. */
  function inTurn(name: string, change: () => Promise<void>): Promise<void> {
    const done = (changes.get(name) ?? Promise.resolve()).then(change);
    const settled = done.catch(() => undefined);
    changes.set(name, settled);
    return done;
  }

  function warningNow(): string | null {
    if (!isAvailable) return UNAVAILABLE_WARNING;
    if (Object.keys(plain).length > 0) return plainWarning(plainFile);
    return isObfuscated ? OBFUSCATED_WARNING : null;
  }

  /** In one step: nothing comes between the look at what is there and the writing, and what is not written is not kept. */
  function save(changed: Secrets): void {
    writeSecrets(file, changed);
    sealed = changed;
  }

  async function unseal(stored: string): Promise<{ result: string; shouldReEncrypt: boolean }> {
    try {
      return await safeStorage.decryptStringAsync(Buffer.from(stored, "base64"));
    } catch (error) {
      throw new AppError("CREDENTIALS_KEYCHAIN_LOCKED", { reason: reasonOf(error) }, { cause: error });
    }
  }

  async function seal(value: string): Promise<string> {
    return (await safeStorage.encryptStringAsync(value)).toString("base64");
  }

  /** Seals a secret by the system's new key, unless another took its place, or none, meanwhile. */
  async function sealAnew(name: string, stored: string, value: string): Promise<void> {
    try {
      const anew = await seal(value);
      if (secretOf(sealed, name) === stored) save({ ...sealed, [name]: anew });
    } catch (error) {
      // It can be read by the old key, and the next reading tries again.
      log.error("a secret was not encrypted anew", error);
    }
  }

  return {
    kind: isObfuscated ? "obfuscated" : "os-keychain",
    get warning() {
      return warningNow();
    },
    async get(name) {
      // Storing here removes the plain copy, so one that stands beside a sealed one is the newer.
      const inPlain = secretOf(plain, name);
      if (inPlain !== null) return inPlain;
      const stored = secretOf(sealed, name);
      if (stored === null) return null;
      const { result, shouldReEncrypt } = await unseal(stored);
      if (shouldReEncrypt) await sealAnew(name, stored, result);
      return result;
    },
    set: (name, value) =>
      inTurn(name, async () => {
        if (!isAvailable) throw unavailable(new Error("The system’s keychain cannot be reached."));
        const anew = await seal(value).catch((error: unknown) => {
          throw unavailable(error);
        });
        save({ ...sealed, [name]: anew });
        forgetPlain(name);
      }),
    remove: (name) =>
      inTurn(name, async () => {
        forgetPlain(name);
        if (Object.hasOwn(sealed, name)) save(without(sealed, name));
      }),
    names: () => Promise.resolve([...new Set([...Object.keys(sealed), ...Object.keys(plain)])]),
  };
}

function secretOf(secrets: Secrets, name: string): string | null {
  return Object.hasOwn(secrets, name) ? (secrets[name] ?? null) : null;
}

function load(file: string): VaultFile {
  const text = readPrivateFile(file);
  if (text === null) return { format: 1, secrets: {} };
  try {
    return VaultFile.parse(JSON.parse(text));
  } catch (error) {
    throw new AppError(
      "DATA_FILE_DAMAGED",
      { file, reason: "It is not a vault of this version." },
      { cause: error },
    );
  }
}

function unavailable(error: unknown): AppError {
  return new AppError("CREDENTIALS_VAULT_UNAVAILABLE", { reason: reasonOf(error) }, { cause: error });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
