// One request to an account API of Vonage, answered with JSON or with what is wrong. No repeats, no redirects.
//
// Threat model: the request carries the account's secret or a JWT, and may carry a Page's access token. All of them go to
// the workspace's own host, encrypted or on this computer, and nothing that comes back repeats one in an error.
import { findChangedNumber } from "../../preload/contract/json-numbers.ts";
import { AppError } from "../../preload/contract/errors.ts";
import type { Headers } from "../../preload/contract/event.ts";
import { readProblem, type ApiProblem } from "./problem.ts";
import { isDeeperThan } from "../../preload/contract/json-depth.ts";
import type { Clock, Network } from "../ports.ts";
import { parseApiHost } from "./api-host.ts";
import { diagnoseAnswer, type Diagnosis, type JwtFacts } from "./diagnose-failure.ts";
import { diagnoseNoAnswer } from "./diagnose-no-answer.ts";
import { createHideSecrets, type HideSecrets } from "./hide-secrets.ts";
import { requestOnce, type OneRequest } from "./request-once.ts";

/** A Vonage account, as it opens its APIs at one host. */
export interface AccountAccess {
  /** e.g. `https://api.nexmo.com`. */
  readonly apiHost: string;
  readonly apiKey: string;
  readonly apiSecret: string;
}

/** What authorises a request: the account's key and secret, or an application's JWT. */
export type VonageAccess =
  AccountAccess | { readonly apiHost: string; readonly token: string; readonly jwt: JwtFacts };

/** One request. */
export interface VonageRequest {
  readonly access: VonageAccess;
  readonly method: OneRequest["method"];
  /** With its query. */
  readonly path: string;
  /** The body; none when left out. */
  readonly json?: unknown;
  /** What else must not be repeated by an error. */
  readonly secrets?: readonly string[];
  /** Says more of a refusal than its status does; null leaves it to the diagnosis. */
  readonly explain?: (refusal: {
    readonly status: number;
    readonly problem: ApiProblem | null;
  }) => Diagnosis | null;
}

/** A JSON object as it came. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** A 2xx answer. */
export interface VonageAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Empty when there was no body. */
  readonly json: JsonObject;
  /** Takes out of a text of it what was sent in confidence: a name may repeat that, too. */
  readonly hide: HideSecrets;
}

/** Makes one request. @throws AppError `VONAGE_…`, `NETWORK_…`, or what `explain` says */
export type CallVonage = (request: VonageRequest) => Promise<VonageAnswer>;

/** How long Vonage may take, the connection included. */
export const VONAGE_TIMEOUT_MS = 30_000;
const CONNECT_TIMEOUT_MS = 10_000;
/** A hundred applications with their keys are about 200 KiB. */
const LONGEST_ANSWER_BYTES = 8 * 1024 * 1024;
/** Far deeper than any answer. What goes deeper could neither be written back nor kept in a journal. */
const DEEPEST_ANSWER = 32;

interface VonageCallPorts {
  readonly clock: Clock;
  readonly network: Network;
  /** Gives up what is under way, and whatever is asked after. */
  readonly signal?: AbortSignal;
}

