// The live log as the list reads it: a window onto the stored events, and the arrivals that come on top.
import type { TopicValue } from "../../../preload/contract/contract.ts";
import type { EventPage, EventRow } from "../../../preload/contract/event.ts";
import type { EventId } from "../../../preload/contract/ids.ts";
import { hostTime } from "../../bridge/host-clock.ts";
import { AnswerMemory } from "./answer-memory.ts";
import { FreshRows } from "./fresh-rows.ts";
import { HeldArrivals } from "./held-arrivals.ts";
import type { EventLogPorts, LogFilter, LogStart, LogView } from "./log-view.ts";
import { INDEX_LAG_MS, REFRESH_MS, beginView, isOfAll, nextView } from "./log-view.ts";
import { NamedTimers } from "./named-timers.ts";
import { PageAsker } from "./page-asker.ts";
import { PageLoader } from "./page-loader.ts";
import { RowWindow } from "./row-window.ts";

/**
 * A live, windowed view of the filtered log. Arrivals are gathered and shown once per frame. While the view is paused or scrolled
 * away they are held, so nothing under the reader's eyes moves; capture is never affected.
 */
export class EventLog {
  private readonly ports: EventLogPorts;
  private readonly store: PageAsker;
  private readonly rows: RowWindow;
  private readonly held = new HeldArrivals();
  private readonly answers = new AnswerMemory();
  private readonly fresh: FreshRows;
  private readonly listeners = new Set<() => void>();
  private readonly pages: PageLoader;
  private readonly timers: NamedTimers;
  /** What came since the last frame, or since a page was asked for. Incomplete = only the store knows all of it. */
  private readonly inbox = new HeldArrivals();
  private isAtTop: boolean;
  /** The newest event that came, whether it matches or not. Not the last one: a reply may be told late. */
  private toldId: EventId | null = null;
  private isRunning = false;
  /** Once more, when the answer that is awaited is here. */
  private isRefreshWished = false;
  private test: ((row: EventRow) => boolean) | null;
  private current: LogView;

  constructor(ports: EventLogPorts, filter: LogFilter, start: LogStart = {}) {
    this.ports = ports;
    this.store = new PageAsker(ports.bridge);
    this.rows = new RowWindow(start.reach);
    this.isAtTop = start.isAtTop ?? true;
    this.timers = new NamedTimers(ports.scheduler);
    const tell = (freshFromId: LogView["freshFromId"]): void => this.publish({ freshFromId });
    this.fresh = new FreshRows({ scheduler: ports.scheduler, timers: this.timers, tell });
    this.pages = new PageLoader({
      rows: this.rows,
      ask: (snapshot, pageNumber) => this.store.ask(this.current.filter, snapshot, pageNumber),
      prepare: (rows) => this.answers.applyTo(rows),
      onLoaded: () => this.publish({}),
    });
    this.test = ports.rowTest(filter.query);
    this.current = beginView(filter, start.isPaused ?? false, hostTime(ports.bridge));
  }

  /** Begins to listen and to load. Returns what ends it; it may be started again. */
  start(): () => void {
    const { bridge } = this.ports;
    this.isRunning = true;
    const ends = [
      bridge.subscribe("events.appended", (rows) => this.onAppended(rows)),
      bridge.subscribe("events.answered", (answers) => this.onAnswered(answers)),
      // The events of one that was removed went with it; the screen of one alone goes, too.
      bridge.subscribe("workspaces.changed", () => isOfAll(this.current.filter) && this.loadAnew()),
      bridge.onConnection?.((isConnected) => isConnected && this.onReconnected()),
    ];
    void this.load();
    return () => {
      this.isRunning = false;
      this.store.dropAll();
      for (const end of ends) end?.();
      this.timers.cancelAll();
    };
  }

  /** For `useSyncExternalStore`, as is {@link view}. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly view = (): LogView => this.current;

  /** What a log needs to begin where this one is. */
  get place(): Required<Pick<LogStart, "isPaused" | "reach">> {
    return { isPaused: this.current.isPaused, reach: this.rows.reach };
  }

  /** The moment from which the ages of its rows are counted, epoch ms; undefined until they are here. */
  get readAt(): number | undefined {
    return this.current.phase === "ready" ? this.rows.snapshot.readAt : undefined;
  }

