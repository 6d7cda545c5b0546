// Things waited for, each by a name and once at a time.
import type { FrameScheduler } from "./frame-scheduler.ts";

/** Starts, merges and cancels waits; a wait that is asked for again while it runs is the same wait. */
export class NamedTimers {
  private readonly scheduler: FrameScheduler;
  private readonly cancels = new Map<string, () => void>();

  constructor(scheduler: FrameScheduler) {
    this.scheduler = scheduler;
  }

  after(name: string, delayMs: number, run: () => void): void {
    this.begin(name, run, (fire) => this.scheduler.after(delayMs, fire));
  }

  nextFrame(name: string, run: () => void): void {
    this.begin(name, run, (fire) => this.scheduler.nextFrame(fire));
  }

  cancel(name: string): void {
    this.cancels.get(name)?.();
    this.cancels.delete(name);
  }

  cancelAll(): void {
    for (const name of this.cancels.keys()) this.cancel(name);
  }

  private begin(name: string, run: () => void, schedule: (fire: () => void) => () => void): void {
    if (this.cancels.has(name)) return;
    const fire = (): void => {
      this.cancels.delete(name);
      run();
    };
    this.cancels.set(name, schedule(fire));
  }
}
