// What may stand behind the desktop app on a command line. Chromium has switches of its own there, which are left alone.
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { DEFAULT_PORTS, type PortWish } from "../../app-shape.ts";
import { assertNoSimulatorPort, readPort } from "../../cli/usage.ts";
import { defaultDataFolder } from "../../data-folder/default-data-folder.ts";

/** What was chosen for this run. */
export interface DesktopOptions {
  /** Absolute. */
  readonly dataFolder: string;
  readonly listenPort: PortWish;
  /** null = without the simulator. */
  readonly simulatorPort: PortWish | null;
}

/** What decides besides the arguments. */
export interface CommandLineSurroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
  /** Chromium's own switch; empty when it was not given. */
  readonly userDataDir: string;
}

/**
 * Reads the arguments; what is not ours is ignored.
 * @throws AppError `CLI_USAGE` for a port that is none, or of a simulator that is not wanted
 */
export function readDesktopOptions(
  args: readonly string[],
  { env, platform, home, userDataDir }: CommandLineSurroundings,
): DesktopOptions {
  const { values } = parseArgs({
    args: [...args],
    strict: false,
    options: {
      "data-dir": { type: "string" },
      "listen-port": { type: "string" },
      "simulator-port": { type: "string" },
      "no-simulator": { type: "boolean" },
    },
  });
  const hasSimulator = values["no-simulator"] !== true;
  if (!hasSimulator) assertNoSimulatorPort(values["simulator-port"], "start");
  const chosen = [values["data-dir"], userDataDir].find((each) => typeof each === "string" && each !== "");
  return {
    dataFolder: resolve(typeof chosen === "string" ? chosen : defaultDataFolder({ env, platform, home })),
    listenPort: wish(values["listen-port"], "--listen-port", DEFAULT_PORTS.listen),
    simulatorPort: hasSimulator
      ? wish(values["simulator-port"], "--simulator-port", DEFAULT_PORTS.simulator)
      : null,
  };
}

function wish(text: string | boolean | undefined, option: string, standard: number): PortWish {
  if (typeof text !== "string") return { port: standard, isExplicit: false };
  return { port: readPort(text, "start", option), isExplicit: true };
}
