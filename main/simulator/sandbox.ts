// The sandbox of the Messages API: one Page for everybody, one message a second, and only testers may be written to.
// Source: page "Messages API Sandbox", read 2026-11. Uncertain: the words of the refusal (a report of 2024 shows status
// 403 and the beginning of its title), and whether the message that joins is handed on to the webhook (here it is not).
import { PageId, type Psid } from "../../preload/contract/ids.ts";
import type { SandboxSettings } from "../../preload/contract/simulator.ts";
import type { SimulatorState } from "../../preload/contract/simulator-state.ts";
import { SANDBOX_PACE_MS, SANDBOX_PAGE } from "../../preload/contract/workspace.ts";
import type { Clock } from "../ports.ts";
import type { Random } from "./random.ts";

/** The Page that everybody shares. */
export const SHARED_PAGE = PageId.parse(SANDBOX_PAGE);

/** The sandbox, on or off. */
export interface Sandbox {
  isOn(): boolean;
  set(settings: SandboxSettings): void;
  isTester(psid: Psid): boolean;
  /** Somebody writes to the shared Page: a tester, a stranger, or one who becomes a tester by it. */
  meet(psid: Psid, text: string | null): "tester" | "joins" | "stranger";
  /** Takes the turn of one message; else how long to wait for the next one, in ms. */
  takeTurn(): "now" | { readonly waitMs: number };
  state(): SimulatorState["sandbox"];
  /** Off, and without testers. */
  reset(): void;
}

/** A caller that counts its seconds exactly is not refused for what the network does to them. */
const GRACE_MS = 100;
const MOST_TESTERS = 1_000;

/**
 * Makes a sandbox that is off.
 * @param clock the computer's: callers count their seconds by it
 */
export function createSandbox({
  clock,
  random,
}: {
  readonly clock: Clock;
  readonly random: Random;
}): Sandbox {
  const joinText = `join ${random.hex(3)}`;
  let isOn = false;
  let testers: ReadonlySet<Psid> = new Set();
  let lastTurnAt: number | null = null;

  return {
    isOn: () => isOn,
    set(settings) {
      isOn = settings.isOn;
      if (settings.testers !== undefined) testers = new Set(settings.testers);
    },
    isTester: (psid) => testers.has(psid),
    meet(psid, text) {
      if (testers.has(psid)) return "tester";
      if (text?.trim().toLowerCase() !== joinText) return "stranger";
      testers = new Set([...testers, psid].slice(-MOST_TESTERS));
      return "joins";
    },
    takeTurn() {
      const now = clock.elapsed();
      const nextAt = lastTurnAt === null ? now : lastTurnAt + SANDBOX_PACE_MS;
      if (now < nextAt - GRACE_MS) return { waitMs: nextAt - now };
      lastTurnAt = now;
      return "now";
    },
    state: () => ({ isOn, pageId: SHARED_PAGE, joinText, testers: [...testers] }),
    reset() {
      isOn = false;
      testers = new Set();
      lastTurnAt = null;
    },
  };
}
