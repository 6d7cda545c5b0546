// A whole Hookline in the test's own process: real listener, simulator and store on free ports, and a frozen clock.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createApp } from "../../main/app.ts";
import type { App, AppOptions, RunningPorts } from "../../main/app-shape.ts";
import { createFolderKeyFiles } from "../../main/hosts/browser/key-files.ts";
import { refuseToOpenFolder } from "../../main/hosts/browser/open-folder.ts";
import { createFileTickets, type FileTickets } from "../../main/hosts/browser/file-tickets.ts";
import { createSecretTickets, type SecretTickets } from "../../main/hosts/browser/secret-tickets.ts";
import type { HostPorts } from "../../main/ports.ts";
import { createFrozenClock, type FrozenClock } from "./clock.ts";
import { createMemoryLog, type MemoryLog } from "./log.ts";
import { plainNetwork } from "./network.ts";
import { createMemorySettingsFile } from "./settings-file.ts";
import { createMemoryVault } from "./vault.ts";

/** A started app and all it was made of. */
export interface RunningApp {
  readonly app: App;
  readonly clock: FrozenClock;
  readonly log: MemoryLog;
  readonly tickets: SecretTickets;
  readonly fileTickets: FileTickets;
  readonly dataFolder: string;
  readonly running: RunningPorts;
  /** Stops it and removes its folder. */
  stop(): Promise<void>;
}

/** Starts one in a folder of its own. */
export async function startTestApp(
  options: Partial<AppOptions> = {},
  changes: Partial<HostPorts> = {},
): Promise<RunningApp> {
  const dataFolder = await mkdtemp(join(tmpdir(), "hookline-app-"));
  const clock = createFrozenClock({ now: Date.now() });
  const log = createMemoryLog();
  const tickets = createSecretTickets({ clock });
  const fileTickets = createFileTickets({ clock });
  const ports: HostPorts = {
    host: "browser",
    version: "0.0.0-test",
    dataFolder,
    clock,
    log,
    network: plainNetwork,
    vault: createMemoryVault(),
    settingsFile: createMemorySettingsFile(),
    secretClipboard: tickets,
    keyFiles: createFolderKeyFiles({ dataFolder }),
    files: fileTickets,
    openFolder: refuseToOpenFolder,
    // Nothing of whoever runs the tests.
    importsFrom: { home: join(dataFolder, "home"), workingFolder: join(dataFolder, "project"), env: {} },
    ...changes,
  };
  let running: RunningPorts | null = null;
  const app = createApp(ports, {
    listenPort: { port: 0, isExplicit: true },
    simulatorPort: { port: 0, isExplicit: true },
    environment: null,
    warnings: [],
    onRunning: (ports) => {
      running = ports;
    },
    ...options,
  });
  async function stop(): Promise<void> {
    await app.stop();
    await rm(dataFolder, { recursive: true, force: true });
  }
  try {
    await app.start();
    if (running === null) throw new Error("The app started without saying where.");
    return { app, clock, log, tickets, fileTickets, dataFolder, running, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
