// The default session: permission handlers are kept, so that a page gets what the app grants and nothing more.
import type { BrowserContext } from "playwright-core";
import { machine } from "./machine.ts";
import { strict } from "./strict.ts";

type Check = (contents: unknown, permission: string, origin: string) => boolean;

let check: Check | null = null;

const defaultSession = strict("session", {
  setPermissionRequestHandler(_handler: unknown) {
    // Headless Chromium asks nobody: what `check` denies is denied, what it grants is granted below.
  },
  setPermissionCheckHandler(handler: Check) {
    check = handler;
  },
  setDevicePermissionHandler(_handler: unknown) {
    // There is no device.
  },
  /** As Chromium answers from its own switch; there is no system here whose settings it could ask. */
  resolveProxy(_url: string) {
    const server = machine().switches.get("proxy-server");
    return Promise.resolve(server === undefined ? "DIRECT" : `PROXY ${server.replace(/^http:\/\//, "")}`);
  },
});

/** Electron's `session`. */
export const session = strict("session", { defaultSession });

/** Grants Chromium's page what the app's check handler grants the origin. */
export async function applyPermissions(
  context: BrowserContext,
  origin: string,
  webOrigin: string,
): Promise<void> {
  const isGranted = check?.(null, "clipboard-sanitized-write", origin) ?? true;
  if (isGranted) await context.grantPermissions(["clipboard-write"], { origin: webOrigin });
}
