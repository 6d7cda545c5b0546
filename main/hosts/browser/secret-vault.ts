// The vault of hosts without a keychain: one file, readable by its owner only.
//
// Threat model: other users of the computer are kept out by the file's mode. Whoever can act as this user, read a backup
// or the disk, can read the secrets; the person is told so.
import { join } from "node:path";
import { AppError } from "../../../preload/contract/errors.ts";
import {
  PLAIN_SECRETS_FILE,
  readSecrets,
  whoReads,
  without,
  writeSecrets,
  type Secrets,
} from "../../data-folder/plain-secrets.ts";
import { removeDrafts } from "../../data-folder/private-file.ts";
import type { SecretVault } from "../../ports.ts";

/** The desktop's vault beside it, which only the system's keychain can open. */
const DESKTOP_VAULT = "vault.desktop.json";

/**
 * Opens the vault in the data folder; made with the first secret.
 * A secret that only the desktop's vault holds is answered with `CREDENTIALS_VAULT_LOCKED`.
 * @throws AppError `DATA_FILE_DAMAGED`
 */
export function openFileVault({ dataFolder }: { readonly dataFolder: string }): SecretVault {
  const path = join(dataFolder, PLAIN_SECRETS_FILE);
  const desktopPath = join(dataFolder, DESKTOP_VAULT);
  let sealed = readSecrets(desktopPath);
  let secrets = readSecrets(path);
  removeDrafts(path);

  function replace(next: Secrets): void {
    writeSecrets(path, next);
    secrets = next;
  }

  return {
    kind: "file",
    get warning() {
      return `Stored keys are kept in the file ${path}. ${whoReads(path)}`;
    },
    get: async (name) => {
      const value = Object.hasOwn(secrets, name) ? secrets[name] : undefined;
      if (value !== undefined) return value;
      if (Object.hasOwn(sealed, name)) throw new AppError("CREDENTIALS_VAULT_LOCKED");
      return null;
    },
    set: async (name, value) => replace({ ...secrets, [name]: value }),
    remove: async (name) => {
      if (Object.hasOwn(secrets, name)) replace(without(secrets, name));
      // It cannot be read here, but it can be forgotten: else the desktop would still have what the person removed.
      if (!Object.hasOwn(sealed, name)) return;
      const others = without(sealed, name);
      writeSecrets(desktopPath, others);
      sealed = others;
    },
    names: async () => Object.keys(secrets),
  };
}
