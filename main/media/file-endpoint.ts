// Answers requests for served files on the listener: GET and HEAD, whole or from a position on.
//
// Threat model: see served-files.ts. Besides: what is served is never shown as a page of the tunnel's name (attachment,
// `nosniff`, a policy that allows nothing), no cache on the way keeps it, and a reader that does not read is cut off.
import { open, type FileHandle } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import type { Clock, Log } from "../ports.ts";
import { attachmentHeader } from "./file-name.ts";
import { SERVED_PATH } from "../../preload/contract/media.ts";
import type { FileServing, ServedCopy } from "./served-files.ts";

/** The door to served files. */
export interface FileEndpoint {
  /** Whether the path can only be meant for a served file, whichever. Such a path is repeated nowhere. */
  isMeant(path: string): boolean;
  /** Takes the request over if there is such a file; else nothing was done, and it is answered like any unknown path. */
  answer(request: IncomingMessage, response: ServerResponse, path: string): boolean;
}

/** What it works with. */
export interface FileEndpointParts {
  readonly served: Pick<FileServing, "find">;
  readonly clock: Clock;
  readonly log: Log;
}

/** 128 bits in base64url, and perhaps an ending. */
const TOKEN = /^([A-Za-z0-9_-]{22})(?:\.[a-z0-9]{1,10})?$/;
/** 25 MB at the speed of a slow tunnel. */
const LONGEST_ANSWER_MS = 120_000;
/** Fetchers ask once or twice; a crowd is none of Messenger's. */
const MOST_ANSWERS = 16;

/** Makes the {@link FileEndpoint}. */
export function createFileEndpoint({ served, clock, log }: FileEndpointParts): FileEndpoint {
  let answering = 0;

  async function send(request: IncomingMessage, response: ServerResponse, copy: ServedCopy): Promise<void> {
    // Also to answer without the bytes: a head is a promise of them.
    const file = await openCopy(copy, response);
    if (file === null) return;
    try {
      await sendFrom(file, request, response, copy);
    } finally {
      await file.close();
    }
  }

  async function sendFrom(
    file: FileHandle,
    request: IncomingMessage,
    response: ServerResponse,
    copy: ServedCopy,
  ): Promise<void> {
    const wanted = rangeOf(request, copy.bytes);
    if (wanted === "impossible") {
      response.writeHead(416, {
        ...common(),
        "content-range": `bytes */${copy.bytes}`,
        "content-length": "0",
      });
      response.end();
      return;
    }
    const { start, end } = wanted ?? { start: 0, end: copy.bytes - 1 };
    const headers = {
      ...common(),
      "content-type": copy.contentType,
      "content-disposition": attachmentHeader(copy.name),
      "content-length": String(end - start + 1),
      ...(wanted === null ? {} : { "content-range": `bytes ${start}-${end}/${copy.bytes}` }),
    };
    const status = wanted === null ? 200 : 206;
    if (request.method === "HEAD") {
      response.writeHead(status, headers).end();
      return;
    }
    const ending = new AbortController();
    const stop = (): void => ending.abort();
    copy.ended.addEventListener("abort", stop, { once: true });
    const cancel = clock.after(LONGEST_ANSWER_MS, stop);
    try {
      response.writeHead(status, headers);
      await pipeline(file.createReadStream({ start, end }), response, { signal: ending.signal });
      // A fetch in parts begins at the beginning once.
      if (start === 0) copy.fetched();
    } finally {
      cancel();
      copy.ended.removeEventListener("abort", stop);
    }
  }

  return {
    isMeant: (path) => path.startsWith(SERVED_PATH),
    answer(request, response, path) {
      if (request.method !== "GET" && request.method !== "HEAD") return false;
      const token = TOKEN.exec(path.slice(SERVED_PATH.length))?.[1];
      const copy = token === undefined ? null : served.find(token);
      if (copy === null) return false;
      if (answering >= MOST_ANSWERS) {
        response.writeHead(503, { "content-length": "0", "retry-after": "5" }).end();
        return true;
      }
      answering += 1;
      send(request, response, copy)
        .catch((error: unknown) => {
          // Whoever fetched went away, read too slowly, or the file is served no longer.
          log.info("media.fetch-broken", { reason: error instanceof Error ? error.message : String(error) });
          response.destroy();
        })
        .finally(() => {
          answering -= 1;
        });
      return true;
    },
  };
}

/** null = it went just now, or somebody took it from the folder; it was answered so. */
async function openCopy({ path, missing }: ServedCopy, response: ServerResponse): Promise<FileHandle | null> {
  try {
    return await open(path, "r");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") missing();
    response.writeHead(404, { "content-length": "0" }).end();
    return null;
  }
}

function common(): Record<string, string> {
  return {
    "accept-ranges": "bytes",
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; sandbox",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex",
  };
}

/**
 * One range of bytes, both ends included; null = all of it. Several ranges, and a range on a condition, may be answered with
 * all of it.
 * @see RFC 9110, section 14.2
 */
function rangeOf(
  { headers, method }: IncomingMessage,
  bytes: number,
): { readonly start: number; readonly end: number } | "impossible" | null {
  if (method !== "GET" || headers["if-range"] !== undefined) return null;
  const [, first = "", last = ""] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(headers.range ?? "") ?? [];
  if (first === "" && last === "") return null;
  if (first === "") {
    const count = Math.min(Number(last), bytes);
    return count === 0 ? "impossible" : { start: bytes - count, end: bytes - 1 };
  }
  const start = Number(first);
  const end = last === "" ? bytes - 1 : Math.min(Number(last), bytes - 1);
  if (last !== "" && Number(last) < start) return null;
  return start >= bytes ? "impossible" : { start, end };
}
