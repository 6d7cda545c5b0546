// The thread that looks through bodies and headers, so that a search never holds up the webhook listener.
// A thread has all it imports once more in memory: it gets its queries compiled, and knows no schemas.
import { parentPort, workerData } from "node:worker_threads";
import { sqliteCode } from "../data-folder/sqlite-code.ts";
import { openReadOnly } from "./read-only.ts";
import type { SearchAnswer, SearchThreadData } from "./search-thread.ts";
import { createTextSearch, type SearchRequest } from "./text-search.ts";

// Written by search-thread.ts.
const { file, endedId } = workerData as SearchThreadData;
const ended = new Int32Array(endedId);
let runningId = 0;
const search = createTextSearch(openReadOnly(file), () => Atomics.load(ended, 0) !== runningId);

parentPort?.on("message", ({ id, request }: { id: number; request: SearchRequest }) => {
  runningId = id;
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window: it has no origin
  parentPort?.postMessage(answer(id, request));
});

function answer(id: number, request: SearchRequest): SearchAnswer {
  try {
    return { id, ok: true, result: search.search(request) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { id, ok: false, message, errcode: sqliteCode(error) };
  }
}
