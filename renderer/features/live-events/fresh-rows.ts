// Which rows are pointed at for a moment, because they have just arrived.
import type { EventRow } from "../../../preload/contract/event.ts";
import type { EventId } from "../../../preload/contract/ids.ts";
import { ArrivalRate } from "./arrival-rate.ts";
import type { FrameScheduler } from "./frame-scheduler.ts";
import { TINT_MS } from "./log-view.ts";
import type { NamedTimers } from "./named-timers.ts";

interface FreshRowsPorts {
  readonly scheduler: FrameScheduler;
  readonly timers: NamedTimers;
  /** Hears from which row up they have just arrived; null = none, or too many to point at. */
  readonly tell: (fromId: EventId | null) => void;
}

/** Points at rows as they come, unless too many do. */
export class FreshRows {
  private readonly ports: FreshRowsPorts;
  private readonly rate = new ArrivalRate();

  constructor(ports: FreshRowsPorts) {
    this.ports = ports;
  }

  /** So many came, shown or not. */
  count(amount: number): void {
    this.rate.add(amount, this.ports.scheduler.now());
  }

  /** Points at those that are shown now, oldest first, and at those from `formerId` up still. */
  pointAt(shown: readonly EventRow[], formerId: EventId | null): void {
    const oldest = shown[0];
    if (oldest === undefined) return;
    const { scheduler, timers, tell } = this.ports;
    const isBurst = this.rate.isBurst(scheduler.now());
    tell(isBurst ? null : (formerId ?? oldest.id));
    timers.cancel("tint");
    if (!isBurst) timers.after("tint", TINT_MS, () => tell(null));
  }
}
