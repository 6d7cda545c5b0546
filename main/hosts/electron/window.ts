// The one window. It shows our own page and nothing else, and what the page may do is decided here.
// Threat model: should foreign script ever run in the page, it finds no Node, no other origin to go to, no permission
// and no way to open a window; see also bundle.ts (what is loaded) and ipc.ts (who may call).
import { join } from "node:path";
import {
  BrowserWindow,
  dialog,
  nativeTheme,
  screen,
  session,
  shell,
  type BrowserWindowConstructorOptions,
} from "electron";
import type { Clock, Log } from "../../ports.ts";
import { BUNDLE_ORIGIN, BUNDLE_PAGE } from "./bundle.ts";
import { createOpenOutside, type OpenOutside } from "./open-outside.ts";
import { createReloadRule } from "./reload-rule.ts";
import { MIN_SIZE, placeWindow } from "./window-bounds.ts";
import { createWindowPlaceFile } from "./window-place-file.ts";

/** Height of the title bar in the interface; the system draws its buttons over it. */
const TITLE_BAR_HEIGHT = 48;
/** The interface's canvas and title bar, so that nothing flashes before the page is there. */
const COLORS = {
  light: { canvas: "#f4f5f7", bar: "#ffffff", symbol: "#14181d" },
  dark: { canvas: "#0d0f12", bar: "#131619", symbol: "#e8ebee" },
} as const;

/** What the window needs. */
export interface WindowParts {
  readonly preloadFile: string;
  /** Where the window's place is kept; not the data folder itself, which other hosts share. */
  readonly profileFolder: string;
  readonly platform: NodeJS.Platform;
  readonly clock: Clock;
  readonly log: Log;
}

/** The window of the app, which may be closed and opened again. */
export interface MainWindow {
  current(): BrowserWindow | null;
  /** Opens it, or brings it to the front. */
  show(): void;
}

/** Makes the {@link MainWindow}; nothing is shown yet. */
export function createMainWindow(parts: WindowParts): MainWindow {
  const placeFile = createWindowPlaceFile({ folder: parts.profileFolder, log: parts.log });
  const openOutside = createOpenOutside({ dialog, shell, clock: parts.clock, log: parts.log });
  let window: BrowserWindow | null = null;
  denyPermissions();
  nativeTheme.on("updated", () => {
    if (window !== null && hasOverlay(parts.platform)) window.setTitleBarOverlay(overlay());
  });

  function open(): BrowserWindow {
    const screens = screen.getAllDisplays().map((display) => display.workArea);
    const { options, isMaximized } = placeWindow(placeFile.read(), screens);
    const opened = new BrowserWindow({ ...windowOptions(parts), ...options });
    opened.once("ready-to-show", () => {
      if (isMaximized) opened.maximize();
      opened.show();
    });
    opened.on("close", () => {
      placeFile.keep({ ...opened.getNormalBounds(), isMaximized: opened.isMaximized() });
    });
    opened.on("closed", () => {
      window = null;
    });
    guard(opened, { clock: parts.clock, log: parts.log, openOutside });
    opened.loadURL(BUNDLE_PAGE).catch((error: unknown) => parts.log.error("the page did not load", error));
    return opened;
  }

  return {
    current: () => window,
    show() {
      if (window === null) {
        window = open();
        return;
      }
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
  };
}

function windowOptions({ preloadFile, platform }: WindowParts): BrowserWindowConstructorOptions {
  return {
    show: false,
    title: "Hookline",
    minWidth: MIN_SIZE.width,
    minHeight: MIN_SIZE.height,
    backgroundColor: colors().canvas,
    autoHideMenuBar: true,
    titleBarStyle: "hidden",
    ...(hasOverlay(platform)
      ? { titleBarOverlay: overlay() }
      : { trafficLightPosition: { x: 16, y: (TITLE_BAR_HEIGHT - 16) / 2 } }),
    webPreferences: {
      preload: preloadFile,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  };
}

/** Everywhere but on macOS, whose own buttons stand over the page by themselves. */
function hasOverlay(platform: NodeJS.Platform): boolean {
  return platform !== "darwin";
}

function colors(): (typeof COLORS)[keyof typeof COLORS] {
  return nativeTheme.shouldUseDarkColors ? COLORS.dark : COLORS.light;
}

function overlay(): { color: string; symbolColor: string; height: number } {
  // One pixel less than the bar, so that its lower border stays whole.
  return { color: colors().bar, symbolColor: colors().symbol, height: TITLE_BAR_HEIGHT - 1 };
}

/** No permission, to nobody, but one: our own page may write plain text to the clipboard (ids, addresses, bodies). */
function denyPermissions(): void {
  const page = session.defaultSession;
  page.setPermissionRequestHandler((_contents, permission, decide, details) => {
    decide(
      permission === "clipboard-sanitized-write" && details.requestingUrl.startsWith(`${BUNDLE_ORIGIN}/`),
    );
  });
  page.setPermissionCheckHandler(
    (_contents, permission, origin) =>
      permission === "clipboard-sanitized-write" && origin.replace(/\/$/, "") === BUNDLE_ORIGIN,
  );
  page.setDevicePermissionHandler(() => false);
}

/** What {@link guard} works with. */
interface GuardParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly openOutside: OpenOutside;
}

function guard(window: BrowserWindow, { clock, log, openOutside }: GuardParts): void {
  const page = window.webContents;
  page.on("will-navigate", (event) => {
    event.preventDefault();
    log.info("a navigation of the page was stopped");
  });
  page.on("will-attach-webview", (event) => event.preventDefault());
  page.on("preload-error", (_event, _path, error) => log.error("the preload script failed", error));
  const isToReload = createReloadRule({ clock });
  page.on("render-process-gone", (_event, { reason }) => {
    log.info("the page's process ended", { reason });
    if (!isToReload(reason)) return;
    // Not within the event: Electron may still be clearing up, and such a reload has crashed the app
    // (electron/electron#51900).
    clock.after(0, () => {
      if (!page.isDestroyed()) page.reload();
    });
  });
  page.setWindowOpenHandler(({ url }) => {
    openOutside(url, window).catch((error: unknown) => log.error("a link was not opened", error));
    return { action: "deny" };
  });
}

/** Path of the built preload script, beside the folder of the built main process. */
export function preloadFileOf(distFolder: string): string {
  return join(distFolder, "preload", "index.cjs");
}
