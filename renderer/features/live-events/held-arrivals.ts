// Arrivals that wait while the view is paused or scrolled away.
import type { EventRow } from "../../../preload/contract/event.ts";
import type { EventId } from "../../../preload/contract/ids.ts";

/** More than this many rows are only counted, and read from the store when they are wanted. */
export const HELD_LIMIT = 2_000;

/** Keeps the waiting rows, or their number alone when there are too many. */
export class HeldArrivals {
  private rows = new Map<EventId, EventRow>();
  private overflowed: number | null = null;

  get count(): number {
    return this.overflowed ?? this.rows.size;
  }

  /** Whether the rows themselves are here; otherwise only their number is known. */
  get isComplete(): boolean {
    return this.overflowed === null;
  }

  add(rows: readonly EventRow[]): void {
    if (this.overflowed !== null) {
      this.overflowed += rows.length;
      return;
    }
    for (const row of rows) this.rows.set(row.id, row);
    if (this.rows.size > HELD_LIMIT) this.overflow(this.rows.size);
  }

  /** From now on only counts, beginning with this number. */
  overflow(count: number): void {
    this.overflowed = Math.max(0, count);
    this.rows.clear();
  }

  /** The id before all of them; without any, `last`. */
  idBefore(last: EventId | null): EventId | null {
    return this.rows.size === 0 ? last : ((Math.min(...this.rows.keys()) - 1) as EventId);
  }

  has(id: EventId): boolean {
    return this.rows.has(id);
  }

  /** Lets go of the rows up to this one. */
  forgetUpTo(id: EventId): void {
    for (const known of this.rows.keys()) if (known <= id) this.rows.delete(known);
  }

  /** Replaces a waiting row by what `change` makes of it. Returns whether it was here. */
  patch(id: EventId, change: (row: EventRow) => EventRow): boolean {
    const row = this.rows.get(id);
    if (row !== undefined) this.rows.set(id, change(row));
    return row !== undefined;
  }

  /** The waiting rows, which then wait no longer. */
  takeAll(): readonly EventRow[] {
    const rows = [...this.rows.values()];
    this.clear();
    return rows;
  }

  clear(): void {
    this.rows.clear();
    this.overflowed = null;
  }
}
