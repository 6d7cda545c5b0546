// Reads a request's body: all of it up to the limit, and only its beginning beyond.
import type { IncomingMessage } from "node:http";
import type { BodyBudget, BodyRoom } from "./body-budget.ts";

/** What was read. Beyond the limit `body` is the first 64 KiB, of a text whole characters, and `bodyBytes` what arrived in all. */
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

/** A body, or null when all connections together hold too much for it; `release` once its bytes are no longer needed. */
export type OnRead = (read: ReadBody | null, release: () => void) => void;

/**
 * Calls back once: when the body has arrived, is hopelessly long, or finds no room. A request that is aborted before that
 * never calls back: nothing of it was acknowledged.
 */
export function readBody(
  request: IncomingMessage,
  { limit, budget }: { readonly limit: number; readonly budget: BodyBudget },
  done: OnRead,
): void {
  let body: Buffer = EMPTY;
  let bodyBytes = 0;
  let isOver = false;
  let isDone = false;
  // Nearly every body comes in one chunk: that is neither copied nor counted.
  let room: BodyRoom | null = null;

  function openRoom(): BodyRoom {
    const opened = budget.open();
    request.on("close", () => {
      if (!isDone) opened.release();
    });
    return opened;
  }

  function finish(read: ReadBody | null): void {
    if (isDone) return;
    isDone = true;
    done(read, room === null ? releaseNothing : room.release);
  }

  function finishWhole(): void {
    const kept = body.subarray(0, isOver ? KEPT_BYTES : bodyBytes);
    finish({
      body: kept.length < bodyBytes ? wholeCharacters(kept) : kept,
      bodyBytes,
      truncated: isOver,
    });
  }

  /** Copies a later chunk behind the first ones; false when there is no room. */
  function append(chunk: Buffer, length: number): boolean {
    const needed = length + chunk.length;
    if (needed > body.length) {
      room ??= openRoom();
      const size = Math.max(needed, Math.min(needed * 2, limit), SMALLEST_ROOM);
      if (!room.hold(size)) return false;
      const larger = Buffer.alloc(size);
      body.copy(larger, 0, 0, length);
      body = larger;
    }
    chunk.copy(body, length);
    return true;
  }

  request.on("data", (chunk: Buffer) => {
    if (isDone) return;
    const before = bodyBytes;
    bodyBytes += chunk.length;
    if (!isOver) {
      if (before === 0) body = chunk;
      else if (!append(chunk, before)) {
        body = EMPTY;
        finish(null);
        return;
      }
      if (bodyBytes > limit) {
        isOver = true;
        body = Buffer.from(body.subarray(0, KEPT_BYTES));
        room?.hold(body.length);
      }
    }
    if (bodyBytes > MOST_BYTES) finishWhole();
  });
  request.on("end", finishWhole);
}

/** The least a body of several chunks is given: a million one-byte chunks must not become a million objects. */
const SMALLEST_ROOM = 1024;

/** Without a character that the cut went through: for want of its end, a text would be kept as bytes. What is no text stays. */
function wholeCharacters(bytes: Buffer): Buffer {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes, { stream: true });
    return bytes.subarray(0, Buffer.byteLength(text));
  } catch {
    // It is no UTF-8, cut or not.
    return bytes;
  }
}

function releaseNothing(): void {
  // A body of one chunk holds nothing of the budget.
}
