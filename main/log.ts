// `hookline.log`: what happened, for a person who looks for a fault. Five files of 1 MB.
//
// Threat model: the file is pasted into public reports. Message bodies and secrets are never handed in; what an unknown
// error's own words may quote is masked all the same.
import { closeSync, constants, fstatSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "../preload/contract/errors.ts";
import type { Clock, Log } from "./ports.ts";

/** A {@link Log} with a file to close. */
export interface FileLog extends Log {
  /** Why there is no file to write to, for the person; null = there is one. */
  readonly warning: string | null;
  close(): void;
}

/** Where to write, and how much. */
export interface FileLogParts {
  readonly dataFolder: string;
  readonly clock: Clock;
  readonly maxBytes?: number;
  readonly files?: number;
}

/** Opens the log in the data folder. Writing never throws: a program must not stop because it cannot complain. */
export function createFileLog({ dataFolder, clock, maxBytes = 1_000_000, files = 5 }: FileLogParts): FileLog {
  const path = join(dataFolder, "hookline.log");
  let open: { readonly file: number; bytes: number } | null = openLog(path);
  const warning =
    open === null
      ? `Nothing is logged: ${path} cannot be written. Move away what is there, then start Hookline again.`
      : null;

  function rotate(): void {
    if (open !== null) closeSync(open.file);
    open = null;
    rmSync(`${path}.${files - 1}`, { force: true });
    for (let number = files - 2; number >= 1; number -= 1)
      moveIfThere(`${path}.${number}`, `${path}.${number + 1}`);
    moveIfThere(path, `${path}.1`);
    open = openLog(path);
  }

  function write(level: string, words: string): void {
    try {
      const line = Buffer.from(`${new Date(clock.now()).toISOString()} ${level} ${words}\n`);
      if (open !== null && open.bytes > 0 && open.bytes + line.length > maxBytes) rotate();
      if (open === null) return;
      writeSync(open.file, line);
      open.bytes += line.length;
    } catch {
      // A full disk: nowhere to say so, and the store says it loudly enough.
    }
  }

  return {
    warning,
    info: (event, details = {}) => write("info ", [event, ...wordsOf(details)].join(" ")),
    error: (event, error) => write("error", `${event} ${describe(error)}`),
    close: () => {
      if (open !== null) closeSync(open.file);
      open = null;
    },
  };
}

/** Follows no link, and waits for nobody who might read from a pipe; neither is defined on Windows. */
const APPEND_PLAIN =
  constants.O_WRONLY |
  constants.O_CREAT |
  constants.O_APPEND |
  (constants.O_NOFOLLOW ?? 0) |
  (constants.O_NONBLOCK ?? 0);

function openLog(path: string): { readonly file: number; bytes: number } | null {
  try {
    const file = openSync(path, APPEND_PLAIN, 0o600);
    const found = fstatSync(file);
    if (found.isFile()) return { file, bytes: found.size };
    closeSync(file);
    return null;
  } catch {
    // A link, a folder or a pipe in the way, or no room: run without a log.
    return null;
  }
}

function moveIfThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch {
    // Not there yet: fewer than all files were filled so far.
  }
}

function wordsOf(details: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(details).map(([name, value]) => `${name}=${mask(JSON.stringify(value))}`);
}

function describe(error: unknown): string {
  if (error instanceof AppError) {
    const cause = error.cause === undefined ? "" : ` because ${describe(error.cause)}`;
    return [error.code, ...wordsOf(error.details)].join(" ") + cause;
  }
  if (!(error instanceof Error)) return mask(JSON.stringify(String(error)));
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  const place = frames.slice(0, 8).map((line) => line.trim());
  return [`${error.name}: ${mask(JSON.stringify(error.message))}`, ...place].join(" | ");
}

const LONGEST_WORDS = 500;

/** Takes out what looks like a key, a token or credentials, and cuts what is long. */
function mask(text: string): string {
  const masked = text
    .replace(/-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*(?:-----END [A-Z ]*PRIVATE KEY-----)?/g, "***")
    .replace(/eyJ[\w-]{5,}\.[\w-]+(?:\.[\w-]*)?/g, "***")
    .replace(/\b(Basic|Bearer) [\w+/=.~-]+/gi, "$1 ***");
  return masked.length > LONGEST_WORDS ? `${masked.slice(0, LONGEST_WORDS)}…` : masked;
}
