// Fetches what an address of a message leads to, when a person asks for it.
//
// Threat model: the address is a stranger's word, and what lies there is a stranger's too.
// - Reaching in: every name is resolved once and every address of it judged; the connection goes to the judged address, which
//   must be of the public internet (public-address.ts), also through a proxy (media-doors.ts). Each redirect is judged like
//   the first address, and there are at most three.
// - The JWT: sent only when the caller hands one in, and then only if the first address is Vonage's store of media
//   (media-address.ts). Never with a redirect, not even one back to Vonage.
// - Wearing out: at most 25 MB and 30 s for everything, by the clock; nothing is unpacked.
// - What came is bytes. Nobody here believes what the sender calls it.
import type { IncomingMessage } from "node:http";
import { AppError } from "../../preload/contract/errors.ts";
import { MEDIA_BYTE_LIMIT, MEDIA_FETCH_SECONDS } from "../../preload/contract/media.ts";
import { diagnoseNoAnswer } from "../network/diagnose-no-answer.ts";
import { codeOf, plainReason } from "../network/request-trouble.ts";
import { ProxyError } from "../network/proxy-trouble.ts";
import type { Clock } from "../ports.ts";
import { hostOf, isVonageMedia, readMediaAddress } from "./media-address.ts";
import { createMediaDoors, type MediaDoor, type MediaWay } from "./media-doors.ts";
import { INTERNET } from "./media-network.ts";
import type { MediaNetwork } from "../ports.ts";
import { requestPinned } from "./pinned-request.ts";

/** What to fetch. */
export interface MediaRequest {
  readonly address: string;
  /** A JWT for Vonage's store of media; kept back from every other host. null = none. */
  readonly token: string | null;
}

/** A loopback address that is asked for instead of a public one: the simulator's own samples. */
export interface SampleRequest {
  readonly sample: URL;
}

/** An answer, whatever its status. */
export interface MediaAnswer {
  readonly status: number;
  /** The host that gave it, after all redirects. */
  readonly host: string;
  /** Whether a JWT was sent to it. */
  readonly isAuthorized: boolean;
  /** What the sender calls it; null when it did not say. */
  readonly contentType: string | null;
  /** Empty unless the status is 200. */
  readonly body: Uint8Array;
}

/**
 * Fetches once, without trying again.
 * @throws AppError `MEDIA_ADDRESS_REFUSED`, `MEDIA_REDIRECTED`, `MEDIA_TOO_LARGE`, `MEDIA_TOO_SLOW`, `MEDIA_UNREACHABLE`,
 * and `NETWORK_PROXY_…` where a proxy is on the way
 */
export type FetchMedia = (request: MediaRequest | SampleRequest) => Promise<MediaAnswer>;

/** What the fetcher works with. */
export interface FetchMediaPorts {
  readonly clock: Clock;
  /** Gives up whatever is under way. */
  readonly signal?: AbortSignal;
  readonly network?: MediaNetwork;
  /** By which proxy, and trusting whom; null = straight, trusting whom Node trusts. */
  readonly way: MediaWay | null;
}

const MOST_REDIRECTS = 3;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** One dead address must not use up the time of the next. */
const CONNECT_MS = 5_000;

