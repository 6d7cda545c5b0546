// Runs searches in a thread of their own, started at the first one: heavy ones one after another, light ones likewise and in
// the middle of a heavy one, and none that nobody waits for. One thread, since each takes some twenty mebibytes.
import { Worker } from "node:worker_threads";
import { AppError } from "../../preload/contract/errors.ts";
import { toKnownError } from "./store-errors.ts";
import type { SearchRequest, SearchResult } from "./text-search.ts";

/** What the thread posts back for one request. */
export type SearchAnswer =
  | { readonly id: number; readonly ok: true; readonly result: SearchResult }
  | { readonly id: number; readonly ok: false; readonly message: string; readonly errcode: number | null };

/** What the thread is started with. */
export interface SearchThreadData {
  readonly file: string;
  /** One number, shared: the id of the heavy request that is to end although it was begun. */
  readonly endedId: SharedArrayBuffer;
}

/** Who searches, and for which events: a newer search of the same one for others ends this one. */
export interface Searcher {
  readonly asker: string;
  readonly subject: string;
}

/** A thread that searches the store's file. */
export interface SearchThread {
  /**
   * Searches for somebody, or for nobody in particular.
   * @throws AppError `SEARCH_SUPERSEDED`; `DATA_FILE_DAMAGED`; `UNEXPECTED` when the search failed or the thread ended
   */
  search(request: SearchRequest, searcher: Searcher | null): Promise<SearchResult>;
  /** Ends all searches of the same asker for another subject, a heavy one under way included. */
  supersede(searcher: Searcher): void;
  /** Finds anew what is asked from now on: events were removed. */
  forgetFound(): void;
  /** Ends the thread; what still waits is rejected, and whatever is asked later. Without it, the program does not end. */
  close(): Promise<void>;
}

interface Search {
  readonly id: number;
  readonly request: SearchRequest;
  readonly searcher: Searcher | null;
  resolve(result: SearchResult): void;
  reject(error: AppError): void;
}

/** Searches of one kind, of which one at a time is under way. */
interface Lane {
  waiting: Search[];
  /** Its promise may be settled already; the thread is busy with it until it answers. */
  running: Search | null;
}

/** Each event that matches leaves a little garbage: six mebibytes less are kept for it, and no search is slower. */
const RESOURCE_LIMITS = { maxYoungGenerationSizeMb: 2 };

/** Makes the thread's handle; `workerUrl` is the script of query-worker, which a bundle keeps elsewhere. */
export function createSearchThread({
  file,
  workerUrl,
}: {
  readonly file: string;
  readonly workerUrl: URL;
}): SearchThread {
  const endedId = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const ended = new Int32Array(endedId);
  const heavy: Lane = { waiting: [], running: null };
  const light: Lane = { waiting: [], running: null };
  const lanes = [heavy, light];
  let worker: Worker | null = null;
  let lastId = 0;
  let removals = 0;
  let isClosed = false;

  function failAll(error: unknown): void {
    worker = null;
    const all = takeOut(() => true);
    for (const lane of lanes) lane.running = null;
    for (const one of all) one.reject(toKnownError(error));
  }

  function runNext(lane: Lane): void {
    if (lane.running !== null) return;
    const next = lane.waiting.shift();
    if (next === undefined) return;
    lane.running = next;
    worker ??= start();
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    worker.postMessage({ id: next.id, request: next.request });
  }

  function settle(answer: SearchAnswer): void {
    const lane = lanes.find(({ running }) => running?.id === answer.id);
    const one = lane?.running ?? null;
    if (lane === undefined || one === null) return;
    lane.running = null;
    if (answer.ok) one.resolve(answer.result);
    // A thread passes an error's message on, and not what else it has.
    else one.reject(toKnownError(Object.assign(new Error(answer.message), { errcode: answer.errcode })));
    runNext(lane);
  }

  function start(): Worker {
    const workerData: SearchThreadData = { file, endedId };
    const started = new Worker(workerUrl, { workerData, resourceLimits: RESOURCE_LIMITS });
    started.on("message", settle);
    started.on("error", (error: unknown) => {
      if (worker === started) failAll(error);
    });
    started.on("exit", () => {
      if (worker === started) failAll(new Error("The search thread ended."));
    });
    return started;
  }

  function endHeavy(): void {
    if (heavy.running !== null) Atomics.store(ended, 0, heavy.running.id);
  }

  /** Those that are over wait no more; the thread is busy with one under way until it answers. */
  function takeOut(isOver: (search: Search) => boolean): Search[] {
    const over = lanes.flatMap(({ running, waiting }) => [
      ...(running === null ? [] : [running]),
      ...waiting,
    ]);
    for (const lane of lanes) lane.waiting = lane.waiting.filter((one) => !isOver(one));
    return over.filter(isOver);
  }

  return {
    search: (asked, searcher) =>
      new Promise((resolve, reject) => {
        if (isClosed) throw toKnownError(closed());
        const lane = asked.isHeavy ? heavy : light;
        const request = { ...asked, key: `${removals} ${asked.key}` };
        lane.waiting.push({ id: ++lastId, request, searcher, resolve, reject });
        runNext(lane);
      }),
    supersede: ({ asker, subject }) => {
      const isOver = ({ searcher }: Search): boolean =>
        searcher?.asker === asker && searcher.subject !== subject;
      if (heavy.running !== null && isOver(heavy.running)) endHeavy();
      for (const one of takeOut(isOver)) one.reject(new AppError("SEARCH_SUPERSEDED"));
    },
    forgetFound: () => {
      removals += 1;
    },
    close: async () => {
      const closing = worker;
      // A thread in the middle of a search would not hear that it is to end.
      endHeavy();
      isClosed = true;
      failAll(closed());
      await closing?.terminate();
    },
  };
}

function closed(): Error {
  return new Error("The store was closed.");
}
