// The simulator's own time. It runs with the computer's and can be played ahead of it, so that a day of retries takes
// seconds. Only what the simulator does lives by it: callers, their tokens and the network keep the computer's time.
import type { PlayedTime, TimeToPlay } from "../../preload/contract/simulator.ts";
import type { Clock } from "../ports.ts";
import { createTimerQueue } from "./timer-queue.ts";

/** How a play came out. */
export type Played = Pick<PlayedTime, "advancedMs" | "end">;

/** A clock that runs with another one and can be played ahead of it. */
export interface VirtualClock extends Clock {
  /** How far it is ahead of the computer's, in whole milliseconds. */
  aheadMs(): number;
  isPlaying(): boolean;
  /** Timers that wait. */
  waiting(): number;
  /** When the next of them is due, epoch ms; null = none waits. */
  nextAt(): number | null;
  /**
   * Moves on from one timer to the next, each at its own moment; `settle` is awaited after each, so that what it began
   * comes to its end first. Meanwhile time stands still but for that. Plays that meet wait for each other.
   */
  play(wish: TimeToPlay, settle: () => Promise<void>): Promise<Played>;
  /** Forgets all timers and goes back to the computer's time; a play under way ends. */
  reset(): void;
}

/** A play ends after this much real time, so that two programs that keep each other busy do not play for ever. */
const LONGEST_PLAY_MS = 60_000;
/** Nothing is planned further ahead; what goes on beyond keeps itself going. */
const IDLE_WITHIN_MS = 8 * 24 * 60 * 60_000;

/** Makes a clock that runs with `base`. */
export function createVirtualClock(base: Clock): VirtualClock {
  const queue = createTimerQueue();
  let ahead = 0;
  let held: { readonly now: number; readonly elapsed: number } | null = null;
  let armed: { readonly due: number; readonly cancel: () => void } | null = null;
  /** Counts the resets: a play of before one has no say any more. */
  let generation = 0;
  let lastPlay: Promise<unknown> = Promise.resolve();

  /** With the fractions of what passed; whoever asks is told whole milliseconds, as by the computer's clock. */
  const exactNow = (): number => held?.now ?? base.now() + ahead;
  const now = (): number => Math.round(exactNow());
  const elapsed = (): number => held?.elapsed ?? base.elapsed() + ahead;

  const disarm = (): void => {
    armed?.cancel();
    armed = null;
  };
  /** One timer of the computer's, for the earliest of ours. */
  const arm = (): void => {
    const due = held === null ? queue.first()?.due : undefined;
    if (due === armed?.due) return;
    disarm();
    if (due === undefined) return;
    const cancel = base.after(Math.max(0, due - elapsed()), () => {
      armed = null;
      fireDue();
      arm();
    });
    armed = { due, cancel };
  };
  const fireDue = (): void => {
    for (let timer = queue.take(elapsed()); timer !== null; timer = queue.take(elapsed())) timer.callback();
  };
  const moveTo = (target: number): void => {
    const step = Math.max(0, target - elapsed());
    held = { now: exactNow() + step, elapsed: elapsed() + step };
  };
  const release = (): void => {
    // Real time may have run further than was played; the clock never falls behind it.
    if (held !== null) ahead = Math.max(ahead, held.elapsed - base.elapsed());
    held = null;
    arm();
  };

  const playNow = async (wish: TimeToPlay, settle: () => Promise<void>): Promise<Played> => {
    const mine = generation;
    const startedAt = base.elapsed();
    held = { now: exactNow(), elapsed: elapsed() };
    disarm();
    const from = held.elapsed;
    const target = from + ("advanceMs" in wish ? wish.advanceMs : IDLE_WITHIN_MS);

    /** One moment; null = it goes on after it. */
    const step = async (): Promise<Played["end"] | null> => {
      // What is under way may plan something that comes before what is planned already.
      await settle();
      if (mine !== generation) return "reset";
      const next = queue.first();
      if (next === null || next.due > target) {
        if ("advanceMs" in wish) moveTo(target);
        if (next === null) return "idle";
        return "advanceMs" in wish ? "there" : "limit";
      }
      if (base.elapsed() - startedAt > LONGEST_PLAY_MS) return "limit";
      moveTo(next.due);
      fireDue();
      if ("advanceMs" in wish || wish.until === "idle") return null;
      await settle();
      return mine === generation ? "there" : "reset";
    };

    try {
      let end: Played["end"] | null = null;
      // oxlint-disable-next-line no-await-in-loop -- one moment after the other is the point
      while (end === null) end = await step();
      return { advancedMs: end === "reset" ? 0 : Math.round(elapsed() - from), end };
    } finally {
      if (mine === generation) release();
    }
  };

  return {
    now,
    elapsed,
    after(delayMs, callback) {
      const cancel = queue.add(elapsed() + Math.max(0, delayMs), callback);
      arm();
      return () => {
        cancel();
        arm();
      };
    },
    aheadMs: () => now() - base.now(),
    isPlaying: () => held !== null,
    waiting: () => queue.size(),
    nextAt() {
      const first = queue.first();
      return first === null ? null : Math.round(exactNow() + (first.due - elapsed()));
    },
    play(wish, settle) {
      const played = lastPlay.then(() => playNow(wish, settle));
      // The next play waits for this one, however it ends; its own caller hears of a failure.
      lastPlay = played.catch(() => undefined);
      return played;
    },
    reset() {
      generation += 1;
      queue.clear();
      held = null;
      ahead = 0;
      arm();
    },
  };
}
