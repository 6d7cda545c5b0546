// oxlint-disable unicorn/consistent-function-scoping -- the whole function is sent to the page as text
// Runs in every page before its own scripts: ipcRenderer, contextBridge and the sandboxed `require` of a preload script.
// It is sent there as text, so it refers to nothing outside of itself.
import type { Codec } from "./codec.ts";

/** What the page's side is told. */
export interface PageInfo {
  /** Name of the function that carries messages to the main process; removed from the page at once. */
  readonly binding: string;
  /** Name of the function by which the main process reaches the page. */
  readonly receiver: string;
  readonly preloadPath: string;
  readonly platform: string;
}

type Preload = (require: (id: string) => unknown, module: object, exports: object, process: object) => void;

/** Sets the page up and runs its preload script. */
export function pageRuntime(makeCodec: () => Codec, preload: Preload | null, info: PageInfo): void {
  type Listener = (event: object, ...values: readonly unknown[]) => void;
  type Transport = (text: string) => Promise<string>;
  // The binding is exposed by Playwright under a name that only this file and web-contents.ts know.
  const transport = Reflect.get(globalThis, info.binding) as Transport | undefined;
  Reflect.deleteProperty(globalThis, info.binding);
  if (window !== window.top || transport === undefined) return;
  const codec = makeCodec();
  const listeners = new Map<string, Listener[]>();

  const post = (kind: string, channel: string, values: readonly unknown[]) =>
    transport(JSON.stringify({ kind, channel, payload: codec.encode(values) }));

  const ipcRenderer = strictly("ipcRenderer", {
    async invoke(channel: string, ...values: readonly unknown[]) {
      // `receive` of web-contents.ts answers in this form only.
      const answer = codec.decode(await post("invoke", channel, values)) as {
        error?: string;
        value?: unknown;
      };
      if (answer.error !== undefined) {
        throw new Error(`Error invoking remote method '${channel}': ${answer.error}`);
      }
      return answer.value;
    },
    send(channel: string, ...values: readonly unknown[]) {
      void post("send", channel, values);
    },
    on(channel: string, listener: Listener) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      return ipcRenderer;
    },
    off(channel: string, listener: Listener) {
      listeners.set(
        channel,
        (listeners.get(channel) ?? []).filter((each) => each !== listener),
      );
      return ipcRenderer;
    },
  });

  Object.defineProperty(globalThis, info.receiver, {
    value(channel: string, payload: string) {
      const values = codec.decode(payload);
      for (const listener of listeners.get(channel) ?? []) {
        listener({ sender: ipcRenderer }, ...(Array.isArray(values) ? values : []));
      }
    },
  });

  function strictly<T extends object>(name: string, target: T): T {
    return new Proxy(target, {
      get(inner, key, receiver) {
        if (typeof key === "symbol" || key in inner) return Reflect.get(inner, key, receiver);
        throw new Error(`The Electron stand-in has no ${name}.${key}`);
      },
    });
  }

  /** What contextBridge does to a value: copies it, wraps functions, drops prototypes. */
  function cross(value: unknown): unknown {
    if (typeof value === "symbol") throw new Error("symbols cannot cross the contextBridge");
    if (typeof value === "function") {
      return (...given: readonly unknown[]) => cross(Reflect.apply(value, undefined, given.map(cross)));
    }
    if (typeof value !== "object" || value === null) return value;
    if (value instanceof Promise) {
      return value.then(cross, (error: unknown) => {
        throw error instanceof Error ? new Error(error.message) : error;
      });
    }
    if (value instanceof Error) return new Error(value.message);
    if (Array.isArray(value)) return value.map(cross);
    if (Object.getPrototypeOf(value) !== Object.prototype) return structuredClone(value);
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, cross(part)]));
  }

  function freeze(value: unknown): unknown {
    if (typeof value === "object" && value !== null && !ArrayBuffer.isView(value)) {
      Object.values(value).forEach(freeze);
      Object.freeze(value);
    }
    return value;
  }

  const contextBridge = strictly("contextBridge", {
    exposeInMainWorld(key: string, api: unknown) {
      if (Object.hasOwn(window, key)) {
        throw new Error("Cannot bind an API on top of an existing property on the window object");
      }
      Object.defineProperty(window, key, { value: freeze(cross(api)), enumerable: true });
    },
  });

  // There is one clipboard in the system: what a page puts there, the main process reads.
  const { clipboard } = navigator;
  const writeText = clipboard.writeText.bind(clipboard);
  clipboard.writeText = async (text) => {
    await writeText(text);
    await post("copy", "", [text]);
  };

  function openWindow(url: string): null {
    void post("open", "", [new URL(url, location.href).href]);
    return null;
  }
  window.open = (url) => openWindow(String(url ?? "about:blank"));
  addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[target=_blank]") : null;
    if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented) return;
    event.preventDefault();
    openWindow(link.href);
  });

  if (preload === null) return;
  const electron = strictly("electron", { contextBridge, ipcRenderer });
  const require = (id: string): unknown => {
    if (id === "electron" || id === "electron/renderer") return electron;
    throw new Error(`module not found: ${id}`);
  };
  const module = { exports: {} };
  try {
    preload(require, module, module.exports, { type: "renderer", sandboxed: true, platform: info.platform });
  } catch (error) {
    console.error(`Unable to load preload script: ${info.preloadPath}`, error);
    void post("preload-error", "", [error instanceof Error ? error.message : String(error)]);
  }
}
