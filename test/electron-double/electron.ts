// A stand-in for the `electron` module, for tests on machines without its binary. The app's built bundle runs under it
// unchanged: boot.ts maps `electron` to this file, its windows are pages of real Chromium, and Playwright's own Electron
// driver steers it. Only members that Hookline uses exist; any other throws.
//
// What it does not show: the preload script runs in the page's own world, the page sees https instead of app://, the
// keychain's key is a constant, and menus, trays and title bars are never drawn. Real Electron runs the same specs in CI.
import { app } from "./app.ts";
import { BrowserWindow, webContents } from "./browser-window.ts";
import { ipcMain } from "./ipc.ts";
import { protocol } from "./protocol.ts";
import { session } from "./session.ts";
import { clipboard, dialog, Menu, nativeTheme, safeStorage, screen, shell } from "./system.ts";

/** The page's half does not exist in the main process; modules that look for it find nothing. */
const ipcRenderer = undefined;

export {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  ipcRenderer,
  Menu,
  nativeTheme,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  webContents,
};

// `import electron from "electron"` is how electron-store reaches the module.
// eslint-disable-next-line import/no-default-export
export default {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  ipcRenderer,
  Menu,
  nativeTheme,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  webContents,
};
