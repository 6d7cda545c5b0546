// The desktop app: entry and life cycle. It supplies what differs from other hosts and hands the rest to `createApp`.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  app,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  protocol,
  safeStorage,
  session,
  shell,
  type BrowserWindow,
} from "electron";
import { describeError, toErrorValue } from "../../../preload/contract/errors.ts";
import { toKnownError } from "../../events/store-errors.ts";
import type { Settings } from "../../../preload/contract/settings.ts";
import type { App } from "../../app-shape.ts";
import { createApp } from "../../app.ts";
import { createSystemClock } from "../../clock.ts";
import { openDataFolder, type DataFolder } from "../../data-folder/data-folder.ts";
import { homeFolder } from "../../data-folder/home-folder.ts";
import { makeFolder } from "../../data-folder/make-folder.ts";
import { createFileLog, type FileLog } from "../../log.ts";
import { createNetwork } from "../../network/network.ts";
import type { HostPorts } from "../../ports.ts";
import type { OpenedSettingsFile } from "../../settings/conf-settings-file.ts";
import { onStopSignal } from "../../stop-signals.ts";
import { VERSION } from "../../version.ts";
import { BUNDLE_SCHEME, createBundleResponder } from "./bundle.ts";
import { readDesktopOptions, type DesktopOptions } from "./command-line.ts";
import { bindIpc } from "./ipc.ts";
import { createDesktopKeyFiles } from "./key-files.ts";
import { menuTemplate } from "./menu.ts";
import { createDesktopOpenFolder } from "./open-folder.ts";
import { createDesktopFiles } from "./person-files.ts";
import { createDesktopClipboard, type DesktopClipboard } from "./secret-clipboard.ts";
import { DESKTOP_VAULT_FILE, openDesktopVault } from "./secret-vault.ts";
import { openSettingsFile } from "./settings-file.ts";
import { createMainWindow, preloadFileOf, type MainWindow } from "./window.ts";

/** Chromium's own files, kept apart from what other hosts share. */
const PROFILE_FOLDER = "desktop";
/** A little under the 5 s in which the app ends; its store is closed before that. */
const STOP_LIMIT_MS = 4_800;
const distFolder = fileURLToPath(new URL("..", import.meta.url));

// Not awaited: Electron becomes ready only after this file was evaluated, so waiting here would wait for ever.
run().catch(fail);

async function run(): Promise<void> {
  process.umask(0o077);
  app.enableSandbox();
  app.setName("Hookline");
  const options = readDesktopOptions(process.argv.slice(1), {
    platform: process.platform,
    env: process.env,
    home: homeFolder(),
    userDataDir: app.commandLine.getSwitchValue("user-data-dir"),
  });
  const profileFolder = join(options.dataFolder, PROFILE_FOLDER);
  if (!becomeOnlyInstance(options, profileFolder)) return app.exit(0);
  protocol.registerSchemesAsPrivileged([
    { scheme: BUNDLE_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
  await app.whenReady();
  // Electron's own handler lets the second one kill the app. It is set before ready, so that ours takes its place.
  onStopSignal(() => app.quit(), { clock: createSystemClock() });

  const folder = await openDataFolder(options.dataFolder);
  const ports = await createPorts({ folder, window: () => window.current() });
  const hookline = createApp(ports, {
    listenPort: options.listenPort,
    simulatorPort: options.simulatorPort,
    environment: null,
    warnings: [...folder.warnings, ports.settingsFile.warning, ports.log.warning].filter(
      (text) => text !== null,
    ),
    onRunning: (running) => folder.publishRun(running),
  });
  const window = createMainWindow({
    preloadFile: preloadFileOf(distFolder),
    profileFolder,
    platform: process.platform,
    clock: ports.clock,
    log: ports.log,
  });
  stopBeforeQuitting({ hookline, folder, secretClipboard: ports.secretClipboard });
  await hookline.start();
  protocol.handle(
    BUNDLE_SCHEME,
    createBundleResponder({
      folder: join(distFolder, "renderer"),
      picture: (token) => hookline.picture(token),
    }),
  );
  bindIpc({ ipcMain, app: hookline, log: ports.log, window: window.current });
  await followSettings(hookline, ports.secretClipboard);
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform)));
  showWindow(window);
}

