// Finds the host this page runs in: the desktop's preload script, or the browser host's WebSocket.
import type { Bridge } from "../../preload/contract/contract.ts";
import { BRIDGE_PATH } from "../../preload/contract/socket.ts";
import { dropPageKey, keepPageKey, takePageKey } from "./page-key.ts";
import { createWebSocketBridge, type Refusal, type Socket, type SocketEvents } from "./web-socket-bridge.ts";

/** The host of this page. */
export interface Host {
  readonly bridge: Bridge;
  /** The host will not talk to this page; only the browser's does that. */
  readonly onRefused: (listener: (refusal: Refusal) => void) => () => void;
}

const RELOADED_AT = "hookline.reloadedAt";
const RELOAD_PAUSE_MS = 10_000;

/** Picks the bridge of the host that shows this page. null = no key: the printed address has to be opened. */
export function pickHost(page: Window): Host | null {
  // Put there by preload/index.ts, which is built from the same contract.
  const desktop = (page as { readonly hookline?: Bridge }).hookline;
  if (desktop !== undefined) return { bridge: desktop, onRefused: () => () => {} };

  // Opening a printed address in this very tab changes the hash only: start anew with that key.
  page.addEventListener("hashchange", () => {
    if (page.location.hash.startsWith("#key=")) page.location.reload();
  });
  const key = takePageKey(page);
  if (key === null) return null;
  const bridge = createWebSocketBridge({
    key,
    openSocket: (events) => openSocket(page, events),
    setTimer: (run, delayMs) => {
      const timer = page.setTimeout(run, delayMs);
      return () => page.clearTimeout(timer);
    },
    now: () => Date.now(),
  });
  bridge.onConnection((isConnected) => {
    if (isConnected) keepPageKey(key, page);
  });
  page.addEventListener("online", () => bridge.retryNow());
  page.document.addEventListener("visibilitychange", () => {
    if (!page.document.hidden) bridge.retryNow();
  });
  return {
    bridge,
    onRefused: (listener) =>
      bridge.onRefused((refusal) => {
        if (mustReload(page, refusal, key)) page.location.reload();
        else listener(refusal);
      }),
  };
}

/** Another version is cured by a reload, and so is an old key that a newer tab replaced; but never in a circle. */
function mustReload(page: Window, refusal: Refusal, key: string): boolean {
  if (refusal === "key" && dropPageKey(key, page) === null) return false;
  const last = Number(page.sessionStorage.getItem(RELOADED_AT) ?? 0);
  if (Date.now() - last < RELOAD_PAUSE_MS) return false;
  page.sessionStorage.setItem(RELOADED_AT, String(Date.now()));
  return true;
}

function openSocket(page: Window, events: SocketEvents): Socket {
  const scheme = page.location.protocol === "https:" ? "wss" : "ws";
  const socket = new WebSocket(`${scheme}://${page.location.host}${BRIDGE_PATH}`);
  socket.addEventListener("open", events.opened);
  socket.addEventListener("message", (event) => events.heard(event.data));
  socket.addEventListener("close", events.closed);
  return socket;
}
