// Runs searches in a thread of their own, started at the first one.
import { Worker } from "node:worker_threads";
import { AppError } from "../../preload/contract/errors.ts";
import type { SearchRequest, SearchResult } from "./text-search.ts";

/** What the thread posts back for one request. */
export type SearchAnswer =
  | { readonly id: number; readonly ok: true; readonly result: SearchResult }
  | { readonly id: number; readonly ok: false; readonly message: string };

/** A thread that searches the store's file. */
export interface SearchThread {
  /** @throws AppError `UNEXPECTED` when the search failed or the thread ended */
  search(request: SearchRequest): Promise<SearchResult>;
  /** Ends the thread; what still waits is rejected. */
  close(): Promise<void>;
}

interface Waiting {
  resolve(result: SearchResult): void;
  reject(error: AppError): void;
}

/** Makes the thread's handle; `workerUrl` is the script of query-worker, which a bundle keeps elsewhere. */
export function createSearchThread({
  file,
  workerUrl,
}: {
  readonly file: string;
  readonly workerUrl: URL;
}): SearchThread {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let lastId = 0;

  function failAll(message: string): void {
    worker = null;
    const all = [...waiting.values()];
    waiting.clear();
    for (const one of all) one.reject(new AppError("UNEXPECTED", { message }));
  }

  function start(): Worker {
    const started = new Worker(workerUrl, { workerData: { file } });
    // A search under way never keeps the program from ending.
    started.unref();
    started.on("message", (answer: SearchAnswer) => {
      const one = waiting.get(answer.id);
      waiting.delete(answer.id);
      if (answer.ok) one?.resolve(answer.result);
      else one?.reject(new AppError("UNEXPECTED", { message: answer.message }));
    });
    started.on("error", (error: unknown) => {
      if (worker === started) failAll(error instanceof Error ? error.message : String(error));
    });
    started.on("exit", () => {
      if (worker === started) failAll("The search thread ended.");
    });
    return started;
  }

  return {
    search: (request) =>
      new Promise((resolve, reject) => {
        const id = ++lastId;
        waiting.set(id, { resolve, reject });
        worker ??= start();
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
        worker.postMessage({ id, request });
      }),
    close: async () => {
      const ended = worker;
      failAll("The store was closed.");
      await ended?.terminate();
    },
  };
}
