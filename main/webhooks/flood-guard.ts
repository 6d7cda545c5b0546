// Turns away a flood of unverified deliveries that comes through a tunnel: over 50 a second for 10 seconds on end.
import type { Headers } from "../../preload/contract/event.ts";
import type { Clock, Log } from "../ports.ts";

const SECONDS = 10;
const MOST_PER_SECOND = 50;

/**
 * Counts unverified deliveries that came by a public Host; the answer is whether this one is too many. Asked only while a
 * secret is stored: without any, every delivery is unverified. Wrong methods and what is not JSON count too.
 */
export function createFloodGuard({
  clock,
  log,
}: {
  readonly clock: Clock;
  readonly log: Log;
}): (delivery: { readonly headers: Headers }) => boolean {
  const counts = Array.from({ length: SECONDS + 1 }, () => 0);
  let lastHost: string | undefined;
  let isLastPublic = false;
  let second = 0;
  let isRefusing = false;
  let refused = 0;

  /** Nearly every delivery comes by the same name as the one before. */
  function isPublic(host: string | undefined): boolean {
    if (host !== lastHost) {
      lastHost = host;
      isLastPublic = isPublicHost(host);
    }
    return isLastPublic;
  }

  /** Moves to the present second, emptying those that passed meanwhile. */
  function advance(): void {
    const now = Math.floor(clock.elapsed() / 1000);
    for (let passed = second + 1; passed <= Math.min(now, second + SECONDS + 1); passed++) {
      counts[passed % counts.length] = 0;
    }
    second = now;
  }

  function isFlood(): boolean {
    return counts.every((count, index) => index === second % counts.length || count > MOST_PER_SECOND);
  }

  return ({ headers }) => {
    if (!isPublic(headers["host"])) return false;
    advance();
    const slot = second % counts.length;
    counts[slot] = (counts[slot] ?? 0) + 1;
    const flood = isFlood();
    if (flood) refused += 1;
    if (flood !== isRefusing) log.info(flood ? "listener.flood" : "listener.flood-over", { refused });
    if (!flood) refused = 0;
    isRefusing = flood;
    return flood;
  };
}

/** Anything but this computer's own names came through a tunnel. */
function isPublicHost(host: string | undefined): boolean {
  if (host === undefined) return false;
  const name = host.replace(/:\d+$/, "").toLowerCase();
  return !(name === "localhost" || name === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(name));
}