  /** The row at an index of the list, newest first; null while it is not at hand. */
  rowAt(index: number): EventRow | null {
    return this.rows.rowAt(index);
  }

  /** Index of an event in the list; null when it is filtered out, held back or not at hand. */
  indexOf(id: EventId): number | null {
    return this.rows.indexOf(id);
  }

  /** Whether an event is held back; null = those that are, are only counted. */
  readonly isWaiting = (id: EventId): boolean | null => (this.held.isComplete ? this.held.has(id) : null);

  /** Shows other events. Answers still on their way for the former filter are dropped. */
  setFilter(filter: LogFilter): void {
    const former = this.current.filter;
    if (former.workspace === filter.workspace && former.query === filter.query) return;
    this.test = this.ports.rowTest(filter.query);
    this.isAtTop = true;
    if (former.workspace !== filter.workspace) this.rows.clear();
    this.publish({ filter, freshFromId: null });
    if (this.isRunning) void this.load();
  }

  /** Tells which indexes are on screen, so that their pages (and the next ones) are at hand. */
  show(first: number, last: number): void {
    this.pages.show(first, last);
    if (this.current.phase === "ready" && this.isRunning) this.pages.fetchMissing();
  }

  /** Tells whether the newest row is in view: only then are arrivals inserted. */
  setAtTop(isAtTop: boolean): void {
    if (this.isAtTop === isAtTop) return;
    if (!isAtTop) this.noteReach();
    this.isAtTop = isAtTop;
    if (!isAtTop) this.publish({ freshFromId: null });
    else if (!this.isHolding) this.release();
  }

  pause(): void {
    this.noteReach();
    this.publish({ isPaused: true, freshFromId: null });
  }

  resume(): void {
    if (!this.current.isPaused) return;
    this.publish({ isPaused: false });
    if (!this.isHolding) this.release();
  }

  /** Brings the waiting rows in at once, wherever the list stands; the caller scrolls to the top. A pause goes on. */
  showWaiting(): void {
    this.isAtTop = true;
    this.release();
  }

  /** Asks again after a failure. */
  readonly retry = (): void => void this.load();

  private get isHolding(): boolean {
    return this.current.isPaused || !this.isAtTop;
  }

  /** The moment from which ages are counted while it holds: what is shown then grows no older, and nothing that waits does. */
  private get heldAt(): number | undefined {
    return this.isHolding ? this.readAt : undefined;
  }

  /** Before it holds: what came until now does not wait, but for what is still on its way into the list. */
  private noteReach(): void {
    if (this.isHolding || this.store.isNewestAwaited || !this.inbox.isComplete || this.test === null) return;
    this.rows.passOver(this.inbox.idBefore(this.toldId));
  }

  /** While it holds, anew is up to where it was: what waits goes on waiting, if it still matches. */
  private async load(upToId = this.isHolding ? this.rows.reach : null, readAt?: number): Promise<void> {
    this.store.dropAll();
    this.isRefreshWished = false;
    this.inbox.clear();
    this.publish({ phase: "loading", error: null });
    const first = await this.store.askFirst(this.current.filter, { upToId, readAt });
    if (first === "outdated") return;
    if ("code" in first) {
      this.rows.clear();
      this.held.clear();
      return this.publish({ phase: "failed", error: first });
    }
    // Without a row there is nothing to be scrolled away in.
    if (first.page.total === 0) this.isAtTop = true;
    this.startFrom(first.page);
    if (first.newest !== null) this.catchUp(first.newest);
    if (this.isRefreshWished) void this.refresh();
  }

  /** While it holds, what is shown stays, but for what is gone. */
  private readonly loadAnew = (): void => void this.load(undefined, this.heldAt);

  private startFrom(page: EventPage): void {
    this.pages.reset();
    this.rows.reset({ ...page, rows: this.answers.applyTo(page.rows) });
    this.held.clear();
    this.publish({ phase: "ready", error: null, freshFromId: null });
    this.scheduleFlush();
    this.pages.fetchMissing();
  }

