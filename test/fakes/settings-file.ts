// A settings file that is a variable.
import type { SettingsFile } from "../../main/ports.ts";

/** A {@link SettingsFile} in memory. */
export interface MemorySettingsFile extends SettingsFile {
  /** What stands in it now. */
  contents(): unknown;
}

/** Starts with `initial`, which may be anything: the service must cope. */
export function createMemorySettingsFile(initial: unknown = {}): MemorySettingsFile {
  let contents = structuredClone(initial);
  return {
    read: () => structuredClone(contents),
    write: (settings) => {
      contents = structuredClone(settings);
    },
    contents: () => contents,
  };
}
