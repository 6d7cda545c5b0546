// Which rows of the filtered log are at hand: pages of one snapshot below, what arrived since above.
import type { EventPage, EventRow, PageEnd } from "../../../preload/contract/event.ts";
import type { EventId } from "../../../preload/contract/ids.ts";

/** Rows of one page; also the step in which arrivals become pages. */
export const PAGE_SIZE = 200;

/** Pages kept at hand; the least recently shown one goes first. */
export const PAGES_KEPT = 24;

/** Arrivals kept above the snapshot before the oldest of them become a page. */
const HEAD_LIMIT = 3 * PAGE_SIZE;

/** What pages are cut from: the log up to an event, its ages counted from a moment. */
export interface Snapshot {
  readonly upToId: PageEnd;
  /** Epoch ms by the host's clock; undefined = when the page is read. */
  readonly readAt: number | undefined;
}

/**
 * Newest first and addressed by index: index 0 is the newest row. The snapshot below never moves, because every page
 * of it is asked for with the same {@link Snapshot}; so an arrival shifts indexes but never makes a page wrong.
 */
export class RowWindow {
  /** Oldest first, so that the usual arrival is a push. */
  private head: EventRow[] = [];
  /** In order of use, oldest use first. */
  private pages = new Map<number, readonly EventRow[]>();
  private snapshotTotal = 0;
  private snapshotId: EventId | null = null;
  private readAt: number | undefined;
  private folds = 0;
  private passedId: PageEnd;

  /** `reach` as it is until there are rows. */
  constructor(reach: PageEnd = null) {
    this.passedId = reach;
  }

  /** Number of rows, at hand or not. */
  get count(): number {
    return this.head.length + this.snapshotTotal;
  }

  /** The one that its pages belong to; up to null = the log was empty. */
  get snapshot(): Snapshot {
    return { upToId: this.snapshotId, readAt: this.readAt };
  }

  /** Up to this event it has all there are; null = nobody knows yet. It may be later than the newest row. */
  get reach(): PageEnd {
    const newestId = this.head.at(-1)?.id ?? 0;
    return this.passedId === null || this.passedId > newestId ? this.passedId : newestId;
  }

  /** How often arrivals became a page: what to subtract from a page number asked for earlier. */
  get shift(): number {
    return this.folds;
  }

  /** Starts over from the first page of a new snapshot. */
  reset(page: Omit<EventPage, "readAt"> & Pick<Snapshot, "readAt">): void {
    this.head = [];
    this.pages.clear();
    this.snapshotTotal = page.total;
    this.snapshotId = page.upToId;
    this.readAt = page.readAt;
    this.folds = 0;
    this.passedId = page.upToId ?? 0;
    this.pages.set(0, page.rows);
  }

  /** Forgets every row, but not how far they reached. */
  clear(): void {
    const { reach } = this;
    this.reset({ rows: [], total: 0, upToId: null, readAt: undefined });
    this.passedId = reach;
  }

  /** Tells that of the events up to this one none is missing. */
  passOver(id: EventId | null): void {
    if (id !== null && id > (this.reach ?? 0)) this.passedId = id;
  }

  /** Whether this id is already counted: in the snapshot (at hand or not) or above it. */
  covers(id: EventId): boolean {
    return (this.snapshotId !== null && id <= this.snapshotId) || this.findInHead(id) !== null;
  }

  /** Puts arrivals on top, in the order of their ids; those it covers are left out. Returns those taken. */
  arrive(rows: readonly EventRow[]): readonly EventRow[] {
    const taken = rows.filter((row) => !this.covers(row.id));
    if (taken.length === 0) return taken;
    const newest = this.head.at(-1);
    this.head.push(...taken);
    const first = taken[0];
    const isInOrder = newest === undefined || (first !== undefined && first.id > newest.id);
    if (!isInOrder || taken.length > 1) this.head.sort((a, b) => a.id - b.id);
    while (this.head.length > HEAD_LIMIT) this.fold();
    return taken;
  }