/** Makes the function that fetches. */
export function createFetchMedia({ clock, signal, network = INTERNET, way }: FetchMediaPorts): FetchMedia {
  const doorsTo = createMediaDoors({ network, way });
  return async (request) => {
    const ending = new AbortController();
    const end = (): void => ending.abort();
    const cancel = clock.after(MEDIA_FETCH_SECONDS * 1000, end);
    signal?.addEventListener("abort", end, { once: true });
    if (signal?.aborted === true) end();
    try {
      return "sample" in request
        ? await readAnswer(
            await hop({ url: request.sample, doors: [sampleDoor(request.sample)], token: null }),
          )
        : await follow(request);
    } finally {
      cancel();
      signal?.removeEventListener("abort", end);
      // Whatever of an answer was not wanted is not read either.
      end();
    }

    async function follow({ address, token }: MediaRequest): Promise<MediaAnswer> {
      let next = address;
      for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
        const url = judge(next);
        const shown = redirects === 0 && isVonageMedia(url) ? token : null;
        const answer = await hop({ url, doors: await doorsOrFailure(url), token: shown });
        const location = REDIRECTS.has(answer.head.statusCode ?? 0)
          ? answer.head.headers.location
          : undefined;
        if (location === undefined) return readAnswer(answer);
        answer.head.destroy();
        next = URL.parse(location, url.href)?.href ?? "";
      }
      throw new AppError("MEDIA_REDIRECTED", { host: hostOf(judge(address)), most: MOST_REDIRECTS });
    }

    async function doorsOrFailure(url: URL): Promise<readonly MediaDoor[]> {
      try {
        return await doorsTo(url, ending.signal);
      } catch (error) {
        throw error instanceof AppError ? error : failure(hostOf(url), error);
      }
    }

    /** Tries one after the other until a connection stands. What went out over one is not sent again over the next. */
    async function hop({ url, doors, token }: Hop): Promise<Answer> {
      const host = hostOf(url);
      let last: unknown = null;
      for (const door of doors) {
        let isConnected = false;
        const attempt = new AbortController();
        const giveUp = (): void => attempt.abort();
        ending.signal.addEventListener("abort", giveUp, { once: true });
        const cancelConnect = clock.after(CONNECT_MS, giveUp);
        try {
          if (ending.signal.aborted) giveUp();
          const head = await requestPinned({
            url,
            socket: await door(attempt.signal),
            authorization: token === null ? null : `Bearer ${token}`,
            authorities: network.authorities,
            secureContext: way?.secureContext(),
            signal: attempt.signal,
            onConnected: () => {
              isConnected = true;
              cancelConnect();
            },
          });
          return { head, host, isAuthorized: token !== null };
        } catch (error) {
          cancelConnect();
          ending.signal.removeEventListener("abort", giveUp);
          last = error;
          if (isConnected || ending.signal.aborted || isHopeless(error)) break;
        }
      }
      throw failure(host, last);
    }

    async function readAnswer({ head, host, isAuthorized }: Answer): Promise<MediaAnswer> {
      const status = head.statusCode ?? 0;
      const contentType = head.headers["content-type"] ?? null;
      if (status !== 200) return { status, host, isAuthorized, contentType, body: new Uint8Array() };
      const tooLarge = (): AppError =>
        new AppError("MEDIA_TOO_LARGE", { host, megabytes: MEDIA_BYTE_LIMIT / 1024 / 1024 });
      if (Number(head.headers["content-length"] ?? 0) > MEDIA_BYTE_LIMIT) throw tooLarge();
      const chunks: Uint8Array[] = [];
      let size = 0;
      try {
        for await (const chunk of head) {
          // node:http gives Buffers as long as no encoding is set.
          const bytes = chunk as Uint8Array;
          size += bytes.byteLength;
          if (size > MEDIA_BYTE_LIMIT) break;
          chunks.push(bytes);
        }
      } catch (error) {
        throw failure(host, error);
      }
      if (size > MEDIA_BYTE_LIMIT) throw tooLarge();
      return { status, host, isAuthorized, contentType, body: Buffer.concat(chunks, size) };
    }

    function failure(host: string, error: unknown): AppError {
      if (ending.signal.aborted && signal?.aborted !== true) {
        return new AppError("MEDIA_TOO_SLOW", { host, seconds: MEDIA_FETCH_SECONDS });
      }
      if (error instanceof ProxyError) {
        const { message: reason, trouble: proxy } = error;
        const seconds = MEDIA_FETCH_SECONDS;
        const outcome = { hasLeft: false, isTimeout: false, code: error.code ?? null, reason, proxy };
        const { code, details } = diagnoseNoAnswer(outcome, { host, method: "GET", seconds });
        return new AppError(code, details, { cause: error });
      }
      return new AppError("MEDIA_UNREACHABLE", { host, reason: reasonOf(error) }, { cause: error });
    }
  };

  /** This computer's own server, which no proxy stands before. */
  function sampleDoor(sample: URL): MediaDoor {
    const port = sample.port === "" ? 80 : Number(sample.port);
    return () => Promise.resolve(network.connect({ address: hostOf(sample), port }));
  }
}

/** Asked for another address, a proxy that does not answer or wants a login would do the same. */
function isHopeless(error: unknown): boolean {
  return error instanceof ProxyError && error.trouble.problem !== "refused";
}

interface Hop {
  readonly url: URL;
  readonly doors: readonly MediaDoor[];
  readonly token: string | null;
}

interface Answer {
  readonly head: IncomingMessage;
  readonly host: string;
  readonly isAuthorized: boolean;
}

/** @throws AppError `MEDIA_ADDRESS_REFUSED` */
function judge(address: string): URL {
  const read = readMediaAddress(address);
  if (!read.ok) throw new AppError("MEDIA_ADDRESS_REFUSED", { host: read.host, reason: read.reason });
  return read.url;
}

/** What is meant by these while media are fetched; the rest is as with any request. */
const REASONS: Readonly<Record<string, string>> = {
  ECONNRESET: "The connection was closed before everything was there.",
  ABORT_ERR: "No connection came about.",
};

function reasonOf(error: unknown): string {
  const reason = plainReason(error).replace(/\.$/, "");
  return REASONS[codeOf(error) ?? ""] ?? `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;
}