/** Takes the single-instance lock; false when another window of this data folder is open, which then comes forward. */
function becomeOnlyInstance({ dataFolder }: DesktopOptions, profileFolder: string): boolean {
  try {
    makeFolder(profileFolder);
  } catch {
    // `openDataFolder` meets the same obstacle soon and has the words for it; till then the profile is Electron's own.
    return true;
  }
  app.setPath("userData", profileFolder);
  return app.requestSingleInstanceLock({ dataFolder });
}

/** The ports, with the clipboard as only this host has it, and the log in its file. */
interface DesktopPorts extends HostPorts {
  readonly log: FileLog;
  readonly settingsFile: OpenedSettingsFile;
  readonly secretClipboard: DesktopClipboard;
}

interface PortParts {
  readonly folder: DataFolder;
  /** Our window, while there is one. */
  readonly window: () => BrowserWindow | null;
}

async function createPorts({ folder, window }: PortParts): Promise<DesktopPorts> {
  const clock = createSystemClock();
  const log = createFileLog({ dataFolder: folder.path, clock });
  const vault = await openDesktopVault({
    safeStorage,
    platform: process.platform,
    file: join(folder.path, DESKTOP_VAULT_FILE),
    log,
  });
  return {
    host: "electron",
    version: VERSION,
    dataFolder: folder.path,
    clock,
    log,
    network: createNetwork({
      environment: process.env,
      askSystem: (url) => session.defaultSession.resolveProxy(url),
    }),
    vault,
    // Behind the vault, which may be damaged: one that was kept aside is told of by this start or by none.
    settingsFile: openSettingsFile({ dataFolder: folder.path }),
    secretClipboard: createDesktopClipboard({ clipboard, clock, log }),
    keyFiles: createDesktopKeyFiles({ dialog, window }),
    files: createDesktopFiles({ dialog, window }),
    openFolder: createDesktopOpenFolder({ shell }),
    importsFrom: { home: homeFolder(), workingFolder: process.cwd(), env: process.env },
  };
}

/**
 * What the system does for us follows the settings: its parts of the window (title bar buttons, menus) the theme, its
 * clipboard how long a secret may lie there.
 */
async function followSettings(hookline: App, secretClipboard: DesktopClipboard): Promise<void> {
  const follow = ({ theme, clipboardSeconds }: Settings): void => {
    nativeTheme.themeSource = theme;
    secretClipboard.setLifetime(clipboardSeconds);
  };
  follow(await hookline.handlers["settings.get"]({}));
  hookline.subscribe("settings.changed", follow);
}

function showWindow(window: MainWindow): void {
  app.on("second-instance", window.show);
  app.on("activate", window.show);
  app.on("window-all-closed", () => {
    // On macOS an app lives on without a window, until it is quit.
    if (process.platform !== "darwin") app.quit();
  });
  window.show();
}

/** What is stopped before the app ends. */
interface Stoppable {
  readonly hookline: App;
  readonly folder: DataFolder;
  readonly secretClipboard: DesktopClipboard;
}

function stopBeforeQuitting(parts: Stoppable): void {
  let isStopping = false;
  app.on("will-quit", (event) => {
    event.preventDefault();
    if (isStopping) return;
    isStopping = true;
    stop(parts).catch(fail);
  });
}

async function stop({ hookline, folder, secretClipboard }: Stoppable): Promise<void> {
  const limit = setTimeout(() => app.exit(1), STOP_LIMIT_MS);
  await Promise.all([hookline.stop(), secretClipboard.stop()]);
  clearTimeout(limit);
  folder.close();
  app.exit(0);
}

function fail(error: unknown): void {
  const { what, why, todo } = describeError(toErrorValue(toKnownError(error)));
  process.stderr.write(`${what}\n${why}\n${todo}\n`);
  dialog.showErrorBox(what, `${why}\n\n${todo}`);
  app.exit(1);
}
