// One GET to one host, over a connection to an address that was checked beforehand and to no other.
//
// Threat model: between a check of a name and a connection to it, its owner may point it elsewhere (DNS rebinding). So the
// name is resolved once, here the connection is made to the address itself, and the name only serves TLS and `Host`.
import { request as requestHttp, type IncomingMessage } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP } from "node:net";
import { connect as connectTls, type ConnectionOptions } from "node:tls";
import { hostOf } from "./media-address.ts";
import type { MediaNetwork } from "../ports.ts";

/** What to ask for, and at which address. */
export interface PinnedRequest {
  readonly url: URL;
  /** The checked address. */
  readonly address: string;
  /** What the `Authorization` header says; null = there is none. */
  readonly authorization: string | null;
  readonly network: MediaNetwork;
  /** Ends it, also while the answer is read. */
  readonly signal: AbortSignal;
  /** Called when a connection stands: from here on the request is out. */
  readonly onConnected: () => void;
}

/** Resolves with the head of the answer; its body is still to be read. Rejects with node's own error. */
export function requestPinned(request: PinnedRequest): Promise<IncomingMessage> {
  const { url, address, authorization, network, signal, onConnected } = request;
  return new Promise((resolve, reject) => {
    const isTls = url.protocol === "https:";
    const port = url.port === "" ? (isTls ? 443 : 80) : Number(url.port);
    let cause: Error | null = null;
    const outgoing = (isTls ? requestHttps : requestHttp)(url, {
      method: "GET",
      // Without an agent nobody else knows it, and it would stand in `Host`.
      defaultPort: isTls ? 443 : 80,
      signal,
      // No agent, so that no connection that somebody else opened is used.
      createConnection: () => {
        const socket = network.connect({ address, port });
        // Of a connection that fails TLS says only that it did.
        socket.once("error", (error) => {
          cause ??= error;
          outgoing.destroy(error);
        });
        return isTls ? connectTls({ socket, ...tlsOptions(url, network) }) : socket;
      },
      headers: {
        accept: "*/*",
        // The bytes are counted and looked at as they come: nothing of them may unfold.
        "accept-encoding": "identity",
        "user-agent": "hookline",
        ...(authorization === null ? {} : { authorization }),
      },
    });
    outgoing.once("socket", (socket) => socket.once(isTls ? "secureConnect" : "connect", onConnected));
    outgoing.once("response", resolve);
    outgoing.once("error", (error) => reject(cause ?? error));
    outgoing.end();
  });
}

function tlsOptions(url: URL, { authorities }: MediaNetwork): ConnectionOptions {
  const host = hostOf(url);
  return {
    host,
    // An address is no name that TLS could ask for; its certificate has to hold it all the same.
    ...(isIP(host) === 0 ? { servername: host } : {}),
    // Spelled out: an environment variable can switch the default off.
    rejectUnauthorized: true,
    ALPNProtocols: ["http/1.1"],
    ...(authorities === undefined ? {} : { ca: [...authorities] }),
  };
}
