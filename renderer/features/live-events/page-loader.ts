// Brings the pages around what is on screen.
import type { EventRow } from "../../../preload/contract/event.ts";
import type { PageAnswer } from "./page-asker.ts";
import { PAGE_SIZE, type RowWindow, type Snapshot } from "./row-window.ts";

interface PageLoaderPorts {
  readonly rows: RowWindow;
  readonly ask: (snapshot: Snapshot, pageNumber: number) => Promise<PageAnswer>;
  /** Last touch to the rows of a page before they are kept. */
  readonly prepare: (rows: readonly EventRow[]) => EventRow[];
  readonly onLoaded: () => void;
}

/** Pages asked for at once; a fast scroll must not queue all it flies over. */
const MOST_PENDING = 4;

/** Asks for each page once, those on screen before their neighbours. */
export class PageLoader {
  private readonly ports: PageLoaderPorts;
  private pending = new Set<number>();
  private shown = { first: 0, last: 0 };

  constructor(ports: PageLoaderPorts) {
    this.ports = ports;
  }

  /** Tells which indexes are on screen. */
  show(first: number, last: number): void {
    this.shown = { first, last };
  }

  /** Forgets what was asked for: the rows are to be those of another snapshot. */
  reset(): void {
    this.pending = new Set();
  }

  fetchMissing(): void {
    const { rows } = this.ports;
    const { first, last } = this.shown;
    const near = rows.missingPages(first, last);
    const next = rows.missingPages(first - PAGE_SIZE, last + PAGE_SIZE);
    for (const page of [...near, ...next]) {
      if (this.pending.size >= MOST_PENDING) return;
      // Page numbers grow when arrivals become a page; the difference to the shift does not.
      const name = page - rows.shift;
      if (!this.pending.has(name)) void this.fetch(page, name);
    }
  }

  private async fetch(pageNumber: number, name: number): Promise<void> {
    const { rows, ask, prepare, onLoaded } = this.ports;
    const { shift } = rows;
    const { pending } = this;
    pending.add(name);
    const page = await ask(rows.snapshot, pageNumber);
    if (page === "outdated" || pending !== this.pending) return;
    pending.delete(name);
    // Shown again (or scrolled to again) it is asked for again.
    if ("code" in page) return;
    rows.store({ ...page, rows: prepare(page.rows) }, pageNumber, shift);
    onLoaded();
    this.fetchMissing();
  }
}
