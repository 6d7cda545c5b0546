// Reads a request's body: all of it up to the limit, and only its beginning beyond.
import type { IncomingMessage } from "node:http";

/** What was read. Beyond the limit `body` is the first 64 KiB and `bodyBytes` what arrived in all. */
export interface ReadBody {
  readonly body: Buffer;
  readonly bodyBytes: number;
  readonly truncated: boolean;
}

/** How much of an oversize body is kept. */
const KEPT_BYTES = 64 * 1024;

/** An oversize body is read on, so that its sender hears the answer, but not for ever. */
const MOST_BYTES = 64 * 1024 * 1024;

const EMPTY = Buffer.alloc(0);

/**
 * Calls back once: when the body has arrived, or when it is hopelessly long. A request that is aborted before that never
 * calls back: nothing of it was acknowledged.
 */
export function readBody(request: IncomingMessage, limit: number, done: (read: ReadBody) => void): void {
  let chunks: Buffer[] = [];
  let bodyBytes = 0;
  let isOver = false;
  let isDone = false;

  function finish(): void {
    if (isDone) return;
    isDone = true;
    const body = chunks.length === 1 ? (chunks[0] ?? EMPTY) : Buffer.concat(chunks);
    done({ body: isOver ? body.subarray(0, KEPT_BYTES) : body, bodyBytes, truncated: isOver });
  }

  request.on("data", (chunk: Buffer) => {
    if (isDone) return;
    bodyBytes += chunk.length;
    if (!isOver && bodyBytes > limit) {
      isOver = true;
      chunks = [Buffer.concat([...chunks, chunk]).subarray(0, KEPT_BYTES)];
    } else if (!isOver) chunks.push(chunk);
    if (bodyBytes > MOST_BYTES) finish();
  });
  request.on("end", finish);
}
