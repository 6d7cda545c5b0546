// Why the store refuses events, or cannot keep all of them, for as long as that is so. The next webhook may be hours away, so
// the clock asks, too.
import { isDeepStrictEqual } from "node:util";
import { AppError, toErrorValue, type AppErrorValue, type ErrorCode } from "../../preload/contract/errors.ts";
import type { EventStore } from "../events/event-store.ts";
import type { Clock, Log } from "../ports.ts";

/** What the store said last. */
export interface StoreFault {
  /** null = it takes events. */
  current(): AppErrorValue | null;
  /** An event was stored; what belongs to it, like its answer, may not have been. */
  stored(): void;
  /** None was, for this. */
  refused(error: unknown): void;
  /** Asks no more until an event is refused again. */
  stop(): void;
}

/** What {@link createStoreFault} works with. */
export interface StoreFaultParts {
  readonly store: Pick<EventStore, "tryWrite" | "damage">;
  readonly clock: Clock;
  readonly log: Log;
  /** The store is asked only meanwhile. */
  readonly isListening: () => boolean;
  readonly onChange: () => void;
}

const TRY_EVERY_MS = 5_000;
/** What the store itself says of an event that it did not take. */
const STORE_FAULTS: readonly ErrorCode[] = [
  "STORE_WRITE_FAILED",
  "STORE_LOCKED",
  "STORE_MOVED",
  "DATA_FILE_DAMAGED",
];
const DAMAGE: readonly string[] = ["DATA_FILE_DAMAGED", "STORE_PARTLY_DAMAGED"] satisfies ErrorCode[];
const UNKNOWN_FAULT: AppErrorValue = {
  code: "STORE_WRITE_FAILED",
  details: { reason: "The event could not be stored." },
};

/** Begins without a fault. */
export function createStoreFault({ store, clock, log, isListening, onChange }: StoreFaultParts): StoreFault {
  let fault: AppErrorValue | null = null;
  let cancelTrial: (() => void) | null = null;

  function set(next: AppErrorValue | null): void {
    if (!isDeepStrictEqual(fault, next)) {
      fault = next;
      onChange();
    }
    // A damaged file does not mend itself, and a trial may miss the damage that the event met.
    if (next === null || DAMAGE.includes(next.code)) stop();
    else trySoon();
  }

  function refused(error: unknown): void {
    const isTold = error instanceof AppError && STORE_FAULTS.includes(error.code);
    if (!isTold) log.error("listener.request", error);
    set(isTold ? toErrorValue(error) : UNKNOWN_FAULT);
  }

  function trySoon(): void {
    if (!isListening()) return;
    cancelTrial ??= clock.after(TRY_EVERY_MS, () => {
      cancelTrial = null;
      tryNow();
    });
  }

  function tryNow(): void {
    try {
      store.tryWrite();
    } catch (error) {
      refused(error);
      return;
    }
    set(null);
  }

  function stop(): void {
    cancelTrial?.();
    cancelTrial = null;
  }

  return {
    current: () => fault,
    stored: () => {
      const damage = store.damage();
      if (fault !== null || damage !== null) set(damage === null ? null : toErrorValue(damage));
    },
    refused,
    stop,
  };
}
