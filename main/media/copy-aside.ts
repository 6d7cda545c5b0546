// Copies a file that comes in into a new one that only the person can read, and stops when it is too much.
import { open, rm } from "node:fs/promises";
import { AppError } from "../../preload/contract/errors.ts";
import { MEDIA_BYTE_LIMIT } from "../../preload/contract/media.ts";
import { errorCodeOf } from "../data-folder/private-file.ts";
import type { IncomingFile } from "../ports.ts";

const PRIVATE_MODE = 0o600;

/**
 * Writes all of it to `path`, where nothing may be yet; of a failure nothing is left.
 * @returns how many bytes there are
 * @throws AppError `MEDIA_FILE_TOO_LARGE`, `MEDIA_FILE_EMPTY`, `MEDIA_FILE_UNREADABLE`, `DATA_WRITE_FAILED`
 */
export async function copyAside({ name, bytes }: IncomingFile, path: string): Promise<number> {
  // `wx`: neither a file nor a link that somebody put there is written to.
  const file = await open(path, "wx", PRIVATE_MODE).catch((error: unknown) => {
    throw notWritten(error);
  });
  let size = 0;
  try {
    for await (const chunk of readable(name, bytes)) {
      size += chunk.byteLength;
      if (size > MEDIA_BYTE_LIMIT) {
        throw new AppError("MEDIA_FILE_TOO_LARGE", { name, megabytes: MEDIA_BYTE_LIMIT / 1024 / 1024 });
      }
      await file.writeFile(chunk).catch((error: unknown) => {
        throw notWritten(error);
      });
    }
    if (size === 0) throw new AppError("MEDIA_FILE_EMPTY", { name });
  } catch (error) {
    await file.close();
    await rm(path, { force: true });
    throw error;
  }
  await file.close();
  return size;
}

/** What its owner's disk or page did is told apart from what ours did. */
async function* readable(name: string, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError("MEDIA_FILE_UNREADABLE", { name, reason }, { cause: error });
  }
}

function notWritten(error: unknown): AppError {
  const code = errorCodeOf(error);
  const reason = code === "ENOSPC" ? "There is no room left on the disk." : `The system says ${code}.`;
  return new AppError("DATA_WRITE_FAILED", { reason }, { cause: error });
}
