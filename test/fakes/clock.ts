// A clock that stands still until a test moves it.
import type { Clock } from "../../main/ports.ts";

/** A {@link Clock} under the test's control. */
export interface FrozenClock extends Clock {
  /** Moves time on by `ms`, firing due timers in order, each at its own moment (also those set meanwhile). */
  advance(ms: number): void;
  /** Puts the wall clock somewhere else without moving `elapsed` or firing timers: what a sleep or a clock change does. */
  jumpTo(now: number): void;
  /** Timers still waiting: zero after a clean stop. */
  pending(): number;
}

/** Starts at `now` (epoch ms); 2020-01-01T14:00:00Z unless said otherwise. */
export function createFrozenClock({ now = 1_577_887_200_000 }: { readonly now?: number } = {}): FrozenClock {
  let wall = now;
  let monotonic = 0;
  let timers: { due: number; order: number; callback: () => void }[] = [];
  let order = 0;

  function next(limit: number): (typeof timers)[number] | undefined {
    return timers
      .filter((timer) => timer.due <= limit)
      .sort((a, b) => a.due - b.due || a.order - b.order)
      .at(0);
  }

  function moveTo(target: number): void {
    wall += target - monotonic;
    monotonic = target;
  }

  return {
    now: () => wall,
    elapsed: () => monotonic,
    after: (delayMs, callback) => {
      const timer = { due: monotonic + Math.max(0, delayMs), order: order++, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    advance: (ms) => {
      const target = monotonic + ms;
      for (let timer = next(target); timer !== undefined; timer = next(target)) {
        const due = timer;
        timers = timers.filter((other) => other !== due);
        moveTo(due.due);
        due.callback();
      }
      moveTo(target);
    },
    jumpTo: (to) => {
      wall = to;
    },
    pending: () => timers.length,
  };
}
