// The person's home folder, where the environment names one that cannot be it, too.
import { homedir, userInfo } from "node:os";
import { isAbsolute } from "node:path";

/**
 * Absolute; by the environment, else by the system's own list of users. Empty when neither names one. `HOME=` alone would
 * make the current folder the home, and with it a repository the place of keys.
 */
export function homeFolder(places: readonly (() => string)[] = [homedir, () => userInfo().homedir]): string {
  for (const place of places) {
    const home = found(place);
    if (isAbsolute(home)) return home;
  }
  return "";
}

function found(place: () => string): string {
  try {
    return place();
  } catch {
    // A container may run as a user that no list names.
    return "";
  }
}
