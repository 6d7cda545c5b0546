// `vault.json`: the secrets of hosts without a keychain, in one file that only its owner can read.
import { basename, dirname } from "node:path";
import { z } from "zod";
import { AppError } from "../../preload/contract/errors.ts";
import { isReadableByOthers } from "./close-files.ts";
import { readPrivateFile, writePrivateFile } from "./private-file.ts";
import { systemReason } from "./system-reason.ts";

/** Name of the file in the data folder. */
export const PLAIN_SECRETS_FILE = "vault.json";

/** Secrets by name. */
export type Secrets = Readonly<Record<string, string>>;

const SecretsFile = z.object({ format: z.literal(1), secrets: z.record(z.string(), z.string()) });

/**
 * The secrets in a vault's file; none when it is not there. Those of the desktop's vault come as ciphertext.
 * @throws AppError `DATA_FILE_DAMAGED`
 */
export function readSecrets(path: string): Secrets {
  const text = readPrivateFile(path);
  if (text === null) return {};
  try {
    return SecretsFile.parse(JSON.parse(text)).secrets;
  } catch {
    // The parser's message may quote a secret, so it goes nowhere: neither into the reason nor as a cause.
    throw new AppError("DATA_FILE_DAMAGED", {
      file: basename(path),
      reason: "It is not a vault of this version.",
    });
  }
}

/** Replaces the file in one step. @throws AppError `DATA_FOLDER_UNWRITABLE` */
export function writeSecrets(path: string, secrets: Secrets, write = writePrivateFile): void {
  try {
    write(path, `${JSON.stringify({ format: 1, secrets }, null, 2)}\n`);
  } catch (error) {
    const details = { folder: dirname(path), reason: systemReason(error) };
    throw new AppError("DATA_FOLDER_UNWRITABLE", details, { cause: error });
  }
}

/** Who can read the file, as a sentence. */
export function whoReads(path: string): string {
  return isReadableByOthers(path)
    ? `It is not encrypted, and other users of this computer can read it. To close it: chmod 600 '${path}'`
    : "Only your user account can read it, but it is not encrypted.";
}

/** The secrets but one. */
export function without(secrets: Secrets, name: string): Secrets {
  const { [name]: _removed, ...others } = secrets;
  return others;
}
