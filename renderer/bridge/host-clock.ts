// One clock for the page: what it shows is dated by the host, which may be another computer, so it counts by the host's time.
import type { Bridge } from "../../preload/contract/contract.ts";

/** Tells the time, epoch ms. */
export type Clock = () => number;

/** Clocks that differ by no more count as the same one. */
const SAME_WITHIN_MS = 2_000;

/** The host's answer to what time it is; when it was asked and when it answered are by the page's own clock. */
export interface TimeAnswer {
  readonly askedAt: number;
  readonly hostNow: number;
  readonly answeredAt: number;
}

/** How far the host's clock is ahead of the page's, in ms; 0 = no further than the way to the host may explain. */
export function measureAhead({ askedAt, hostNow, answeredAt }: TimeAnswer): number {
  const aheadMs = Math.round(hostNow - (askedAt + answeredAt) / 2);
  return Math.abs(aheadMs) > (answeredAt - askedAt) / 2 + SAME_WITHIN_MS ? aheadMs : 0;
}

/** The time by the host's clock, epoch ms: what is compared with moments that the host dates. */
export function hostTime(bridge: Pick<Bridge, "now">): number {
  return bridge.now?.() ?? Date.now();
}