  /** Stores an answered page. `askedAtShift` is {@link shift} as it was when the page was asked for. */
  store(page: EventPage, pageNumber: number, askedAtShift: number): void {
    this.snapshotTotal = page.total + this.folded(askedAtShift);
    this.keep(pageNumber + (this.folds - askedAtShift), page.rows);
  }

  /** The row at an index; null while its page is not at hand. */
  rowAt(index: number): EventRow | null {
    if (index < this.head.length) return this.head[this.head.length - 1 - index] ?? null;
    const offset = index - this.head.length;
    const page = this.pages.get(Math.floor(offset / PAGE_SIZE));
    return page?.[offset % PAGE_SIZE] ?? null;
  }

  /** Index of an event among the rows at hand; null when it is not there. */
  indexOf(id: EventId): number | null {
    const inHead = this.findInHead(id);
    if (inHead !== null) return this.head.length - 1 - inHead;
    for (const [number, rows] of this.pages) {
      const place = findDescending(rows, id);
      if (place !== null) return this.head.length + number * PAGE_SIZE + place;
    }
    return null;
  }

  /** Replaces the row of an event by what `change` makes of it. Returns whether it was at hand. */
  patch(id: EventId, change: (row: EventRow) => EventRow): boolean {
    const inHead = this.findInHead(id);
    if (inHead !== null) {
      const row = this.head[inHead];
      if (row !== undefined) this.head[inHead] = change(row);
      return true;
    }
    for (const [number, rows] of this.pages) {
      const place = findDescending(rows, id);
      if (place === null) continue;
      // Setting an existing key keeps its place in the order of use.
      this.pages.set(
        number,
        rows.map((row, at) => (at === place ? change(row) : row)),
      );
      return true;
    }
    return false;
  }

  /** Numbers of the snapshot's pages that these indexes need and that are not at hand; marks the others as used. */
  missingPages(first: number, last: number): readonly number[] {
    const missing: number[] = [];
    const lastOffset = Math.min(last - this.head.length, this.snapshotTotal - 1);
    const firstOffset = Math.max(first - this.head.length, 0);
    if (lastOffset < 0) return missing;
    for (let page = Math.floor(firstOffset / PAGE_SIZE); page * PAGE_SIZE <= lastOffset; page += 1) {
      const rows = this.pages.get(page);
      if (rows === undefined) missing.push(page);
      else this.keep(page, rows);
    }
    return missing;
  }

  private keep(number: number, rows: readonly EventRow[]): void {
    this.pages.delete(number);
    this.pages.set(number, rows);
    for (const oldest of this.pages.keys()) {
      if (this.pages.size <= PAGES_KEPT) return;
      this.pages.delete(oldest);
    }
  }

  /** Turns the oldest arrivals into the first page of a newer snapshot; exactly a page's worth, so no page tears. */
  private fold(): void {
    const folded = this.head.splice(0, PAGE_SIZE).reverse();
    const newest = folded[0];
    if (newest === undefined) return;
    this.pages = new Map([...this.pages].map(([number, rows]) => [number + 1, rows]));
    this.snapshotTotal += PAGE_SIZE;
    this.snapshotId = newest.id;
    this.folds += 1;
    this.keep(0, folded);
  }

  /** Rows folded since then, which an older answer's total does not count. */
  private folded(askedAtShift: number): number {
    return (this.folds - askedAtShift) * PAGE_SIZE;
  }

  private findInHead(id: EventId): number | null {
    let low = 0;
    let high = this.head.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const row = this.head[middle];
      if (row === undefined) return null;
      if (row.id === id) return middle;
      if (row.id < id) low = middle + 1;
      else high = middle - 1;
    }
    return null;
  }
}

function findDescending(rows: readonly EventRow[], id: EventId): number | null {
  let low = 0;
  let high = rows.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const row = rows[middle];
    if (row === undefined) return null;
    if (row.id === id) return middle;
    if (row.id > id) low = middle + 1;
    else high = middle - 1;
  }
  return null;
}
