// Asks the store for pages of the log, and lets go of answers that nobody waits for any more.
import type { Bridge } from "../../../preload/contract/contract.ts";
import type { AppErrorValue } from "../../../preload/contract/errors.ts";
import type { EventPage, PageEnd } from "../../../preload/contract/event.ts";
import { newAsker } from "../../bridge/asker.ts";
import type { LogFilter } from "./log-view.ts";
import { PAGE_SIZE, type Snapshot } from "./row-window.ts";

/** What was asked for, the error, or `outdated` when nobody waits for it any more. */
type Answer<T> = T | AppErrorValue | "outdated";
/** One page of the log. */
export type PageAnswer = Answer<EventPage>;

/** The first page of a list, and the newest one of the log where the list ends before it. */
interface FirstPages {
  readonly page: EventPage;
  readonly newest: EventPage | null;
}

/** The questions of one log. */
export class PageAsker {
  private readonly bridge: Bridge;
  /** A former search of this log ends with the next one. */
  private readonly asker = newAsker();
  /** Raised whenever answers on their way become worthless. */
  private generation = 0;
  private lastEnd: PageEnd = null;
  private isAskingNewest = false;

  constructor(bridge: Bridge) {
    this.bridge = bridge;
  }

  /** Where the list ends whose first page was asked for last; null = with the newest event. */
  get end(): PageEnd {
    return this.lastEnd;
  }

  /** Whether {@link askNewest} has not been answered yet. */
  get isNewestAwaited(): boolean {
    return this.isAskingNewest;
  }

  /** What was asked for until now is answered by `outdated`. */
  dropAll(): void {
    this.generation += 1;
    this.isAskingNewest = false;
  }

  async ask({ workspace, query }: LogFilter, snapshot: Snapshot, pageNumber: number): Promise<PageAnswer> {
    const { generation, asker } = this;
    const offset = pageNumber * PAGE_SIZE;
    const input = { workspace, query, ...snapshot, offset, limit: PAGE_SIZE, asker };
    const result = await this.bridge.call("events.page", input);
    if (generation !== this.generation) return "outdated";
    return result.ok ? result.value : result.error;
  }

  /** Asks for what a list begins with, and where it ends at an event, for what came after that. */
  async askFirst(filter: LogFilter, snapshot: Snapshot): Promise<Answer<FirstPages>> {
    const { upToId } = snapshot;
    this.lastEnd = upToId;
    const page = await this.ask(filter, snapshot, 0);
    if (page === "outdated" || "code" in page) return page;
    if (upToId === null) return { page, newest: null };
    // Not at the same time: by then an event may be too old, and the two would not fit together.
    const newest = await this.ask(filter, { upToId: null, readAt: page.readAt }, 0);
    return newest === "outdated" || "code" in newest ? newest : { page, newest };
  }

  /** Asks for what is new, with ages counted from a moment; undefined = from now. */
  async askNewest(filter: LogFilter, readAt: number | undefined): Promise<PageAnswer> {
    this.isAskingNewest = true;
    const page = await this.ask(filter, { upToId: null, readAt }, 0);
    if (page !== "outdated") this.isAskingNewest = false;
    return page;
  }
}
