// Makes one HTTP request and tells what came of it: an answer, or how far the request got without one.
// Redirects are answers like any other and never followed: what is sent is signed for, or secret to, one address.
import {
  request as requestHttp,
  type ClientRequest,
  type IncomingMessage,
  type RequestOptions,
} from "node:http";
import { request as requestHttps } from "node:https";
import type { LookupFunction } from "node:net";
import type { Headers } from "../../preload/contract/event.ts";
import type { Clock } from "../ports.ts";

/** One request. Header names in lower case; `content-length` is added. */
export interface OneRequest {
  readonly method: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly url: URL;
  readonly headers: Headers;
  /** Empty for none. */
  readonly body: Uint8Array;
  /** Until the connection stands, TLS included. */
  readonly connectTimeoutMs: number;
  /** Until the whole answer is there. */
  readonly timeoutMs: number;
  /** Ends it early, as if the connection had broken. */
  readonly signal?: AbortSignal;
  /** How much of the answer's body is kept; 64 KiB unless said otherwise. */
  readonly keptBytes?: number;
  /** Resolves the host's name; a guard may refuse an address here. */
  readonly lookup?: LookupFunction;
  /** Writes and ends the body; at one go unless said otherwise. */
  readonly send?: (outgoing: ClientRequest, body: Uint8Array) => void;
}

/** What came of it. */
export type RequestOutcome =
  | {
      readonly kind: "answered";
      readonly status: number;
      readonly headers: Headers;
      /** Its first `keptBytes` at most. */
      readonly body: Uint8Array;
      readonly durationMs: number;
    }
  | {
      readonly kind: "no-answer";
      /** Whether the request may have reached the other side: it must not be repeated blindly then. */
      readonly hasLeft: boolean;
      readonly isTimeout: boolean;
      /** In plain words. */
      readonly reason: string;
      /** Node's name for it, e.g. `ECONNREFUSED`; null when it gave none. */
      readonly code: string | null;
      readonly durationMs: number;
    };

const BODY_KEPT_BYTES = 64 * 1024;

/** Makes the request on a connection of its own. Never throws. */
export function requestOnce(
  {
    method,
    url,
    headers,
    body,
    connectTimeoutMs,
    timeoutMs,
    signal,
    lookup,
    keptBytes = BODY_KEPT_BYTES,
    send = (outgoing, bytes) => void outgoing.end(bytes),
  }: OneRequest,
  clock: Clock,
): Promise<RequestOutcome> {
  return new Promise((resolve) => {
    const startedAt = clock.elapsed();
    let hasLeft = false;
    let isTimeout = false;

    const options: RequestOptions = {
      method,
      // A pooled connection may be closed by the other side just then, which would look like a lost request.
      agent: false,
      headers: isBodiless(method, body) ? headers : { ...headers, "content-length": body.byteLength },
      ...(lookup === undefined ? {} : { lookup }),
    };

    const settle = (outcome: RequestOutcome): void => {
      cancelConnect();
      cancelAll();
      signal?.removeEventListener("abort", abort);
      resolve(outcome);
    };
    const fail = (error: unknown): void =>
      settle({
        kind: "no-answer",
        hasLeft,
        isTimeout,
        reason: plainReason(error),
        code: codeOf(error),
        durationMs: clock.elapsed() - startedAt,
      });

    let outgoing: ClientRequest;
    const giveUp = (reason: string): void => {
      isTimeout = true;
      outgoing.destroy(new Error(reason));
    };
    const abort = (): void => {
      outgoing.destroy(new Error("it was stopped"));
    };
    const cancelConnect = clock.after(connectTimeoutMs, () =>
      giveUp(`no connection within ${connectTimeoutMs / 1000} s`),
    );
    const cancelAll = clock.after(timeoutMs, () => giveUp(`no answer within ${timeoutMs / 1000} s`));

    try {
      outgoing = (url.protocol === "https:" ? requestHttps : requestHttp)(url, options);
    } catch (error) {
      // A header with a character that HTTP does not allow, or an impossible port.
      cancelConnect();
      cancelAll();
      const [reason, code] = [plainReason(error), codeOf(error)];
      resolve({ kind: "no-answer", hasLeft, isTimeout, reason, code, durationMs: 0 });
      return;
    }
    outgoing.once("socket", (socket) => {
      socket.once(url.protocol === "https:" ? "secureConnect" : "connect", () => {
        hasLeft = true;
        cancelConnect();
      });
    });
    // More than one may come, and one without a listener would end the program.
    outgoing.on("error", fail);
    outgoing.once("response", (incoming) => {
      readAnswer(incoming, keptBytes).then(
        (bytes) =>
          settle({
            kind: "answered",
            status: incoming.statusCode ?? 0,
            headers: joinHeaders(incoming),
            body: bytes,
            durationMs: clock.elapsed() - startedAt,
          }),
        fail,
      );
    });
    signal?.addEventListener("abort", abort, { once: true });
    if (signal?.aborted === true) abort();
    send(outgoing, body);
  });
}

/** A DELETE may have a body, and a POST without one still says so. */
function isBodiless(method: OneRequest["method"], body: Uint8Array): boolean {
  return method === "GET" || method === "HEAD" || (method === "DELETE" && body.byteLength === 0);
}

async function readAnswer(incoming: IncomingMessage, keptBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    // node:http gives Buffers as long as no encoding is set.
    const bytes = chunk as Uint8Array;
    chunks.push(bytes.subarray(0, keptBytes - size));
    size += bytes.byteLength;
    // Leaving the loop destroys the stream: an endless answer is not read to its end.
    if (size >= keptBytes) break;
  }
  return Buffer.concat(chunks);
}

function joinHeaders(incoming: IncomingMessage): Headers {
  const headers: Headers = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return headers;
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "connection refused",
  ECONNRESET: "the connection was closed without an answer",
  EPIPE: "the connection was closed without an answer",
  ENOTFOUND: "the name of the host cannot be resolved",
  EAI_AGAIN: "the name of the host cannot be resolved right now",
  EHOSTUNREACH: "there is no way to that host",
  ENETUNREACH: "there is no connection to the network",
  ETIMEDOUT: "the connection timed out",
  CERT_HAS_EXPIRED: "its certificate has expired",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is self-signed",
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate is signed by an authority that is not trusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its certificate cannot be verified",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another name",
};

function plainReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // With two addresses tried, node wraps both failures; the first one says enough.
  if (error instanceof AggregateError && error.errors.length > 0) return plainReason(error.errors[0]);
  // OpenSSL's message also names its own source files; only this part of it is in words.
  const [, ofOpenSsl] = /:SSL routines:[^:]*:([^:]+):/.exec(error.message) ?? [];
  if (ofOpenSsl !== undefined) return ofOpenSsl;
  const code = codeOf(error) ?? "";
  return Object.hasOwn(REASONS, code) ? (REASONS[code] ?? error.message) : error.message;
}

function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  return "code" in error && typeof error.code === "string" ? error.code : null;
}
