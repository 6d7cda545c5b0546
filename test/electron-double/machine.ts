// What one run of the stand-in knows from its start: the app's folder, its switches and its Chromium.
import type { ChildProcess } from "node:child_process";

/** The state that boot.ts makes and the module reads. */
export interface Machine {
  readonly appFolder: string;
  readonly manifest: { readonly name?: string; readonly productName?: string; readonly version?: string };
  /** Chromium switches of the command line; `app.commandLine` changes them. */
  readonly switches: Map<string, string>;
  /** Chromium's own DevTools address. */
  readonly devtools: Promise<string>;
  readonly chromium: ChildProcess;
  /** Settles when the app's main script was evaluated; Electron is not ready before. */
  readonly codeLoaded: Promise<void>;
}

const KEY = Symbol.for("hookline.electron-double");

/** Stores the state; called once, before the app's first module runs. */
export function setMachine(machine: Machine): void {
  Object.defineProperty(globalThis, KEY, { value: machine });
}

/** The state of this run. It goes through a global, because `import` and `require` each make their own module. */
export function machine(): Machine {
  const found: unknown = Reflect.get(globalThis, KEY);
  if (found === undefined) throw new Error("The Electron stand-in was imported without being started.");
  // Only `setMachine` writes this key.
  return found as Machine;
}
