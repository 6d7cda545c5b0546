// Bundles what runs outside the page: `--mode main` (ES modules for Node and Electron) and `--mode preload` (one
// CommonJS file, as a sandboxed preload must be). Everything but electron is inlined, so that dist/ is all that ships.
import { existsSync } from "node:fs";
import { builtinModules } from "node:module";
import { join } from "node:path";
import { defineConfig, type UserConfig } from "vite";

const root = import.meta.dirname;

/** Name of the bundle to its source. Names are relied on by package.json, by the scripts and by `new Worker`. */
const MAIN_ENTRIES: Readonly<Record<string, string>> = {
  hookline: "main/cli/hookline.ts",
  cli: "main/cli/index.ts",
  electron: "main/hosts/electron/index.ts",
  "query-worker": "main/events/query-worker.ts",
  "localtunnel-worker": "main/tunnel/localtunnel-worker.ts",
};

// The last two are native add-ons that ws uses where they happen to be installed; they are not ours to ship.
const EXTERNAL = ["electron", "bufferutil", "utf-8-validate", ...builtinModules, /^node:/];

function present(entries: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(entries)
      .map(([name, path]) => [name, join(root, path)] as const)
      .filter(([, path]) => existsSync(path)),
  );
}

const main: UserConfig = {
  build: {
    outDir: "dist/main",
    rolldownOptions: {
      input: present(MAIN_ENTRIES),
      external: EXTERNAL,
      // Flat, so that a worker is found beside whichever chunk starts it.
      output: { format: "es", entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
    },
  },
};

const preload: UserConfig = {
  build: {
    outDir: "dist/preload",
    rolldownOptions: {
      input: present({ index: "preload/index.ts" }),
      external: EXTERNAL,
      output: { format: "cjs", entryFileNames: "[name].cjs" },
    },
  },
};

export default defineConfig(({ mode }) => {
  const chosen = mode === "preload" ? preload : main;
  return {
    root,
    publicDir: false,
    ssr: { noExternal: true },
    build: { ssr: true, target: "node24", minify: false, emptyOutDir: true, ...chosen.build },
  };
});
