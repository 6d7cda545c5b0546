// How fast events arrive right now, so that the list can do less when they come in bursts.

/** Above this many events a second, arrivals are no longer tinted one by one. */
export const BURST_RATE = 20;

const SPAN_MS = 1_000;

/** Counts arrivals of the last second. */
export class ArrivalRate {
  private readonly marks: { readonly at: number; readonly amount: number }[] = [];
  private sum = 0;

  add(amount: number, now: number): void {
    this.marks.push({ at: now, amount });
    this.sum += amount;
    this.forget(now);
  }

  isBurst(now: number): boolean {
    this.forget(now);
    return this.sum > BURST_RATE;
  }

  private forget(now: number): void {
    for (let oldest = this.marks[0]; oldest !== undefined; oldest = this.marks[0]) {
      if (now - oldest.at < SPAN_MS) return;
      this.sum -= oldest.amount;
      this.marks.shift();
    }
  }
}
