// The thread that looks through the log, so that neither a search nor a page of the list holds up the webhook listener.
// A thread has all it imports once more in memory: it gets its queries compiled, and knows no schemas.
import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import { sqliteCode } from "../data-folder/sqlite-code.ts";
import { openReadOnly } from "./read-only.ts";
import { searchRows } from "./row-search.ts";
import type { SearchAnswer, SearchThreadData } from "./search-thread.ts";
import { createTextSearch, type SearchRequest, type SearchResult } from "./text-search.ts";

interface Asked {
  readonly id: number;
  readonly request: SearchRequest;
}

// Written by search-thread.ts.
const { file, endedId } = workerData as SearchThreadData;
const ended = new Int32Array(endedId);
const database = openReadOnly(file);
/** The heavy search under way. */
let heavyId: number | null = null;
const heavy = createTextSearch(database, () => {
  takeMeanwhile();
  return Atomics.load(ended, 0) !== heavyId;
});

parentPort?.on("message", take);

/** In the middle of a heavy search, what else was asked has its turn: no second heavy one, as search-thread.ts sees to. */
function takeMeanwhile(): void {
  if (parentPort === null) return;
  // Only ever posted by search-thread.ts.
  const next = receiveMessageOnPort(parentPort) as { readonly message: Asked } | undefined;
  if (next !== undefined) take(next.message);
}

function take({ id, request }: Asked): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window: it has no origin
  parentPort?.postMessage(answer(id, request));
}

function find(id: number, request: SearchRequest): SearchResult {
  if (!request.isHeavy) return heavyId === null ? searchRows(database, request) : findMeanwhile(request);
  heavyId = id;
  try {
    return heavy.search(request);
  } finally {
    heavyId = null;
  }
}

/** A connection in the middle of a search sees the log as it was when that began: a fresh one, kept no longer than needed. */
function findMeanwhile(request: SearchRequest): SearchResult {
  const another = openReadOnly(file);
  try {
    return searchRows(another, request);
  } finally {
    another.close();
  }
}

function answer(id: number, request: SearchRequest): SearchAnswer {
  try {
    return { id, ok: true, result: find(id, request) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { id, ok: false, message, errcode: sqliteCode(error) };
  }
}
