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
  let body: Buffer = EMPTY;
  let bodyBytes = 0;
  let isOver = false;
  let isDone = false;

  function finish(): void {
    if (isDone) return;
    isDone = true;
    done({ body: body.subarray(0, isOver ? KEPT_BYTES : bodyBytes), bodyBytes, truncated: isOver });
  }

  request.on("data", (chunk: Buffer) => {
    if (isDone) return;
    const before = bodyBytes;
    bodyBytes += chunk.length;
    if (!isOver) body = before === 0 ? chunk : appended(body, before, chunk);
    if (!isOver && bodyBytes > limit) {
      isOver = true;
      body = Buffer.from(body.subarray(0, KEPT_BYTES));
    }
    if (bodyBytes > MOST_BYTES) finish();
  });
  request.on("end", finish);
}

/**
 * The first `length` bytes of `body`, then `chunk`, in a buffer with room to grow: a body of a million one-byte chunks
 * must not become a million objects.
 */
function appended(body: Buffer, length: number, chunk: Buffer): Buffer {
  const needed = length + chunk.length;
  const roomy = body.length >= needed ? body : Buffer.alloc(Math.max(needed, length * 2, SMALLEST_ROOM));
  if (roomy !== body) body.copy(roomy, 0, 0, length);
  chunk.copy(roomy, length);
  return roomy;
}

const SMALLEST_ROOM = 1024;
