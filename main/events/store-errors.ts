// What SQLite throws of the store, in codes of the catalogue. Damage shows only where a statement meets it: anywhere.
import { AppError, toAppError } from "../../preload/contract/errors.ts";
import { isBusy, isDamage } from "../data-folder/sqlite-code.ts";
import { DATABASE_FILE } from "./database-file.ts";

/** As `toAppError`, but a damaged store is told as that. */
export function toKnownError(error: unknown): AppError {
  return isDamage(error) ? damaged(error) : toAppError(error);
}

/** Why nothing was written: the damage, another program that holds the file, or whatever else the system said. */
export function toWriteError(code: "STORE_WRITE_FAILED" | "DATA_WRITE_FAILED", error: unknown): AppError {
  if (isDamage(error)) return damaged(error);
  if (isBusy(error) && code === "STORE_WRITE_FAILED")
    return new AppError("STORE_LOCKED", { file: DATABASE_FILE }, { cause: error });
  return new AppError(code, { reason: messageOf(error) }, { cause: error });
}

function damaged(error: unknown): AppError {
  return new AppError(
    "DATA_FILE_DAMAGED",
    { file: DATABASE_FILE, reason: messageOf(error) },
    { cause: error },
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
