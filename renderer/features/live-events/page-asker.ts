// Asks the store for pages of the log, and lets go of answers that nobody waits for any more.
import type { Bridge } from "../../../preload/contract/contract.ts";
import type { AppErrorValue } from "../../../preload/contract/errors.ts";
import type { EventPage, PageEnd } from "../../../preload/contract/event.ts";
import { newAsker } from "../../bridge/asker.ts";
import type { LogFilter } from "./log-view.ts";
import { PAGE_SIZE } from "./row-window.ts";

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

  constructor(bridge: Bridge) {
    this.bridge = bridge;
  }

  /** What was asked for until now is answered by `outdated`. */
  dropAll(): void {
    this.generation += 1;
  }

  async ask({ workspace, query }: LogFilter, upToId: PageEnd, pageNumber: number): Promise<PageAnswer> {
    const { generation, asker } = this;
    const offset = pageNumber * PAGE_SIZE;
    const input = { workspace, query, upToId, offset, limit: PAGE_SIZE, asker };
    const result = await this.bridge.call("events.page", input);
    if (generation !== this.generation) return "outdated";
    return result.ok ? result.value : result.error;
  }

  /** Asks for what a list begins with that ends at an event. */
  async askFirst(filter: LogFilter, upToId: PageEnd): Promise<Answer<FirstPages>> {
    const [page, newest] = await Promise.all([
      this.ask(filter, upToId, 0),
      upToId === null ? null : this.ask(filter, null, 0),
    ]);
    if (page === "outdated" || newest === "outdated") return "outdated";
    if ("code" in page) return page;
    return newest !== null && "code" in newest ? newest : { page, newest };
  }
}
