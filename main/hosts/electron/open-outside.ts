// Opens an address of the page in the system's browser, as links.ts decides.
//
// Threat model: a page that is driven by somebody else can ask for any number of addresses. One question at a time, so that
// it cannot bury the person in them, and no more of the known hosts' pages at once than a person asks for by hand.
import type { BrowserWindow, Dialog, Shell } from "electron";
import type { Clock, Log } from "../../ports.ts";
import { decideLink } from "./links.ts";

/** So many addresses are opened unasked within {@link BURST_MS}. */
const MAX_IN_BURST = 3;
const BURST_MS = 2_000;

/** What {@link createOpenOutside} works with. */
export interface OpenOutsideParts {
  readonly dialog: Pick<Dialog, "showMessageBox">;
  readonly shell: Pick<Shell, "openExternal">;
  readonly clock: Clock;
  readonly log: Log;
}

/** Opens an address outside, or not; the person is asked in front of the window. */
export type OpenOutside = (address: string, window: BrowserWindow) => Promise<void>;

/** Makes {@link OpenOutside}. */
export function createOpenOutside({ dialog, shell, clock, log }: OpenOutsideParts): OpenOutside {
  let isAsking = false;
  let openedAt: readonly number[] = [];

  async function ask(url: string, window: BrowserWindow): Promise<boolean> {
    if (isAsking) {
      log.info("a link was not opened", { reason: "the person is asked about another" });
      return false;
    }
    isAsking = true;
    try {
      const { response } = await dialog.showMessageBox(window, {
        type: "question",
        message: "Open this address in the browser?",
        detail: url,
        buttons: ["Open", "Cancel"],
        defaultId: 1,
        cancelId: 1,
        noLink: true,
      });
      return response === 0;
    } finally {
      isAsking = false;
    }
  }

  function isOneTooMany(): boolean {
    const now = clock.elapsed();
    openedAt = openedAt.filter((moment) => now - moment < BURST_MS);
    if (openedAt.length >= MAX_IN_BURST) {
      log.info("a link was not opened", { reason: "too many at once" });
      return true;
    }
    openedAt = [...openedAt, now];
    return false;
  }

  return async (address, window) => {
    const decision = decideLink(address);
    if (decision.kind === "refuse") return;
    if (decision.kind === "ask" ? !(await ask(decision.url, window)) : isOneTooMany()) return;
    await shell.openExternal(decision.url);
  };
}
