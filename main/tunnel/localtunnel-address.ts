// Asks a localtunnel server for an address: the one request of its protocol that is HTTP, and so may go through a proxy.
// Threat model: the server is a stranger's. Its answer is kept short, checked, and followed nowhere.
import { z } from "zod";
import { AppError } from "../../preload/contract/errors.ts";
import { isJsonObject, parseJson } from "../../preload/contract/json-text.ts";
import { nameSteering } from "../../preload/contract/steering-characters.ts";
import { diagnoseNoAnswer } from "../network/diagnose-no-answer.ts";
import { requestOnce, type RequestOutcome } from "../network/request-once.ts";
import { isNoHttp } from "../network/request-trouble.ts";
import type { Clock, Network } from "../ports.ts";
import { announcedOrigin } from "./announced-address.ts";
import { addressProblem, pinnedLookup, type ServerAddress } from "./connection-guard.ts";
import type { TunnelWish } from "./tunnel.ts";

/** What a server gave. */
export interface AssignedAddress {
  /** Public origin. */
  readonly url: string;
  readonly subdomain: string;
  /** Where its connections go: the server itself, or an address it named. */
  readonly host: string;
  readonly port: number;
  readonly connections: number;
}

interface AskParts {
  readonly server: ServerAddress;
  readonly clock: Clock;
  readonly network: Network;
  /** Gives it up. */
  readonly signal: AbortSignal;
  /** For the answer, the connection included. */
  readonly timeoutMs: number;
}

/** As many as the public servers give. The number is a stranger's wish, and each is a file handle of ours. */
const MAX_CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 5_000;
/** Of what a server says of its refusal; the public ones say a sentence or two. */
const LONGEST_MESSAGE = 300;

const Answer = z.object({
  id: z.string().max(253),
  url: z.string().max(300),
  // Looked at by hand: the servers leave out what is theirs to leave out, and a wrong one is told by its name.
  ip: z.unknown().optional(),
  port: z.unknown().optional(),
  max_conn_count: z.unknown().optional(),
});

/**
 * Looks whether the server answers at all; anything is good enough.
 * @returns ms of one way there and back
 * @throws AppError `TUNNEL_SERVER_UNREACHABLE`, `NETWORK_PROXY_…`, `NETWORK_CERTIFICATE_…`
 */
export async function probeServer(host: string, parts: AskParts): Promise<number> {
  const outcome = await get(new URL("/", host), parts);
  if (outcome.kind === "no-answer") throw unanswered(host, outcome, parts);
  return outcome.roundTripMs;
}

/** Asks for an address. @throws as {@link probeServer}; also `TUNNEL_ANSWER_UNUSABLE` */
export async function askForAddress(
  { host, subdomain }: Omit<TunnelWish, "port">,
  parts: AskParts,
): Promise<AssignedAddress> {
  const outcome = await get(new URL(subdomain === null ? "/?new" : `/${subdomain}`, host), parts);
  if (outcome.kind === "no-answer") throw unanswered(host, outcome, parts);
  const useless = (reason: string): AppError => new AppError("TUNNEL_ANSWER_UNUSABLE", { host, reason });
  if (outcome.status !== 200) throw useless(refusalWords(outcome));
  const json = parseJson(new TextDecoder().decode(outcome.body));
  const answer = Answer.safeParse(json.ok ? json.value : null);
  if (!answer.success) throw useless("its answer is not that of a localtunnel server");
  const { id, url, ip, port, max_conn_count: wanted } = answer.data;
  const problem = addressProblem(ip, port, parts.server);
  if (problem !== null) throw useless(problem);
  const origin = announcedOrigin(url, host);
  if (origin === null) throw useless("its answer has no usable address");
  return {
    url: origin,
    subdomain: id,
    host: typeof ip === "string" && ip !== "" ? ip : parts.server.host,
    port: Number(port),
    connections: Math.max(1, Math.min(Math.trunc(Number(wanted)) || 1, MAX_CONNECTIONS)),
  };
}

function get(url: URL, { server, clock, network, signal, timeoutMs }: AskParts): Promise<RequestOutcome> {
  return requestOnce(
    {
      method: "GET",
      url,
      headers: { accept: "*/*", "user-agent": "hookline" },
      body: new Uint8Array(),
      connectTimeoutMs: Math.min(CONNECT_TIMEOUT_MS, timeoutMs),
      timeoutMs,
      signal,
      // Its name means the same address for every connection.
      lookup: pinnedLookup(server),
    },
    { clock, network },
  );
}

/** A proxy, a certificate or TLS has a name of its own; for the rest the server is at fault, or what it answers. */
function unanswered(
  host: string,
  outcome: Extract<RequestOutcome, { kind: "no-answer" }>,
  { timeoutMs }: AskParts,
): AppError {
  const { code, details } = diagnoseNoAnswer(outcome, {
    host: new URL(host).host,
    method: "GET",
    seconds: timeoutMs / 1_000,
  });
  if (/^NETWORK_(?:PROXY|CERTIFICATE|TLS)_/.test(code)) return new AppError(code, details);
  const isReached = isNoHttp(outcome.code);
  return new AppError(isReached ? "TUNNEL_ANSWER_UNUSABLE" : "TUNNEL_SERVER_UNREACHABLE", {
    host,
    reason: outcome.reason,
  });
}

function refusalWords({ status, headers, body }: Extract<RequestOutcome, { kind: "answered" }>): string {
  const target = URL.parse(headers["location"] ?? "")?.origin ?? "";
  if (status >= 300 && status < 400 && /^https?:/.test(target))
    return `it answered ${status} and sends on to ${target}, which is not followed`;
  const said = messageIn(body);
  return said === "" ? `it answered ${status}` : `it answered ${status}: “${said}”`;
}

/** What the server says of its refusal, on one line; a stranger's words, so none that steer and not many. */
function messageIn(body: Uint8Array): string {
  const json = parseJson(new TextDecoder().decode(body));
  const message = json.ok && isJsonObject(json.value) ? json.value["message"] : null;
  if (typeof message !== "string") return "";
  const line = nameSteering(message.replace(/\s+/g, " ").trim()).toWellFormed();
  return line.length > LONGEST_MESSAGE ? `${line.slice(0, LONGEST_MESSAGE).toWellFormed()}…` : line;
}
