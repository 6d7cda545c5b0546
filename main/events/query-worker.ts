// The thread that looks through bodies and headers, so that a search never holds up the webhook listener.
import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";
import { toAppError, toErrorValue } from "../../preload/contract/errors.ts";
import { openDatabase } from "./database.ts";
import { createTextSearch, type SearchRequest } from "./text-search.ts";
import type { SearchAnswer } from "./search-thread.ts";

const { file } = z.object({ file: z.string() }).parse(workerData);
const search = createTextSearch(openDatabase(file, { mode: "reader" }));

parentPort?.on("message", ({ id, request }: { id: number; request: SearchRequest }) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window: it has no origin
  parentPort?.postMessage(answer(id, request));
});

function answer(id: number, request: SearchRequest): SearchAnswer {
  try {
    return { id, ok: true, result: search.search(request) };
  } catch (error) {
    return { id, ok: false, error: toErrorValue(toAppError(error)) };
  }
}
