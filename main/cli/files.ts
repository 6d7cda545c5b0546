// Reads the small files a command is pointed at.
import { readFile, stat } from "node:fs/promises";
import { AppError } from "../../preload/contract/errors.ts";

const LARGEST_FILE_BYTES = 64 * 1024;

/** The text of a key or secret file. @throws AppError `CREDENTIALS_FILE_UNREADABLE` */
export async function readSecretFile(file: string): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size > LARGEST_FILE_BYTES) throw new Error("It is larger than any key.");
    return await readFile(file, "utf8");
  } catch (error) {
    throw new AppError("CREDENTIALS_FILE_UNREADABLE", { file, reason: reasonOf(error) }, { cause: error });
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error ? error.code : "";
  if (code === "ENOENT") return "There is no such file.";
  if (code === "EACCES" || code === "EPERM") return "You may not read it.";
  if (code === "EISDIR") return "It is a folder.";
  return error.message;
}