  private onAppended(rows: TopicValue<"events.appended">): void {
    const { filter } = this.current;
    const ours = isOfAll(filter) ? rows : rows.filter(({ workspace }) => workspace === filter.workspace);
    for (const { id } of rows) if (id > (this.toldId ?? 0)) this.toldId = id;
    if (ours.length === 0) return;
    if (this.test === null) {
      this.timers.after("refresh", REFRESH_MS, () => void this.refresh());
      this.timers.after("refresh-late", REFRESH_MS + INDEX_LAG_MS, () => void this.refresh());
      return;
    }
    const matching = ours.filter(this.test);
    if (matching.length === 0) return;
    this.inbox.add(matching);
    this.scheduleFlush();
  }

  private onAnswered(answers: TopicValue<"events.answered">): void {
    for (const answer of answers) this.answers.note(answer, [this.rows, this.held, this.inbox]);
    this.scheduleFlush();
    // A code or a duration can make an older row match: only the store can tell.
    if (this.test === null) this.timers.after("refresh", REFRESH_MS, () => void this.refresh());
  }

  private onReconnected(): void {
    this.inbox.overflow(this.inbox.count);
    const { phase, filter } = this.current;
    // Of all workspaces, one may have been removed meanwhile.
    if (this.isHolding && phase === "ready" && !isOfAll(filter)) void this.refresh();
    else this.loadAnew();
  }

  private readonly scheduleFlush = (): void => this.timers.nextFrame("flush", () => this.flush());

  private flush(): void {
    // Until the first page is here nobody knows which arrivals it already contains.
    if (this.current.phase !== "ready") return;
    // Nor which of them a newer page contains that is awaited.
    if (!this.store.isNewestAwaited) this.takeInbox();
    this.publish({});
  }

  private takeInbox(): void {
    if (this.inbox.isComplete) return this.take(this.inbox.takeAll());
    // More than a frame should ever hold: the page was asleep. Reading anew is cheaper than drawing them all.
    if (this.isHolding) this.held.overflow(this.held.count + this.inbox.count);
    void this.refresh();
  }

  private take(arrived: readonly EventRow[]): void {
    this.fresh.count(arrived.length);
    const rows = this.answers.applyTo(arrived);
    if (this.isHolding) this.held.add(rows.filter((row) => !this.rows.covers(row.id)));
    else this.fresh.pointAt(this.rows.arrive(rows), this.current.freshFromId);
  }

  private release(): void {
    const isLoading = this.current.phase === "loading";
    // The answer that is awaited may leave out what waits.
    if (isLoading ? this.store.end !== null : !this.held.isComplete) return void this.load(null);
    this.rows.arrive(this.held.takeAll());
    this.publish({});
  }

  /** Asks the store what is new, for a query that only it can evaluate or after a gap in the arrivals. */
  private async refresh(): Promise<void> {
    // An answer that is awaited may have been read before what is asked after.
    this.isRefreshWished = this.store.isNewestAwaited || this.current.phase !== "ready";
    if (this.isRefreshWished) return;
    const isAfterGap = !this.inbox.isComplete;
    if (isAfterGap) this.inbox.clear(); // the page will contain all of it
    const page = await this.store.askNewest(this.current.filter, this.heldAt);
    if (page === "outdated") return;
    // After a failure the next arrival asks again; what is shown stays true for its snapshot.
    if (!("code" in page)) this.catchUp(page);
    else if (isAfterGap) this.inbox.overflow(this.inbox.count);
    if (this.inbox.count > 0) this.scheduleFlush();
    if (this.isRefreshWished) void this.refresh();
  }

  private catchUp(page: EventPage): void {
    if (page.upToId !== null) this.inbox.forgetUpTo(page.upToId);
    const fresh = page.rows.filter(({ id }) => !this.rows.covers(id) && !this.held.has(id)).reverse();
    const isGapless = this.held.isComplete && page.total === this.rows.count + this.held.count + fresh.length;
    if (isGapless) this.take(fresh);
    else if (!this.isHolding) this.startFrom(page);
    // It holds since it asked: some of what it shows may have been too old for the answer.
    else if (page.readAt !== this.rows.snapshot.readAt) this.isRefreshWished = true;
    else this.held.overflow(page.total - this.rows.count);
    if (!this.isHolding) this.rows.passOver(page.upToId);
    this.publish({});
  }

  private publish(change: Partial<LogView>): void {
    const counts = { count: this.rows.count, waiting: this.held.count };
    this.current = nextView(this.current, { ...change, ...counts }, hostTime(this.ports.bridge));
    for (const listener of this.listeners) listener();
  }
}
