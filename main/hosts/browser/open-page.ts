// Opens the person's browser on the page without showing its key to other users, who can read a command line.
// Threat model: a browser and all that it starts live longer than Hookline and are none of its parts. So no secret that
// Hookline was given by its environment is handed on to them.
import { spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { errorCodeOf, writePrivateFile } from "../../data-folder/private-file.ts";
import { systemReason } from "../../data-folder/system-reason.ts";
import type { Clock, Log } from "../../ports.ts";

const FILE_LIFETIME_MS = 60_000;
/** Variables that are for us alone; Windows does not care for the case of their names. */
const OWN_VARIABLE = /^(?:VONAGE|NEXMO|HOOKLINE)_/i;

/** What opening the page needs. */
export interface OpenPageParts {
  readonly dataFolder: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  /** Tells the person why the browser was not opened, which may come out later. */
  warn(line: string): void;
}

/**
 * Writes a page, readable by this user only, that leads on to `url`, and opens that. Never rejects: who has the address can
 * open it by hand. What opens it may be the browser itself and stay; its end is told only if it fails while the file is there.
 * @returns what removes the file; it goes by itself after a minute
 */
export async function openPage(url: string, parts: OpenPageParts): Promise<() => Promise<void>> {
  const file = join(parts.dataFolder, "open.html");
  try {
    writePrivateFile(file, redirectPage(url));
  } catch (error) {
    tellNotOpened(`${file} cannot be written. ${systemReason(error)}`, parts);
    return () => Promise.resolve();
  }
  const forget = start(file, parts);
  const remove = async (): Promise<void> => {
    // What ends later is a browser that had its page, and nobody waits for it.
    forget();
    try {
      await rm(file, { force: true });
    } catch (error) {
      // Its key is worth nothing once this run has ended, and whoever stops us has more to end.
      parts.log.error("open.html was not removed", error);
    }
  };
  const cancel = parts.clock.after(FILE_LIFETIME_MS, () => void remove());
  return () => {
    cancel();
    return remove();
  };
}

/** Starts the system's opener and tells if that fails. Returns what has the opener's end told no more. */
function start(file: string, parts: OpenPageParts): () => void {
  const [command, ...rest] = opener(parts.platform);
  const fail = (error: unknown): void => {
    const reason =
      errorCodeOf(error) === "ENOENT"
        ? "There is no such program."
        : `The system says ${errorCodeOf(error)}.`;
    tellNotOpened(`${command} cannot be started. ${reason}`, parts);
  };
  try {
    const env = withoutOwn(parts.env);
    const child = spawn(command, [...rest, file], { env, stdio: "ignore", detached: true });
    const tellEnd = (code: number | null, signal: NodeJS.Signals | null): void => {
      if (code !== 0) tellNotOpened(`${command} ${failureOf(command, code, signal)}.`, parts);
    };
    child.on("error", fail);
    child.on("exit", tellEnd);
    child.unref();
    return () => void child.off("exit", tellEnd);
  } catch (error) {
    // Some refusals of the system come at once, as of an environment that is too long.
    fail(error);
    return () => {};
  }
}

/** An opener that cannot open anything ends so at once: over SSH and in a container there is often no browser. */
function failureOf(command: string, code: number | null, signal: NodeJS.Signals | null): string {
  if (code === null) return `was ended by ${signal}`;
  // As its manual says, read 2026-11-30: a tool that it needs is not there.
  if (command === "xdg-open" && code === 3) return "found nothing that opens a page (exit code 3)";
  return `failed with exit code ${code}`;
}

function withoutOwn(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !OWN_VARIABLE.test(name)));
}

function tellNotOpened(reason: string, { warn, log }: OpenPageParts): void {
  log.info("the browser was not opened", { reason });
  warn(`The browser was not opened: ${reason} Open the printed address yourself.`);
}

function redirectPage(url: string): string {
  return `<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url=${url}"><title>Hookline</title>\n`;
}

function opener(platform: NodeJS.Platform): [string, ...string[]] {
  if (platform === "darwin") return ["open"];
  if (platform === "win32") return ["cmd", "/c", "start", ""];
  return ["xdg-open"];
}
