// Opens the person's browser on the page without showing its key to other users, who can read a command line.
import { spawn } from "node:child_process";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Clock, Log } from "../../ports.ts";

const FILE_LIFETIME_MS = 60_000;

/** What opening the page needs. */
export interface OpenPageParts {
  readonly dataFolder: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly platform: NodeJS.Platform;
}

/**
 * Writes a page, readable by this user only, that leads on to `url`, and opens that.
 * @returns what removes the file; it goes by itself after a minute
 */
export async function openPage(url: string, parts: OpenPageParts): Promise<() => Promise<void>> {
  const file = join(parts.dataFolder, "open.html");
  await rm(file, { force: true });
  // `wx`: a file or link that somebody put there meanwhile is not written to.
  await writeFile(file, redirectPage(url), { mode: 0o600, flag: "wx" });
  const [command, ...rest] = opener(parts.platform);
  const child = spawn(command, [...rest, file], { stdio: "ignore", detached: true });
  child.on("error", (error) => parts.log.info("the browser was not opened", { reason: error.message }));
  child.unref();
  const remove = (): Promise<void> => rm(file, { force: true });
  const cancel = parts.clock.after(FILE_LIFETIME_MS, () => {
    remove().catch((error: unknown) => parts.log.error("open.html was not removed", error));
  });
  return () => {
    cancel();
    return remove();
  };
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