/** Makes the function that calls. */
export function createVonageCall({ clock, network, signal }: VonageCallPorts): CallVonage {
  return async ({ access, method, path, json, secrets = [], explain }) => {
    // Checked once more, so that neither a caller nor a path can lead to a host that was not.
    const origin = parseApiHost(access.apiHost);
    const url = new URL(path, origin);
    if (url.origin !== origin) {
      const reason = "It is not the host of the workspace.";
      throw new AppError("WORKSPACE_HOST_INVALID", { host: url.host, reason });
    }
    const hide = createHideSecrets([...secrets, ...secretsOf(access)]);
    const outcome = await requestOnce(
      {
        method,
        url,
        headers: {
          accept: "application/json",
          "user-agent": "hookline",
          authorization: authorizationOf(access),
          ...(json === undefined ? {} : { "content-type": "application/json" }),
        },
        body: json === undefined ? new Uint8Array() : new TextEncoder().encode(JSON.stringify(json)),
        connectTimeoutMs: CONNECT_TIMEOUT_MS,
        timeoutMs: VONAGE_TIMEOUT_MS,
        keptBytes: LONGEST_ANSWER_BYTES,
        ...(signal === undefined ? {} : { signal }),
      },
      { clock, network },
    );
    if (outcome.kind === "no-answer") {
      const context = { host: url.host, method, seconds: VONAGE_TIMEOUT_MS / 1000 };
      throw failure(diagnoseNoAnswer(outcome, context), hide);
    }

    const { status, headers } = outcome;
    const text = new TextDecoder().decode(outcome.body);
    const answer = status >= 200 && status < 300 ? parseObject(text) : null;
    if (answer !== null) return { status, headers, json: answer, hide };
    const problem = readProblem(text, hide);
    const diagnosis =
      explain?.({ status, problem }) ??
      diagnoseAnswer({
        host: url.host,
        status,
        headers,
        problem,
        now: clock.now(),
        credentials:
          "token" in access
            ? { by: "application", jwt: access.jwt }
            : { by: "account", apiKey: access.apiKey },
      });
    throw failure(diagnosis, hide);
  };
}

/**
 * An id as one segment of a path. It is typed or comes from an answer, so it must not reach out of its place: an id of
 * dots only, which no encoding keeps from being a step upwards, becomes one that nobody has.
 */
export function pathSegment(id: string): string {
  return /^\.{1,2}$/.test(id) ? id.replaceAll(".", "%252E") : encodeURIComponent(id.toWellFormed());
}

function authorizationOf(access: VonageAccess): string {
  return "token" in access ? `Bearer ${access.token}` : `Basic ${basicOf(access)}`;
}

/** Key and secret as HTTP's Basic scheme writes them, which is no encryption. */
export function basicOf({ apiKey, apiSecret }: Pick<AccountAccess, "apiKey" | "apiSecret">): string {
  return Buffer.from(`${apiKey}:${apiSecret}`).toString("base64");
}

/** Takes out of a text what every request with this access sends in confidence. */
export function hideSecretsOf(access: VonageAccess): HideSecrets {
  return createHideSecrets(secretsOf(access));
}

/** A server that repeats the header repeats the secret in it, too. */
function secretsOf(access: VonageAccess): readonly string[] {
  return "token" in access ? [access.token] : [access.apiSecret, basicOf(access)];
}

/** null when it is neither empty nor a JSON object, or nests without end. */
function parseObject(text: string): JsonObject | null {
  if (text.trim() === "") return {};
  try {
    const json: unknown = JSON.parse(text, keepExactly);
    if (typeof json !== "object" || json === null || Array.isArray(json)) return null;
    // A JSON object has string keys and unknown values, which is all that is claimed here.
    return isDeeperThan(json, DEEPEST_ANSWER) ? null : (json as JsonObject);
  } catch {
    // Not JSON: the caller says that the answer is not the one documented.
    return null;
  }
}

/** V8's, since Node 21; not in the types yet. */
const { rawJSON } = JSON as typeof JSON & { readonly rawJSON: (text: string) => object };

/** A number that a double cannot hold stays its own text, so that what is read and sent back is the same. */
function keepExactly(
  this: unknown,
  _key: string,
  value: unknown,
  context?: { readonly source?: string },
): unknown {
  const source = context?.source;
  return typeof value === "number" && source !== undefined && findChangedNumber(source) !== null
    ? rawJSON(source)
    : value;
}

/** An answer may repeat what was sent; an error must not. */
function failure({ code, details }: Diagnosis, hide: HideSecrets): AppError {
  const shown = Object.entries(details).map(([name, value]) => [
    name,
    typeof value === "string" ? hide(value) : value,
  ]);
  return new AppError(code, Object.fromEntries(shown) as typeof details); // same names, and values of the same kinds
}
