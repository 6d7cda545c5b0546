// What the operating system would offer: keychain, clipboard, dialogs, screens. A test can read what was done with it
// (`shell.opened`, `clipboard.readText()`) and choose the next answer of a dialog (`dialog.nextResponse`).
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { EventEmitter } from "node:events";
import { machine } from "./machine.ts";
import { machineState } from "./state.ts";
import { strict } from "./strict.ts";

const KEY = Buffer.alloc(32, 7);
const PREFIX = Buffer.from("v11");
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Electron's `safeStorage`: real encryption with a key that is none. */
export const safeStorage = strict("safeStorage", {
  isAsyncEncryptionAvailable: () => Promise.resolve(machineState.isReady),
  getSelectedStorageBackend() {
    if (!machineState.isReady) return "unknown";
    return machine().switches.get("password-store") === "basic" ? "basic_text" : "gnome_libsecret";
  },
  encryptStringAsync(text: string) {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv("aes-256-gcm", KEY, nonce);
    const sealed = [cipher.update(text, "utf8"), cipher.final()];
    return Promise.resolve(Buffer.concat([PREFIX, nonce, ...sealed, cipher.getAuthTag()]));
  },
  decryptStringAsync(sealed: Buffer) {
    const start = PREFIX.length;
    const decipher = createDecipheriv("aes-256-gcm", KEY, sealed.subarray(start, start + NONCE_BYTES));
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    const text = decipher.update(sealed.subarray(start + NONCE_BYTES, -TAG_BYTES));
    return Promise.resolve({
      shouldReEncrypt: false,
      result: Buffer.concat([text, decipher.final()]).toString("utf8"),
    });
  },
});

let clipboardText = "";

/** Electron's `clipboard`, text only. */
export const clipboard = strict("clipboard", {
  readText: () => Promise.resolve(clipboardText),
  writeText(text: string) {
    clipboardText = text;
    return Promise.resolve();
  },
  clear() {
    clipboardText = "";
  },
});

/** Electron's `shell`. */
export const shell = strict("shell", {
  opened: new Array<string>(),
  openExternal(url: string) {
    shell.opened.push(url);
    return Promise.resolve();
  },
  /** Answers in words why it could not; empty = it did. */
  openPath(path: string) {
    shell.opened.push(path);
    return Promise.resolve("");
  },
});

/** Electron's `dialog`. */
export const dialog = strict("dialog", {
  shown: new Array<string>(),
  nextResponse: 1,
  showMessageBox(_window: unknown, options: { readonly message: string }) {
    dialog.shown.push(options.message);
    return Promise.resolve({ response: dialog.nextResponse, checkboxChecked: false });
  },
  nextSavePath: "",
  /** Both forms are Electron's: with the window it belongs to, and without. */
  showSaveDialog(...given: readonly unknown[]) {
    dialog.shown.push(`Save ${JSON.stringify(given.at(-1))}`);
    return Promise.resolve({ canceled: dialog.nextSavePath === "", filePath: dialog.nextSavePath });
  },
  nextOpenPath: "",
  /** Likewise. */
  showOpenDialog(...given: readonly unknown[]) {
    dialog.shown.push(`Open ${JSON.stringify(given.at(-1))}`);
    const isCancelled = dialog.nextOpenPath === "";
    return Promise.resolve({ canceled: isCancelled, filePaths: isCancelled ? [] : [dialog.nextOpenPath] });
  },
  showErrorBox(title: string, content: string) {
    dialog.shown.push(`${title}: ${content}`);
    process.stderr.write(`${title}\n${content}\n`);
  },
});

/** Electron's `nativeTheme`; the page's own theme follows `themeSource`, see web-contents.ts. */
export const nativeTheme = strict(
  "nativeTheme",
  Object.assign(new EventEmitter(), { themeSource: "system", shouldUseDarkColors: false }),
);

const SCREEN = { x: 0, y: 0, width: 1920, height: 1080 };

/** Electron's `screen`: one of 1920 x 1080. */
export const screen = strict("screen", {
  getAllDisplays: () => [{ id: 1, bounds: SCREEN, workArea: SCREEN, scaleFactor: 1 }],
});

/** Electron's `Menu`: keeps the template, draws nothing. */
export class Menu {
  static #application: Menu | null = null;
  readonly items: readonly unknown[];

  constructor(items: readonly unknown[]) {
    this.items = items;
  }

  static buildFromTemplate(template: readonly unknown[]): Menu {
    return new Menu(template);
  }

  static setApplicationMenu(menu: Menu | null): void {
    Menu.#application = menu;
  }

  static getApplicationMenu(): Menu | null {
    return Menu.#application;
  }
}
