// Reads the small files a command is pointed at.
import { createReadStream } from "node:fs";
import { AppError } from "../../preload/contract/errors.ts";

const LARGEST_SECRET_BYTES = 64 * 1024;
const LARGEST_TEXT_BYTES = 1024 * 1024;
const TEXT_LIMIT: Limit = { mostBytes: LARGEST_TEXT_BYTES, tooLarge: "It is larger than any message." };

interface Limit {
  readonly mostBytes: number;
  readonly tooLarge: string;
}

/** The text of a key or secret file. @throws AppError `CREDENTIALS_FILE_UNREADABLE` */
export async function readSecretFile(file: string): Promise<string> {
  try {
    return await readAll(createReadStream(file, { end: LARGEST_SECRET_BYTES }), {
      mostBytes: LARGEST_SECRET_BYTES,
      tooLarge: "It is larger than any key.",
    });
  } catch (error) {
    throw new AppError("CREDENTIALS_FILE_UNREADABLE", { file, reason: reasonOf(error) }, { cause: error });
  }
}

/** The text of a file of JSON. @throws AppError `CLI_FILE_UNREADABLE` */
export async function readTextFile(file: string): Promise<string> {
  try {
    return await readAll(createReadStream(file, { end: LARGEST_TEXT_BYTES }), TEXT_LIMIT);
  } catch (error) {
    throw new AppError("CLI_FILE_UNREADABLE", { file, reason: reasonOf(error) }, { cause: error });
  }
}

/** The same from standard input. @throws AppError `CLI_FILE_UNREADABLE` */
export async function readTextStream(stdin: AsyncIterable<Uint8Array | string>): Promise<string> {
  try {
    return await readAll(stdin, TEXT_LIMIT);
  } catch (error) {
    const reason = reasonOf(error);
    throw new AppError("CLI_FILE_UNREADABLE", { file: "on standard input", reason }, { cause: error });
  }
}

/** A pipe or a device tells no size, so what comes is counted. */
async function readAll(
  source: AsyncIterable<Uint8Array | string>,
  { mostBytes, tooLarge }: Limit,
): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of source) {
    const bytes = Buffer.from(chunk);
    size += bytes.byteLength;
    if (size > mostBytes) throw new Error(tooLarge);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error ? error.code : "";
  if (code === "ENOENT") return "There is no such file.";
  if (code === "EACCES" || code === "EPERM") return "You may not read it.";
  if (code === "EISDIR") return "It is a folder.";
  return error.message;
}
