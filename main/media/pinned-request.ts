// One GET to one host, over a connection that was chosen beforehand and no other.
//
// Threat model: between a check of a name and a connection to it, its owner may point it elsewhere (DNS rebinding). So the
// connection is made by whoever checked the address, and here the name only serves TLS and `Host`.
import { request as requestHttp, type IncomingMessage } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP, type Socket } from "node:net";
import { connect as connectTls, type ConnectionOptions, type SecureContext } from "node:tls";
import { switchedProtocol } from "../network/request-trouble.ts";
import { hostOf } from "./media-address.ts";

/** What to ask for, and over which connection. */
export interface PinnedRequest {
  readonly url: URL;
  /** Connected, or about to be, to a checked address or through a proxy; it is gone when the request is. */
  readonly socket: Socket;
  /** What the `Authorization` header says; null = there is none. */
  readonly authorization: string | null;
  /** Certificates (PEM) of authorities that are trusted instead of the context's. */
  readonly authorities: readonly string[] | undefined;
  /** Whom TLS trusts; undefined = whom Node trusts. */
  readonly secureContext: SecureContext | undefined;
  /** Ends it, also while the answer is read. */
  readonly signal: AbortSignal;
  /** Called when a connection stands: from here on the request is out. */
  readonly onConnected: () => void;
}

/** Resolves with the head of the answer; its body is still to be read. Rejects with node's own error. */
export function requestPinned(request: PinnedRequest): Promise<IncomingMessage> {
  const { url, socket, authorization, signal, onConnected } = request;
  return new Promise((resolve, reject) => {
    const isTls = url.protocol === "https:";
    // A request that was given up before it began never takes its connection.
    signal.addEventListener("abort", () => socket.destroy(), { once: true });
    if (signal.aborted) socket.destroy();
    let cause: Error | null = null;
    const outgoing = (isTls ? requestHttps : requestHttp)(url, {
      method: "GET",
      // Without an agent nobody else knows it, and it would stand in `Host`.
      defaultPort: isTls ? 443 : 80,
      signal,
      // No agent, so that no connection that somebody else opened is used.
      createConnection: () => {
        // Of a connection that fails TLS says only that it did.
        socket.once("error", (error) => {
          cause ??= error;
          outgoing.destroy(error);
        });
        return isTls ? connectTls({ socket, ...tlsOptions(request) }) : socket;
      },
      headers: {
        accept: "*/*",
        // The bytes are counted and looked at as they come: nothing of them may unfold.
        "accept-encoding": "identity",
        "user-agent": "hookline",
        ...(authorization === null ? {} : { authorization }),
      },
    });
    outgoing.once("socket", (taken) => taken.once(isTls ? "secureConnect" : "connect", onConnected));
    outgoing.once("upgrade", () => {
      socket.destroy();
      reject(switchedProtocol());
    });
    outgoing.once("response", resolve);
    outgoing.once("error", (error) => reject(cause ?? error));
    outgoing.end();
  });
}

function tlsOptions({ url, authorities, secureContext }: PinnedRequest): ConnectionOptions {
  const host = hostOf(url);
  return {
    host,
    // An address is no name that TLS could ask for; its certificate has to hold it all the same.
    ...(isIP(host) === 0 ? { servername: host } : {}),
    // Spelled out: an environment variable can switch the default off.
    rejectUnauthorized: true,
    ALPNProtocols: ["http/1.1"],
    ...(authorities === undefined ? { secureContext } : { ca: [...authorities] }),
  };
}
