// One page of Chromium seen through Electron's WebContents: navigation rules, custom schemes and messages.
import { EventEmitter } from "node:events";
import { readFileSync } from "node:fs";
import type { CDPSession, Frame, Page, Route } from "playwright-core";
import { connection } from "./app.ts";
import { makeCodec } from "./codec.ts";
import { preventable } from "./events.ts";
import { ipcMain } from "./ipc.ts";
import { pageRuntime, type PageInfo } from "./page-runtime.ts";
import { fromWeb, handlerOf, toWeb } from "./protocol.ts";
import { applyPermissions } from "./session.ts";
import { machineState } from "./state.ts";
import { strict } from "./strict.ts";
import { clipboard } from "./system.ts";

const BINDING = "__electronDoubleSend";
const RECEIVER = "__electronDoubleReceive";
const codec = makeCodec();

/** What a window asks of its page. */
export interface PageOptions {
  readonly preload: string | null;
  readonly width: number;
  readonly height: number;
  readonly onReady: () => void;
  readonly onClosed: () => void;
  readonly onCloseWanted: () => void;
}

interface Message {
  readonly kind: "invoke" | "send" | "open" | "copy" | "preload-error";
  readonly channel: string;
  readonly payload: string;
}

type OpenHandler = (details: { readonly url: string }) => { readonly action: "allow" | "deny" };

let lastId = 0;
/** Pages are opened one at a time, so that a new target is matched with its own page. */
let opening: Promise<unknown> = Promise.resolve();

/** Electron's WebContents, as far as it is used. */
export class WebContents extends EventEmitter {
  readonly id = (lastId += 1);
  targetId: string | null = null;
  readonly options: PageOptions;
  readonly opened: Promise<Page>;
  page: Page | null = null;
  session: CDPSession | null = null;
  expectedUrl: string | null = null;
  isGone = false;
  openHandler: OpenHandler = () => ({ action: "allow" });

  constructor(options: PageOptions) {
    super();
    this.options = options;
    this.opened = this.openPage();
    this.opened.catch((error: unknown) => {
      if (!machineState.isQuitting) console.error("the Electron stand-in could not open a page", error);
    });
    return strict("webContents", this);
  }

  private async openPage(): Promise<Page> {
    const { context, browserSession } = await connection;
    const target = opening.then(async () => {
      const arriving = context.waitForEvent("page");
      const created = await browserSession.send("Target.createTarget", { url: "about:blank" });
      this.targetId = created.targetId;
      return arriving;
    });
    opening = target.catch(() => undefined);
    const page = await target;
    this.page = page;
    this.session = await context.newCDPSession(page);
    page.on("close", () => this.markGone());
    page.on("load", () => this.options.onReady());
    await page.setViewportSize({ width: this.options.width, height: this.options.height });
    await page.exposeBinding(BINDING, ({ frame }, text: string) => this.receive(frame, JSON.parse(text)));
    await page.addInitScript({ content: this.initScript() });
    await page.route("**/*", (route) => this.answer(route));
    return page;
  }

  private initScript(): string {
    const { preload } = this.options;
    const script = preload === null ? "null" : wrapPreload(readFileSync(preload, "utf8"));
    const info: PageInfo = {
      binding: BINDING,
      receiver: RECEIVER,
      preloadPath: preload ?? "",
      platform: process.platform,
    };
    return `(${pageRuntime})(${makeCodec}, ${script}, ${JSON.stringify(info)});`;
  }

  /** Decides one request of the page: a navigation may be prevented, the app's own schemes are the app's to answer. */
  private async answer(route: Route): Promise<void> {
    const request = route.request();
    const url = request.url();
    const isOwnNavigation = request.isNavigationRequest() && request.frame() === this.page?.mainFrame();
    if (isOwnNavigation && this.expectedUrl !== url) {
      const event = preventable({ url: fromWeb(url), isMainFrame: true });
      this.emit("will-navigate", event, event.url);
      if (event.defaultPrevented) return route.abort("aborted");
    }
    const address = fromWeb(url);
    const handler = address === url ? null : handlerOf(address);
    if (handler === null) return route.continue();
    const response = await handler(
      new Request(address, { method: request.method(), headers: request.headers() }),
    );
    const body = Buffer.from(await response.arrayBuffer());
    return route.fulfill({ status: response.status, headers: Object.fromEntries(response.headers), body });
  }

  private async receive(frame: Frame, { kind, channel, payload }: Message): Promise<string> {
    // The page's side always sends the list of arguments.
    const values = codec.decode(payload) as readonly unknown[];
    const event = { sender: this, senderFrame: frameOf(frame) };
    if (kind === "send") ipcMain.emit(channel, event, ...values);
    if (kind === "open") this.openHandler({ url: fromWeb(String(values[0])) });
    if (kind === "copy") await clipboard.writeText(String(values[0]));
    if (kind === "preload-error") this.emit("preload-error", {}, "", new Error(String(values[0])));
    if (kind !== "invoke") return codec.encode({});
    const handler = ipcMain.handlers.get(channel);
    if (handler === undefined) {
      return codec.encode({ error: `Error: No handler registered for '${channel}'` });
    }
    try {
      return codec.encode({ value: await handler(event, ...values) });
    } catch (error) {
      console.error(`Error occurred in handler for '${channel}':`, error);
      return codec.encode({ error: String(error) });
    }
  }

  async loadURL(url: string): Promise<void> {
    const page = await this.opened;
    this.expectedUrl = toWeb(url);
    const { context } = await connection;
    const webOrigin = new URL(this.expectedUrl).origin;
    await applyPermissions(context, fromWeb(webOrigin), webOrigin);
    try {
      await page.goto(this.expectedUrl, { waitUntil: "load" });
    } finally {
      this.expectedUrl = null;
    }
  }

  /** Without `will-navigate`, as in Electron. */
  reload(): void {
    const { page } = this;
    if (page === null) return;
    // A request names no part of its page.
    this.expectedUrl = page.url().replace(/#.*$/, "");
    page
      .reload({ waitUntil: "load" })
      .catch((error: unknown) => console.error("the Electron stand-in could not reload a page", error))
      .finally(() => {
        this.expectedUrl = null;
      });
  }

  send(channel: string, ...values: readonly unknown[]): void {
    const call = [channel, codec.encode(values)].map((each) => JSON.stringify(each)).join(",");
    this.session
      ?.send("Runtime.evaluate", { expression: `globalThis[${JSON.stringify(RECEIVER)}]?.(${call})` })
      .catch(() => {
        // The page went away meanwhile; Electron drops such messages too.
      });
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }

  getURL(): string {
    return this.page === null ? "" : fromWeb(this.page.url());
  }

  isDestroyed(): boolean {
    return this.isGone;
  }

  close(): void {
    this.options.onCloseWanted();
  }

  /** Not Electron's: ends the page without asking. */
  async discard(): Promise<void> {
    const page = await this.opened.catch(() => null);
    await page?.close().catch(() => {
      // It was closed already.
    });
    this.markGone();
  }

  private markGone(): void {
    if (this.isGone) return;
    this.isGone = true;
    this.emit("destroyed", {});
    this.options.onClosed();
  }
}

function wrapPreload(source: string): string {
  return `function (require, module, exports, process) {${source}\n}`;
}

function frameOf(frame: Frame): { url: string; origin: string; parent: object | null } {
  const parent = frame.parentFrame();
  const url = fromWeb(frame.url());
  return {
    url,
    origin: /^[^:]+:\/\/[^/]*/.exec(url)?.[0] ?? "null",
    parent: parent === null ? null : frameOf(parent),
  };
}
