// The vault of hosts without a keychain: one file, readable by its owner only.
//
// Threat model: other users of the computer are kept out by the file's mode. Whoever can act as this user, read a backup
// or the disk, can read the secrets; the person is told so.
import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";
import { AppError } from "../../../preload/contract/errors.ts";
import {
  errorCodeOf,
  readPrivateFile,
  removeDrafts,
  writePrivateFile,
} from "../../data-folder/private-file.ts";
import type { SecretVault } from "../../ports.ts";

/** Name of the file in the data folder. */
export const FILE_VAULT = "vault.json";
/** The desktop's vault beside it, which only the system's keychain can open. */
const DESKTOP_VAULT = "vault.desktop.json";

const VaultFile = z.object({ format: z.literal(1), secrets: z.record(z.string(), z.string()) });

/**
 * Opens the vault in the data folder; made with the first secret.
 * A secret that only the desktop's vault holds is answered with `CREDENTIALS_VAULT_LOCKED`.
 * @throws AppError `DATA_FILE_DAMAGED`
 */
export function openFileVault({ dataFolder }: { readonly dataFolder: string }): SecretVault {
  const path = join(dataFolder, FILE_VAULT);
  const desktopNames = namesIn(join(dataFolder, DESKTOP_VAULT));
  let secrets = readSecrets(path);
  removeDrafts(path);

  function replace(next: Readonly<Record<string, string>>): void {
    try {
      writePrivateFile(path, `${JSON.stringify({ format: 1, secrets: next }, null, 2)}\n`);
    } catch (error) {
      const reason = `The system says ${errorCodeOf(error)} about ${path}.`;
      throw new AppError("CREDENTIALS_VAULT_UNAVAILABLE", { reason }, { cause: error });
    }
    secrets = next;
  }

  return {
    kind: "file",
    warning: `Keys are kept in the file ${path}. Only your user can read it, but it is not encrypted.`,
    get: async (name) => {
      const value = Object.hasOwn(secrets, name) ? secrets[name] : undefined;
      if (value !== undefined) return value;
      if (desktopNames.has(name)) throw new AppError("CREDENTIALS_VAULT_LOCKED");
      return null;
    },
    set: async (name, value) => replace({ ...secrets, [name]: value }),
    remove: async (name) => {
      if (!Object.hasOwn(secrets, name)) return;
      const { [name]: _removed, ...others } = secrets;
      replace(others);
    },
    names: async () => Object.keys(secrets),
  };
}

function readSecrets(path: string): Readonly<Record<string, string>> {
  const text = readPrivateFile(path);
  if (text === null) return {};
  try {
    return VaultFile.parse(JSON.parse(text)).secrets;
  } catch {
    // The parser's message may quote a secret, so it goes nowhere: neither into the reason nor as a cause.
    throw new AppError("DATA_FILE_DAMAGED", {
      file: basename(path),
      reason: "It is not a vault of this version.",
    });
  }
}

function namesIn(path: string): ReadonlySet<string> {
  if (!existsSync(path)) return new Set();
  return new Set(Object.keys(readSecrets(path)));
}
