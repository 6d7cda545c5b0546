// Reads the small files a command is pointed at.
import { createReadStream } from "node:fs";
import { AppError } from "../../preload/contract/errors.ts";

const LARGEST_FILE_BYTES = 64 * 1024;

/** The text of a key or secret file. @throws AppError `CREDENTIALS_FILE_UNREADABLE` */
export async function readSecretFile(file: string): Promise<string> {
  try {
    // A pipe or a device tells no size, so what comes is counted.
    let text = "";
    for await (const chunk of createReadStream(file, { encoding: "utf8", end: LARGEST_FILE_BYTES })) {
      text += String(chunk);
    }
    if (Buffer.byteLength(text) > LARGEST_FILE_BYTES) throw new Error("It is larger than any key.");
    return text;
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
