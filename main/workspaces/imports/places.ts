// Where Vonage's command line tools leave credentials. Sources: the configuration chapters of vonage-cli 3 and nexmo-cli,
// read 2026-11.
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import type { ImportSource } from "../../../preload/contract/workspace-import.ts";
import type { ImportSurroundings } from "../../ports.ts";

/** A file that may hold credentials. */
export interface FilePlace {
  readonly source: Exclude<ImportSource, "environment">;
  readonly form: "json" | "ini";
  /** The home or the project folder. */
  readonly root: string;
  readonly path: string;
}

const FILES = [
  { source: "vonagerc", form: "json", name: [".vonagerc"] },
  { source: "vonage-config", form: "json", name: [".vonage", "config.json"] },
  { source: "nexmorc", form: "ini", name: [".nexmorc"] },
  { source: "nexmo-app", form: "ini", name: [".nexmo-app"] },
] as const;

/** Every such file, those of the project first, as the tools themselves prefer them. */
export function filePlaces({ home, workingFolder }: Omit<ImportSurroundings, "env">): readonly FilePlace[] {
  return rootsOf({ home, workingFolder }).flatMap((root) =>
    FILES.map(({ source, form, name }) => ({ source, form, root, path: join(root, ...name) })),
  );
}

/** The project or the home folder that holds `path`; null when neither does. */
export function rootOf(path: string, surroundings: Omit<ImportSurroundings, "env">): string | null {
  return rootsOf(surroundings).find((root) => isInside(path, root)) ?? null;
}

/** A path as it may be shown: the home folder is `~`. */
export function shownPath(path: string, { home }: Pick<ImportSurroundings, "home">): string {
  return isInside(path, home) ? ["~", ...relative(home, path).split(sep)].join("/") : path;
}

/** The desktop app is often started in the root of the disk, which is no project and holds everything. */
function rootsOf({ home, workingFolder }: Omit<ImportSurroundings, "env">): readonly string[] {
  const isProject = workingFolder !== home && dirname(workingFolder) !== workingFolder;
  return isProject ? [workingFolder, home] : [home];
}

function isInside(path: string, folder: string): boolean {
  const inner = relative(folder, path);
  return inner !== "" && inner !== ".." && !inner.startsWith(`..${sep}`) && !isAbsolute(inner);
}
