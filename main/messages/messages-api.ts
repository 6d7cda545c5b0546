// The HTTP client of the Messages API, and the only caller of its endpoint.
// Threat model: the request carries a JWT that may send in the application's name, or the account's secret. It goes to one
// address over a connection of its own, redirects are never followed, and neither these nor the text get into an error or
// a log.
import type { AppErrorValue, ErrorCode } from "../../preload/contract/errors.ts";
import type { EventError, Headers } from "../../preload/contract/event.ts";
import type { MessageUuid } from "../../preload/contract/ids.ts";
import type { ReplyDraft } from "../../preload/contract/reply.ts";
import { buildSendRequest, MASKED_AUTHORIZATION } from "../../preload/contract/send-request.ts";
import { diagnoseNoAnswer, type NoAnswer } from "../network/diagnose-no-answer.ts";
import { createHideSecrets } from "../network/hide-secrets.ts";
import { requestOnce } from "../network/request-once.ts";
import { basicOf } from "../network/vonage-call.ts";
import type { Clock, Network } from "../ports.ts";
import { readProblem } from "../network/problem.ts";
import { LONGEST_ACCEPTANCE_BYTES, readAcceptance } from "./acceptance.ts";
import { refusalOf } from "./refusal.ts";

/** What authorises a message: an application's JWT, or key and secret of the account. */
export type MessagesAccess =
  | {
      readonly by: "application";
      readonly token: string;
      /** Epoch ms; tells an expired JWT from one that is refused while fresh. */
      readonly expiresAt: number;
    }
  | {
      readonly by: "account";
      readonly apiKey: string;
      readonly apiSecret: string;
      /** The sandbox sends as its own Page only. */
      readonly isSandbox: boolean;
    };

/** Where a message goes, and what authorises it. */
export interface SendTo {
  /** e.g. `https://api.nexmo.com`. */
  readonly apiHost: string;
  readonly access: MessagesAccess;
}

/** What came of one request. A refusal is an outcome, not an exception. */
export interface MessagesAnswer {
  /** The request as it went out, with what authorised it masked. */
  readonly request: {
    readonly method: "POST";
    readonly path: string;
    readonly headers: Headers;
    readonly body: Uint8Array;
  };
  /** Set when the message was accepted. */
  readonly messageUuid: MessageUuid | null;
  /** Set when it has messages in line behind it, too. */
  readonly workflowId: string | null;
  /** null = accepted; else a code of the catalogue. */
  readonly refusal: AppErrorValue | null;
  /** The API's own words on it, when it gave any; why there was no answer. */
  readonly error: EventError | null;
  /** null = nothing came back. */
  readonly response: {
    readonly status: number;
    readonly headers: Headers;
    readonly body: string;
    readonly durationMs: number;
  } | null;
}

/** Sends messages. */
export interface MessagesApi {
  /** Sends one message; `leaving` hears of its request before it goes out. Never throws for what the network or Vonage do. */
  send(
    draft: ReplyDraft,
    to: SendTo,
    leaving?: (request: MessagesAnswer["request"]) => void,
  ): Promise<MessagesAnswer>;
}

/** How long Vonage may take, the connection included. */
export const ANSWER_TIMEOUT_MS = 30_000;
const CONNECT_TIMEOUT_MS = 10_000;
const STOPPED = "Hookline was stopped";

interface MessagesApiPorts {
  readonly clock: Clock;
  readonly network: Network;
  readonly timeoutMs?: number;
  /** Hookline stops: gives up what is under way, and whatever is sent after. */
  readonly signal?: AbortSignal;
}

/** Makes a client. */
export function createMessagesApi({
  clock,
  network,
  timeoutMs = ANSWER_TIMEOUT_MS,
  signal,
}: MessagesApiPorts): MessagesApi {
  return {
    async send(draft, { apiHost, access }, leaving) {
      const { method, url, path, headers, body } = buildSendRequest(draft, {
        apiHost,
        authorization: authorizationOf(access),
      });
      const bytes = new TextEncoder().encode(body);
      const request = {
        method,
        path,
        headers: { ...headers, authorization: MASKED_AUTHORIZATION[access.by] },
        body: bytes,
      };
      leaving?.(request);
      const outcome = await requestOnce(
        {
          method,
          url: new URL(url),
          headers,
          body: bytes,
          connectTimeoutMs: Math.min(CONNECT_TIMEOUT_MS, timeoutMs),
          timeoutMs,
          ...(signal === undefined ? {} : { signal }),
          keptBytes: LONGEST_ACCEPTANCE_BYTES,
        },
        { clock, network },
      );
      // The answer is kept and shown as it came, except for what it repeats of the Authorization header.
      const hide = createHideSecrets(secretsOf(access));
      const nothing = { request, messageUuid: null, workflowId: null };

      if (outcome.kind === "no-answer") {
        const reason = signal?.aborted === true ? STOPPED : outcome.reason;
        const refusal = noAnswer({ ...outcome, reason }, new URL(url).host, timeoutMs);
        const error = { code: refusal.code, title: null, detail: reason };
        return { ...nothing, refusal, error, response: null };
      }

      const response = {
        status: outcome.status,
        headers: Object.fromEntries(
          Object.entries(outcome.headers).map(([name, value]) => [name, hide(value)]),
        ),
        body: hide(new TextDecoder().decode(outcome.body)),
        durationMs: outcome.durationMs,
      };
      const acceptance = isSuccess(outcome.status)
        ? readAcceptance(response.body, { ...response, bytes: outcome.body.byteLength })
        : null;
      if (acceptance !== null && acceptance.messageUuid !== null)
        return { request, ...acceptance, refusal: null, error: null, response };
      const problem = readProblem(response.body);
      return {
        ...nothing,
        refusal: refusalOf({ ...response, problem, acceptance, access, now: clock.now() }),
        error:
          problem === null || isSuccess(outcome.status)
            ? null
            : { code: problem.code ?? "", title: problem.title, detail: problem.detail },
        response,
      };
    },
  };
}

function authorizationOf(access: MessagesAccess): string {
  if (access.by === "application") return `Bearer ${access.token}`;
  return `Basic ${basicOf(access)}`;
}

function secretsOf(access: MessagesAccess): readonly string[] {
  return access.by === "application" ? [access.token] : [access.apiSecret, basicOf(access)];
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** Not reached because of the connection alone: there is nothing to mend but to try again later. */
const OFFLINE: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "NETWORK_NAME_UNKNOWN",
  "NETWORK_REFUSED",
  "NETWORK_UNREACHABLE",
  "NETWORK_TIMED_OUT",
  "NETWORK_FAILED",
]);

/** A proxy, a certificate or TLS is named; what may have been sent all the same is told as that. */
function noAnswer(outcome: NoAnswer, host: string, timeoutMs: number): AppErrorValue {
  const seconds = timeoutMs / 1000;
  const { code, details } = diagnoseNoAnswer(outcome, { host, method: "POST", seconds });
  if (code === "NETWORK_NO_ANSWER") return { code: "REPLY_NO_ANSWER", details: { seconds } };
  if (code === "NETWORK_BROKEN") return { code: "REPLY_CONNECTION_LOST", details };
  return { code: OFFLINE.has(code) ? "REPLY_OFFLINE" : code, details };
}
