// Decides whether a page whose process ended is loaded anew. Without that its window stays blank.
import type { RenderProcessGoneDetails } from "electron";
import type { Clock } from "../../ports.ts";

/** A page that ends again within this time would do so for ever. */
const RELOAD_PAUSE_MS = 60_000;

/** True when the page is to be loaded anew, which is taken for done. */
export type ReloadRule = (reason: RenderProcessGoneDetails["reason"]) => boolean;

/** Makes the {@link ReloadRule} of one window. */
export function createReloadRule({ clock }: { readonly clock: Clock }): ReloadRule {
  let reloadedAt = Number.NEGATIVE_INFINITY;
  return (reason) => {
    // Only this one was wanted: a system without memory kills a page, too, and Electron then says "killed".
    if (reason === "clean-exit") return false;
    const now = clock.elapsed();
    if (now - reloadedAt < RELOAD_PAUSE_MS) return false;
    reloadedAt = now;
    return true;
  };
}
