// Asks a proxy for a tunnel to a host (CONNECT), so that what is encrypted for the host stays so on its way.
// Node's own agent can do this too, but there a request that is given up while its proxy keeps silent never ends.
import { request as requestHttp, type OutgoingHttpHeaders, type RequestOptions } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP, type Socket } from "node:net";
import type { ConnectionOptions } from "node:tls";
import type { Proxy } from "../ports.ts";
import { refusalBy, unreachableProxy } from "./proxy-trouble.ts";

interface TunnelOrder {
  readonly hostname: string;
  readonly port: number;
  /** For a proxy that is itself spoken to by TLS. */
  readonly trust: ConnectionOptions;
  /** Gives it up; its reason is an Error. */
  readonly signal: AbortSignal;
}

/** Opens a tunnel and gives the connection, which is the caller's from then on. @throws ProxyError */
export function openProxyTunnel(
  proxy: Proxy,
  { hostname, port, trust, signal }: TunnelOrder,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const authority = `${hostname.includes(":") ? `[${hostname}]` : hostname}:${port}`;
    const asking = (proxy.protocol === "https:" ? requestHttps : requestHttp)({
      ...connectionTo(proxy, trust),
      method: "CONNECT",
      path: authority,
      headers: { host: authority, ...loginTo(proxy) },
    });
    const giveUp = (): void => {
      // Whoever gives it up says why by an Error.
      asking.destroy(signal.reason as Error);
    };
    asking.once("error", (error) => {
      signal.removeEventListener("abort", giveUp);
      reject(unreachableProxy(proxy, error));
    });
    asking.once("connect", (answer, stream, head) => {
      signal.removeEventListener("abort", giveUp);
      // Node types it as no more than a stream; on a connection of its own it is that connection.
      const socket = stream as Socket;
      const status = answer.statusCode ?? 0;
      if (status < 200 || status > 299) {
        socket.destroy();
        reject(refusalBy(proxy, status, answer.headers["proxy-authenticate"]?.toString()));
        return;
      }
      // What the host said first may have come along with the proxy's answer.
      if (head.byteLength > 0) socket.unshift(head);
      resolve(socket);
    });
    signal.addEventListener("abort", giveUp, { once: true });
    if (signal.aborted) giveUp();
    asking.end();
  });
}

/** A connection of its own to the proxy. Its name is said, or Node would take the one in the Host header for it. */
export function connectionTo(
  { protocol, hostname, port }: Proxy,
  trust: ConnectionOptions,
): RequestOptions & ConnectionOptions {
  const isEncrypted = protocol === "https:";
  return {
    agent: false,
    host: hostname,
    port,
    ...(isEncrypted ? { ...trust, servername: isIP(hostname) === 0 ? hostname : "" } : {}),
  };
}

/** The header that logs in to it. */
export function loginTo({ authorization }: Proxy): OutgoingHttpHeaders {
  return authorization === null ? {} : { "proxy-authorization": authorization };
}
