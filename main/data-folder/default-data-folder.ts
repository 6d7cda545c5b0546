// Where the data folder is when nobody says so: the same place for every host.
import { posix, win32 } from "node:path";
import { AppError } from "../../preload/contract/errors.ts";

/** What decides the place. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/**
 * `HOOKLINE_DATA_DIR`, else the system's folder for settings, plus `Hookline`. Always absolute: keys must not land in
 * whatever folder a command is run in.
 * @throws AppError `DATA_FOLDER_NOWHERE`
 */
export function defaultDataFolder(surroundings: Surroundings): string {
  const folder = folderBy(surroundings);
  if (pathsOf(surroundings.platform).isAbsolute(folder)) return folder;
  throw new AppError("DATA_FOLDER_NOWHERE");
}

function folderBy({ platform, env, home }: Surroundings): string {
  const chosen = env["HOOKLINE_DATA_DIR"];
  if (chosen !== undefined && chosen !== "") return pathsOf(platform).resolve(chosen);
  if (platform === "win32") {
    return win32.join(env["APPDATA"] ?? win32.join(home, "AppData", "Roaming"), "Hookline");
  }
  if (platform === "darwin") return posix.join(home, "Library", "Application Support", "Hookline");
  const configured = env["XDG_CONFIG_HOME"];
  // The XDG specification tells to ignore a relative path.
  const base = configured?.startsWith("/") === true ? configured : posix.join(home, ".config");
  return posix.join(base, "Hookline");
}

function pathsOf(platform: NodeJS.Platform): typeof posix {
  return platform === "win32" ? win32 : posix;
}
