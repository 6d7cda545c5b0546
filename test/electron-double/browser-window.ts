// Electron's BrowserWindow: a page of headless Chromium with bounds that nobody sees.
import { EventEmitter } from "node:events";
import { app, quitWhenAllClosed } from "./app.ts";
import { preventable } from "./events.ts";
import { machineState } from "./state.ts";
import { strict } from "./strict.ts";
import { WebContents } from "./web-contents.ts";

interface Options {
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly show?: boolean;
  readonly webPreferences?: { readonly preload?: string; readonly contextIsolation?: boolean };
}

interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const all = new Set<BrowserWindow>();

/** Electron's BrowserWindow, as far as it is used. */
export class BrowserWindow extends EventEmitter {
  readonly webContents: WebContents;
  readonly options: Options;
  bounds: Bounds;
  isShown: boolean;
  isMin = false;
  isMax = false;
  isGone = false;

  constructor(options: Options = {}) {
    super();
    if (!machineState.isReady) throw new Error("Cannot create BrowserWindow before app is ready");
    const { x = 0, y = 0, width = 800, height = 600 } = options;
    this.options = options;
    this.bounds = { x, y, width, height };
    this.isShown = options.show !== false;
    this.webContents = new WebContents({
      preload: options.webPreferences?.preload ?? null,
      width,
      height,
      onReady: () => this.emit("ready-to-show"),
      onClosed: () => this.markClosed(),
      onCloseWanted: () => this.close(),
    });
    // `this` in the callbacks above is the bare object; callers get the strict one.
    const guarded = strict("BrowserWindow", this);
    all.add(guarded);
    return guarded;
  }

  static getAllWindows(): readonly BrowserWindow[] {
    return [...all];
  }

  static fromWebContents(contents: WebContents | null): BrowserWindow | null {
    return [...all].find((each) => each.webContents === contents) ?? null;
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }

  show(): void {
    this.isShown = true;
    this.emit("show");
  }

  isVisible(): boolean {
    return this.isShown;
  }

  focus(): void {
    this.emit("focus");
  }

  minimize(): void {
    this.isMin = true;
  }

  restore(): void {
    this.isMin = false;
  }

  isMinimized(): boolean {
    return this.isMin;
  }

  maximize(): void {
    this.isMax = true;
  }

  isMaximized(): boolean {
    return this.isMax;
  }

  getBounds(): Bounds {
    return this.bounds;
  }

  getNormalBounds(): Bounds {
    return this.bounds;
  }

  setBounds(bounds: Partial<Bounds>): void {
    this.bounds = { ...this.bounds, ...bounds };
    const { width, height } = this.bounds;
    void this.webContents.opened.then((page) => page.setViewportSize({ width, height }));
  }

  setTitleBarOverlay(_options: unknown): void {
    // Headless Chromium draws no title bar.
  }

  isDestroyed(): boolean {
    return this.isGone;
  }

  close(): void {
    if (this.isGone) return;
    const event = preventable({});
    this.emit("close", event);
    if (!event.defaultPrevented) void this.webContents.discard();
  }

  private markClosed(): void {
    if (this.isGone) return;
    this.isGone = true;
    for (const each of all) if (each.webContents === this.webContents) all.delete(each);
    this.emit("closed");
    if (all.size === 0) quitWhenAllClosed();
  }
}

/** Electron's `webContents`, as Playwright uses it. */
export const webContents = {
  fromDevToolsTargetId: (id: string) =>
    [...all].find((each) => each.webContents.targetId === id)?.webContents,
};

app.setWindows({
  closeAll: async () => {
    for (const each of all) {
      each.close();
      await each.webContents.opened.then((page) =>
        page.isClosed() ? undefined : page.waitForEvent("close"),
      );
    }
    return all.size === 0;
  },
});
