// What a page has yet to read, in order. Little of it is handed to the socket at once, in pieces: only so does it show that
// a page still reads an answer of many megabytes, and pings are not kept waiting behind it. A page that stopped reading is cut
// off, and none can fill the memory.
import type { WebSocket } from "ws";
import type { Clock } from "../../ports.ts";

/** With more than this waiting, a page must read, and nothing more is taken from it. In units of text. */
export const MUCH_WAITING = 8 * 1024 * 1024;
/** Looked at so often: nothing may be read from one look to the next while much is waiting. */
export const STALL_MS = 15_000;
/**
 * With more than this of one kind waiting, a page is cut off at once: an answer has any size, but a page that falls behind
 * what happens never catches up. In units of text.
 */
export const MOST_WAITING = { answer: 256 * 1024 * 1024, topic: 32 * 1024 * 1024 } as const;

/** So much may lie in the socket before more is handed to it, and so long is a piece; in bytes. */
const AT_ONCE = 256 * 1024;
const PIECE = 64 * 1024;

/** Answers were asked for; topics come unasked. */
export type MessageKind = keyof typeof MOST_WAITING;

/** The way to one page. */
export interface PageOutbox {
  send(kind: MessageKind, text: string): void;
  /** Grows whenever the page read something while more was waiting. */
  readSoFar(): number;
  /** How much was handed to the socket, in units of text and bytes: what a page has read at least when its pong is here. */
  handedOver(): number;
  /** Forgets what waits. */
  stop(): void;
}

interface Message {
  readonly kind: MessageKind;
  readonly text: string;
  next: Message | null;
}

interface Begun {
  readonly kind: MessageKind;
  readonly units: number;
  readonly bytes: Buffer;
  from: number;
}

/** Makes the {@link PageOutbox}; `cutOff` is told why. */
export function createPageOutbox({
  page,
  clock,
  cutOff,
}: {
  readonly page: WebSocket;
  readonly clock: Clock;
  readonly cutOff: (why: "does not read" | "reads too slowly") => void;
}): PageOutbox {
  const units = { answer: 0, topic: 0 };
  let first: Message | null = null;
  let last: Message | null = null;
  let begun: Begun | null = null;
  let reads = 0;
  let handedOver = 0;
  let cancelWatch: (() => void) | null = null;

  const isMuch = (): boolean => units.answer + units.topic > MUCH_WAITING;

  function add(message: Message): void {
    if (last === null) first = message;
    else last.next = message;
    last = message;
    units[message.kind] += message.text.length;
  }

  function takeFirst(): Message | null {
    const taken = first;
    first = taken?.next ?? null;
    if (first === null) last = null;
    return taken;
  }

  function flush(): void {
    // One that closes must be read to its end.
    if (page.readyState !== page.OPEN) return;
    while (page.readyState === page.OPEN && page.bufferedAmount < AT_ONCE) {
      if (begun !== null) {
        sendPiece(begun);
        continue;
      }
      const message = takeFirst();
      if (message === null) break;
      begin(message);
    }
    // What it asks for would wait as well.
    if (isMuch()) page.pause();
    else if (page.isPaused) page.resume();
    watch();
  }

  function begin({ kind, text }: Message): void {
    if (text.length > PIECE) {
      begun = { kind, units: text.length, bytes: Buffer.from(text), from: 0 };
      return;
    }
    units[kind] -= text.length;
    handedOver += text.length;
    page.send(text, written);
  }

  function sendPiece(message: Begun): void {
    const piece = message.bytes.subarray(message.from, message.from + PIECE);
    message.from += piece.byteLength;
    handedOver += piece.byteLength;
    const isLast = message.from === message.bytes.byteLength;
    if (isLast) {
      begun = null;
      units[message.kind] -= message.units;
    }
    page.send(piece, { binary: false, fin: isLast }, written);
  }

  function written(error?: Error | null): void {
    // The socket tells of its end by itself.
    if (error !== undefined && error !== null) return;
    if (begun === null && first === null) return;
    reads += 1;
    flush();
  }

  function watch(): void {
    if (cancelWatch !== null || !isMuch()) return;
    const before = reads;
    cancelWatch = clock.after(STALL_MS, () => {
      cancelWatch = null;
      if (isMuch() && reads === before) cutOff("does not read");
      else watch();
    });
  }

  function stop(): void {
    cancelWatch?.();
    first = last = begun = null;
    units.answer = units.topic = 0;
  }

  return {
    send(kind, text) {
      if (page.readyState !== page.OPEN) return;
      if (units[kind] > MOST_WAITING[kind]) return cutOff("reads too slowly");
      add({ kind, text, next: null });
      return flush();
    },
    readSoFar: () => reads,
    handedOver: () => handedOver,
    stop,
  };
}
