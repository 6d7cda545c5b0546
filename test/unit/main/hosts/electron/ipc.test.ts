import type { BrowserWindow, IpcMainInvokeEvent } from "electron";
import { beforeEach, describe, expect, it } from "vitest";
import { bindIpc, type IpcParts } from "../../../../../main/hosts/electron/ipc.ts";

type Handler = (event: IpcMainInvokeEvent, ...values: unknown[]) => unknown;

const TOP_FRAME = { parent: null, url: "app://bundle/index.html#/events" };
const TUNNEL_OFF = { state: "off" } as const;

let handlers = new Map<string, Handler>();
let topics = new Map<string, (value: never) => void>();
let sent: unknown[][] = [];
let called: unknown[][] = [];
let logged: string[] = [];
let end: () => void;

beforeEach(() => {
  [handlers, topics, sent, called, logged] = [new Map(), new Map(), [], [], []];
  const page = { id: 1, isDestroyed: () => false, send: (...values: unknown[]) => sent.push(values) };
  const parts: IpcParts = {
    ipcMain: {
      handle: (channel, handler) => void handlers.set(channel, handler),
      removeHandler: (channel) => void handlers.delete(channel),
    },
    app: {
      call(name, input) {
        called.push([name, input]);
        return Promise.resolve({ ok: true, value: "answer" });
      },
      subscribe(name, listener) {
        topics.set(name, listener);
        return () => void topics.delete(name);
      },
    },
    log: { info: (event) => void logged.push(event), error: (event) => void logged.push(event) },
    // Only what the binding touches of a window.
    window: () => ({ webContents: page }) as unknown as BrowserWindow,
  };
  end = bindIpc(parts);
});

/** Calls as a page of Electron's would. */
function call(
  from: { readonly sender?: object; readonly senderFrame?: object | null },
  ...values: unknown[]
) {
  const event = { sender: { id: 1 }, senderFrame: TOP_FRAME, ...from };
  // Only what the binding touches of an event.
  return handlers.get("hookline:call")?.(event as unknown as IpcMainInvokeEvent, ...values);
}

describe("a call", () => {
  it("of our own page is answered", async () => {
    expect(await call({}, "app.state", {})).toEqual({ ok: true, value: "answer" });
    expect(called).toEqual([["app.state", {}]]);
  });

  it.each([
    ["another window", { sender: { id: 2 } }],
    ["a frame inside our page", { senderFrame: { ...TOP_FRAME, parent: TOP_FRAME } }],
    ["a page of another origin", { senderFrame: { ...TOP_FRAME, url: "https://bundle/index.html" } }],
    ["a host that begins like ours", { senderFrame: { ...TOP_FRAME, url: "app://bundle.evil/index.html" } }],
    ["a frame that is gone", { senderFrame: null }],
  ])("of %s is refused before it is looked at", (_name, from) => {
    expect(() => call(from, "app.state", {})).toThrow("refused");
    expect(called).toEqual([]);
    expect(logged).toEqual(["refused a call from a page that is not ours"]);
  });

  it("whose name is no text is left to the dispatcher to refuse", async () => {
    await call({}, { toString: "app.state" }, {});

    expect(called).toEqual([["", {}]]);
  });
});

describe("a topic", () => {
  it("reaches the page cut to what the contract lists", () => {
    topics.get("tunnel.changed")?.({ ...TUNNEL_OFF, secret: "s" } as never);

    expect(sent).toEqual([["hookline:topic", "tunnel.changed", TUNNEL_OFF]]);
  });

  it("of the wrong form is not sent", () => {
    topics.get("tunnel.changed")?.({ state: "unheard of" } as never);

    expect(sent).toEqual([]);
    expect(logged).toEqual(["topic tunnel.changed has the wrong form"]);
  });
});

it("ends with everything it began", () => {
  expect(topics.size).toBeGreaterThan(0);

  end();

  expect([handlers.size, topics.size]).toEqual([0, 0]);
});
