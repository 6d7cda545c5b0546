// Reads the small files a command is pointed at.
import { createReadStream } from "node:fs";
import { AppError } from "../../preload/contract/errors.ts";
import { utf16Text } from "../../preload/contract/utf16-text.ts";
import { errorCodeOf } from "../data-folder/private-file.ts";
import { isPlainlyPath, looksSecret } from "../credentials/shown-text.ts";

const LARGEST_SECRET_BYTES = 64 * 1024;
const LARGEST_TEXT_BYTES = 1024 * 1024;
const TEXT_LIMIT: Limit = { mostBytes: LARGEST_TEXT_BYTES, tooLarge: "It is larger than any message." };

interface Limit {
  readonly mostBytes: number;
  readonly tooLarge: string;
}

/**
 * The text of a key or secret file. Who gives the secret itself in its place does not hear it again.
 * @param givenBy the option or variable that names the file
 * @throws AppError `CREDENTIALS_FILE_UNREADABLE`
 */
export async function readSecretFile(file: string, givenBy: string): Promise<string> {
  try {
    return await readAll(createReadStream(file, { end: LARGEST_SECRET_BYTES }), {
      mostBytes: LARGEST_SECRET_BYTES,
      tooLarge: "It is larger than any key.",
    });
  } catch (error) {
    // The system's error quotes the path, so it is no cause of what must not repeat it.
    if (!isPlainlyPath(file)) throw notPlainlyPath(file, givenBy, error);
    throw new AppError("CREDENTIALS_FILE_UNREADABLE", { file, reason: reasonOf(error) }, { cause: error });
  }
}

/** The text of a file of JSON. @throws AppError `CLI_FILE_UNREADABLE` */
export async function readTextFile(file: string): Promise<string> {
  try {
    return await readAll(createReadStream(file, { end: LARGEST_TEXT_BYTES }), TEXT_LIMIT);
  } catch (error) {
    const reason = reasonOf(error);
    if (looksSecret(file)) throw new AppError("CLI_FILE_UNREADABLE", { file: "that was given", reason });
    throw new AppError("CLI_FILE_UNREADABLE", { file, reason }, { cause: error });
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
  const all = Buffer.concat(chunks);
  return utf16Text(all) ?? all.toString("utf8");
}

function notPlainlyPath(text: string, givenBy: string, error: unknown): AppError {
  const reason = looksSecret(text)
    ? `${givenBy} takes the path of a file, and what stands there looks like a key or another secret itself.`
    : reasonOf(error);
  return new AppError("CREDENTIALS_FILE_UNREADABLE", { file: `that ${givenBy} names`, reason });
}

function reasonOf(error: unknown): string {
  const code = errorCodeOf(error);
  switch (code) {
    case "ENOENT":
      return "There is no such file.";
    case "EACCES":
    case "EPERM":
      return "You may not read it.";
    case "EISDIR":
      return "It is a folder.";
    case "unknown":
      return error instanceof Error ? error.message : String(error);
    default:
      // The rest of the message repeats the path.
      return `The system says ${code}.`;
  }
}
