// Builds dist/: main, preload and renderer. It is made aside and then put in place whole, so that nobody ever sees half.
import { existsSync, readFileSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const dist = join(root, "dist");
const stamp = join(dist, ".built");
/** Holds the process id of whoever builds right now. */
const turn = join(root, "node_modules/.hookline-build");
const TURN_INTERVAL_MS = 100;
const SOURCES = [
  "main",
  "preload",
  "renderer",
  "scripts/parts/bundle.mjs",
  "package.json",
  "vite.config.ts",
  "vite.main.config.ts",
];

/** Builds everything into dist/, saying little. `write` gets one line at the beginning and one at the end. */
export async function build(write) {
  const startedAt = new Date();
  const aside = join(root, `dist-${process.pid}`);
  write("Building Hookline…");
  try {
    const { build: bundle } = await importVite();
    const say = { logLevel: "error" };
    await bundle({
      ...say,
      configFile: join(root, "vite.config.ts"),
      build: { outDir: join(aside, "renderer"), emptyOutDir: true },
    });
    for (const mode of ["main", "preload"]) {
      if (mode === "preload" && !existsSync(join(root, "preload/index.ts"))) continue;
      await bundle({
        ...say,
        mode,
        configFile: join(root, "vite.main.config.ts"),
        build: { outDir: join(aside, mode) },
      });
    }
    const newStamp = join(aside, ".built");
    writeFileSync(newStamp, "Sources newer than this file are not in this build.\n");
    utimesSync(newStamp, startedAt, startedAt);
    await putInPlace(aside);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  write(`Built in ${((Date.now() - startedAt.getTime()) / 1000).toFixed(1)} s.`);
}

/**
 * Builds only when a source is newer than the last build, or there is none. Several commands may ask at once: one of
 * them builds, the others wait for it.
 */
export async function buildIfNeeded(write) {
  while (isOutdated()) {
    if (!takeTurn()) {
      await sleep(TURN_INTERVAL_MS);
      continue;
    }
    try {
      await build(write);
      return;
    } finally {
      rmSync(turn, { force: true });
    }
  }
}

/** False while another process builds. One that was killed has no turn any more. */
function takeTurn() {
  try {
    writeFileSync(turn, String(process.pid), { flag: "wx" });
    return true;
  } catch {
    const pid = readIfThere(turn);
    // Empty: it was given back, or its holder is about to write.
    if (pid !== "" && !isAlive(Number(pid))) rmSync(turn, { force: true });
    return false;
  }
}

function isAlive(pid) {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
}

function readIfThere(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return ""; // it was finished meanwhile
  }
}

function isOutdated() {
  if (!existsSync(stamp)) return true;
  const builtAt = statSync(stamp).mtimeMs;
  return SOURCES.some((source) => isNewer(join(root, source), builtAt));
}

/** A folder's own time counts too: it changes when a file in it is removed. */
function isNewer(path, time) {
  const stats = statSync(path);
  if (stats.mtimeMs > time) return true;
  return stats.isDirectory() && readdirSync(path).some((name) => isNewer(join(path, name), time));
}

async function putInPlace(aside) {
  const old = join(root, `dist-${process.pid}-old`);
  if (existsSync(dist)) await rename(dist, old);
  await rename(aside, dist);
  await rm(old, { recursive: true, force: true });
}

async function importVite() {
  try {
    return await import("vite");
  } catch (error) {
    throw new Error("The build tools are missing. Run: npm ci", { cause: error });
  }
}
