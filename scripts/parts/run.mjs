// Runs programs on behalf of the scripts.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildIfNeeded } from "./bundle.mjs";

/** The checkout. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** What a script says for itself: never on stdout, which belongs to the command it runs. */
export function say(line) {
  console.error(line);
}

/** The Node that came with `npm ci`; else the one that runs this script, whose version the command checks itself. */
export function projectNode() {
  const own = join(root, "node_modules/node/bin", process.platform === "win32" ? "node.exe" : "node");
  return existsSync(own) ? own : process.execPath;
}

/** Those that ask a program to end; a terminal sends the last two of them when it is closed, or by Ctrl+\\. */
export const END_SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"];

const starter = process.ppid;
const STARTER_CHECK_MS = 250;

/**
 * npm runs scripts by a shell and hands SIGTERM on to that shell alone, which ends without a word: whoever ends npm means
 * what it runs, too. On Windows there is no such signal.
 */
function whenStarterEnds(end) {
  if (process.platform === "win32") return () => {};
  const timer = setInterval(() => {
    if (process.ppid === starter) return;
    clearInterval(timer);
    end();
  }, STARTER_CHECK_MS);
  return () => clearInterval(timer);
}

/** Runs a program to its end, as {@link untilEnded}. */
export function run(command, args, options = {}) {
  return untilEnded(spawn(command, args, { stdio: "inherit", ...options }));
}

/**
 * Waits for a program, handing on signals, which a terminal also sends to it itself. Resolves to `{ code, signal, asked }`:
 * how it ended, and the signal by which it was asked to, null when by none.
 */
export function untilEnded(child) {
  return new Promise((resolve, reject) => {
    let asked = null;
    const forward = (signal) => {
      asked ??= signal;
      // On Windows that would kill it at once, and the console has told it.
      if (process.platform !== "win32") child.kill(signal);
    };
    // For good: one that is handed on late must not end the script before its exit code.
    for (const signal of END_SIGNALS) process.on(signal, forward);
    const stopWatching = whenStarterEnds(() => {
      asked ??= "SIGTERM";
      child.kill("SIGTERM");
    });
    child.on("error", (error) => {
      stopWatching();
      reject(error);
    });
    // When all is read that it said, too.
    child.on("close", (code, signal) => {
      stopWatching();
      resolve({ code, signal, asked });
    });
  });
}

/** Builds what has changed, then runs one command. Resolves to its exit code. */
export async function runHookline(args) {
  await buildIfNeeded(say);
  const { code } = await run(projectNode(), [join(root, "dist/main/hookline.js"), ...args]);
  return code ?? 1;
}

/** Runs the script's main function; an error becomes one line and exit code 1. */
export async function script(main) {
  try {
    process.exitCode = (await main(process.argv.slice(2))) ?? 0;
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
