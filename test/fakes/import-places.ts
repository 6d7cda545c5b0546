// A home and a project folder of the test's own, for what Vonage's tools leave behind.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { ImportSurroundings } from "../../main/ports.ts";

/** The folders, and a way to fill them. */
export interface ImportPlaces {
  readonly surroundings: ImportSurroundings;
  /** Writes a file, named from the folder that holds both: `home/.nexmorc`. Returns its path. */
  write(name: string, text: string | Uint8Array): string;
  path(name: string): string;
  remove(): void;
}

/** Makes them: `home`, and `home/project` where Hookline was started. */
export function createImportPlaces(env: Readonly<Record<string, string>> = {}): ImportPlaces {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "hookline-imports-")));
  const path = (name: string): string => join(folder, name);
  mkdirSync(path("home/project"), { recursive: true });
  return {
    surroundings: { home: path("home"), workingFolder: path("home/project"), env },
    path,
    write(name, text) {
      mkdirSync(dirname(path(name)), { recursive: true });
      writeFileSync(path(name), text);
      return path(name);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
