// Finds out whether the desktop app can run here, and fetches Electron's program if that is all it lacks.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { END_SIGNALS, projectNode, root, say, untilEnded } from "./run.mjs";

const FETCH_LIMIT_MS = 60_000;
const PROGRESS_INTERVAL_MS = 5_000;
const packageFolder = join(root, "node_modules/electron");

/** The path of Electron's program; null when it is not there. */
export function electronProgram(env) {
  const pathFile = join(packageFolder, "path.txt");
  const name = existsSync(pathFile) ? readFileSync(pathFile, "utf8") : "electron";
  const folder = env.ELECTRON_OVERRIDE_DIST_PATH ?? join(packageFolder, "dist");
  const program = join(folder, name);
  return existsSync(program) ? program : null;
}

/** Why a window cannot be shown here, in a few words; null when it can. */
export function missingDesktop(env, platform = process.platform) {
  if (platform !== "linux" || env.ELECTRON_OVERRIDE_DIST_PATH !== undefined) return null;
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY) return "there is no display";
  if (process.getuid?.() === 0) return "Electron does not run as root";
  return null;
}

/**
 * Fetches Electron's program, once and for at most a minute.
 * @returns `reason`: why it is still not there, in a few words, null when it is; `endedBy`: the signal that ended the fetching
 */
export async function fetchElectron(env) {
  if (env.HOOKLINE_NO_DOWNLOAD === "1")
    return failed("Electron's program is not there and HOOKLINE_NO_DOWNLOAD is set");
  if (!existsSync(packageFolder)) return failed("the package electron is not installed");
  say("Fetching Electron's program, once (about 110 MB; at most 60 s)…");
  const startedAt = Date.now();
  const child = spawn(projectNode(), [join(packageFolder, "install.js")], {
    stdio: ["ignore", "ignore", "pipe"],
    env,
  });
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text) => {
    complaint = (complaint + text).slice(0, 4_000);
  });
  const progress = setInterval(() => {
    say(`  still fetching, ${Math.round((Date.now() - startedAt) / 1000)} s…`);
  }, PROGRESS_INTERVAL_MS);
  let isLate = false;
  const limit = setTimeout(() => {
    isLate = true;
    child.kill("SIGKILL");
  }, FETCH_LIMIT_MS);
  const { code, signal, asked } = await untilEnded(child).finally(() => {
    clearInterval(progress);
    clearTimeout(limit);
  });
  // A terminal tells it by itself, maybe before us.
  const endedBy = asked ?? (END_SIGNALS.includes(signal) ? signal : null);
  if (endedBy !== null) return { reason: null, endedBy };
  if (isLate) return failed("Electron's program could not be fetched within 60 s");
  return failed(code === 0 ? null : `Electron's program could not be fetched (${reasonIn(complaint)})`);
}

function failed(reason) {
  return { reason, endedBy: null };
}

/** The innermost cause that a printed error names, else its first line. */
function reasonIn(text) {
  const causes = [...text.matchAll(/\[cause\]: (?:\w*Error: )*(.+?)(?: \{)?$/gm)];
  const line = causes.at(-1)?.[1] ?? text.split("\n").find((candidate) => candidate.trim() !== "");
  return (line ?? "no reason was given")
    .trim()
    .replace(/^(\w*Error: )+/, "")
    .slice(0, 160);
}
