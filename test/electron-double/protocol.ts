// Custom schemes: Chromium is not Electron, so app://bundle/x reaches it as an https address and is mapped both ways.
import { machineState } from "./state.ts";
import { strict } from "./strict.ts";

const WEB_HOST = "electron-double.internal";
const FROM_WEB = /^https:\/\/([a-z0-9+.-]+?)--([^/]*)\.electron-double\.internal/;

type Handler = (request: Request) => Response | Promise<Response>;

const handlers = new Map<string, Handler>();

/** Electron's `protocol`, as far as it is used. */
export const protocol = strict("protocol", {
  registerSchemesAsPrivileged(_schemes: unknown) {
    if (machineState.isReady)
      throw new Error("protocol.registerSchemesAsPrivileged comes before app is ready");
  },
  handle(scheme: string, handler: Handler) {
    if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    handlers.set(scheme, handler);
  },
  unhandle(scheme: string) {
    handlers.delete(scheme);
  },
  isProtocolHandled: (scheme: string) => handlers.has(scheme),
});

/** The address Chromium is given for one of the app's. */
export function toWeb(address: string): string {
  const parts = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/i.exec(address);
  if (parts === null || !handlers.has(parts[1] ?? "")) return address;
  return `https://${parts[1]}--${parts[2]}.${WEB_HOST}${parts[3] === "" ? "/" : parts[3]}`;
}

/** The address the app knows for one of Chromium's. */
export function fromWeb(address: string): string {
  return address.replace(FROM_WEB, "$1://$2");
}

/** The app's handler for an address, or null when Chromium shall fetch it itself. */
export function handlerOf(address: string): Handler | null {
  return handlers.get(address.slice(0, address.indexOf(":"))) ?? null;
}
