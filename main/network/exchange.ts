// One request and its answer, by each of the ways out: straight, in a tunnel through a proxy, or carried by one.
import {
  request as requestHttp,
  type ClientRequest,
  type IncomingMessage,
  type RequestOptions,
} from "node:http";
import { request as requestHttps } from "node:https";
import { isIP } from "node:net";
import { connect as connectTls, type ConnectionOptions, type SecureContext } from "node:tls";
import type { Headers } from "../../preload/contract/event.ts";
import type { Proxy, Way } from "../ports.ts";
import { bareHostname } from "./proxy.ts";
import { connectionTo, loginTo, openProxyTunnel } from "./proxy-tunnel.ts";
import { closedByProxy, refusalBy, unreachableProxy, unusableProxy } from "./proxy-trouble.ts";
import type { OneRequest } from "./request-once.ts";
import { codeOf, switchedProtocol } from "./request-trouble.ts";

/** What goes with an exchange. */
export interface ExchangeParts {
  /** Whom TLS trusts; undefined = whom Node trusts. Asked only where there is TLS. */
  readonly secureContext: () => SecureContext | undefined;
  /** Gives it up; its reason is an Error. */
  readonly signal: AbortSignal;
  /** Called once the request may have reached the other side. */
  readonly onLeft: () => void;
  /** Called when the head of its answer is there. */
  readonly onAnswer: () => void;
}

/** An answer. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** As much of it as was to be kept. */
  readonly body: Uint8Array;
}

const BODY_KEPT_BYTES = 64 * 1024;

/** Sends the request by this way. @throws ProxyError, and whatever Node says */
export async function exchange(request: OneRequest, way: Way, parts: ExchangeParts): Promise<Answer> {
  switch (way.kind) {
    case "closed":
      throw unusableProxy(way.from, way.problem);
    case "direct":
      return exchangeDirectly(request, parts);
    case "proxy":
      return request.url.protocol === "https:"
        ? exchangeInTunnel(request, way.proxy, parts)
        : exchangeByProxy(request, way.proxy, parts);
  }
}

function exchangeDirectly(request: OneRequest, parts: ExchangeParts): Promise<Answer> {
  const { url, lookup } = request;
  const isEncrypted = url.protocol === "https:";
  const options = {
    ...optionsOf(request),
    ...(isEncrypted ? trustOf(parts) : {}),
    // A pooled connection may be closed by the other side just then, which would look like a lost request.
    agent: false,
    ...(lookup === undefined ? {} : { lookup }),
  };
  return send((isEncrypted ? requestHttps : requestHttp)(url, options), { request, isEncrypted, ...parts });
}

/** What is encrypted for the host goes through the proxy unread. */
async function exchangeInTunnel(request: OneRequest, proxy: Proxy, parts: ExchangeParts): Promise<Answer> {
  const { url } = request;
  const host = bareHostname(url);
  const trust = trustOf(parts);
  const port = url.port === "" ? 443 : Number(url.port);
  const socket = await openProxyTunnel(proxy, { hostname: host, port, trust, signal: parts.signal });
  const { hasLeft, onLeft } = watchLeaving(parts);
  try {
    const outgoing = requestHttps(url, {
      ...optionsOf(request),
      // What an agent would know; without it the host would be called by the wrong port in its Host header.
      defaultPort: 443,
      createConnection: () =>
        connectTls({ ...trust, socket, host, servername: isIP(host) === 0 ? host : "" }),
    });
    return await send(outgoing, { request, isEncrypted: true, ...parts, onLeft });
  } catch (error) {
    socket.destroy();
    // A proxy may find out only after it has said yes that it does not want to, or cannot.
    const isClosed = !hasLeft() && ["ECONNRESET", "EPIPE"].includes(codeOf(error) ?? "");
    throw isClosed ? closedByProxy(proxy) : error;
  }
}

/** Without encryption there is nothing that the proxy must not see, and so it asks the host itself. */
async function exchangeByProxy(request: OneRequest, proxy: Proxy, parts: ExchangeParts): Promise<Answer> {
  const { url } = request;
  const isEncrypted = proxy.protocol === "https:";
  const { headers, ...options } = optionsOf(request);
  const { hasLeft, onLeft } = watchLeaving(parts);
  const outgoing = (isEncrypted ? requestHttps : requestHttp)({
    ...options,
    ...connectionTo(proxy, isEncrypted ? trustOf(parts) : {}),
    path: url.href,
    headers: { ...headers, host: url.host, ...loginTo(proxy) },
  });
  try {
    const answer = await send(outgoing, { request, isEncrypted, ...parts, onLeft });
    if (answer.status !== 407) return answer;
    throw refusalBy(proxy, answer.status, answer.headers["proxy-authenticate"]);
  } catch (error) {
    throw hasLeft() ? error : unreachableProxy(proxy, error);
  }
}

function watchLeaving(parts: ExchangeParts): {
  readonly hasLeft: () => boolean;
  readonly onLeft: () => void;
} {
  let left = false;
  return {
    hasLeft: () => left,
    onLeft() {
      left = true;
      parts.onLeft();
    },
  };
}

/** Said outright: no variable may switch off the look at certificates, since secrets follow. */
function trustOf({ secureContext }: ExchangeParts): ConnectionOptions {
  const context = secureContext();
  return { rejectUnauthorized: true, ...(context === undefined ? {} : { secureContext: context }) };
}

function optionsOf({ method, headers, body }: OneRequest): RequestOptions & { readonly headers: Headers } {
  // A DELETE may have a body, and a POST without one still says so.
  const isBodiless = method === "GET" || method === "HEAD" || (method === "DELETE" && body.byteLength === 0);
  return {
    method,
    headers: isBodiless ? headers : { ...headers, "content-length": String(body.byteLength) },
  };
}

interface Sending extends Omit<ExchangeParts, "secureContext"> {
  readonly request: OneRequest;
  /** Whether the connection stands only when TLS does. */
  readonly isEncrypted: boolean;
}

function send(
  outgoing: ClientRequest,
  { request, isEncrypted, signal, onLeft, onAnswer }: Sending,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => {
      // Whoever gives it up says why by an Error.
      outgoing.destroy(signal.reason as Error);
    };
    const settle = (act: () => void): void => {
      signal.removeEventListener("abort", giveUp);
      act();
    };
    outgoing.once("socket", (socket) => {
      socket.once(isEncrypted ? "secureConnect" : "connect", onLeft);
    });
    // More than one may come, and one without a listener would end the program.
    outgoing.on("error", (error) => settle(() => reject(error)));
    outgoing.once("upgrade", (_answer, socket) => {
      socket.destroy();
      settle(() => reject(switchedProtocol()));
    });
    outgoing.once("response", (incoming) => {
      onAnswer();
      readBody(incoming, request.keptBytes ?? BODY_KEPT_BYTES).then(
        (body) =>
          settle(() => resolve({ status: incoming.statusCode ?? 0, headers: joinHeaders(incoming), body })),
        (error: unknown) => settle(() => reject(error as Error)), // a stream fails with an Error
      );
    });
    signal.addEventListener("abort", giveUp, { once: true });
    if (signal.aborted) giveUp();
    if (request.send === undefined) outgoing.end(request.body);
    else request.send(outgoing, request.body);
  });
}

async function readBody(incoming: IncomingMessage, keptBytes: number): Promise<Uint8Array> {
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
