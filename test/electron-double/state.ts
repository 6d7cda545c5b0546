// The little that the stand-in's parts share while they run.
import type { BrowserContext, CDPSession } from "playwright-core";

/** Chromium, once it is connected. */
export interface Connection {
  readonly context: BrowserContext;
  readonly browserSession: CDPSession;
  readonly version: string;
}

/** Where the run stands. */
export const machineState = {
  isReady: false,
  isQuitting: false,
};
