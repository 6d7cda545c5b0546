// Where the tunnel's thread may connect to. Threat model: the server is a stranger's, and it says which address and port
// to open connections to, and owns the name it is reached by. None of that may lead to this computer or its network,
// whose services trust who comes from there; only where the server itself is on that network. So every connection of the
// thread is looked at where the thread opens it, and the server's name means one address.
import { lookup as resolve } from "node:dns";
import { lookup } from "node:dns/promises";
import { isIP, Socket, type LookupFunction } from "node:net";
import { isOfThisComputer, scopeOf } from "../network/address-scope.ts";
import { bareHostname } from "../network/proxy.ts";

/** A tunnel server: its name, and the address that was found for it; null = none was. */
export interface ServerAddress {
  readonly host: string;
  readonly ip: string | null;
}

/** What the thread opens of itself, and that no server names. */
export interface OwnConnections {
  /** The listener's port, reached as `localhost`. */
  readonly listenerPort: number;
  /** Hears of each other connection as it begins. */
  readonly onOutgoing?: (socket: Socket) => void;
}

/** Finds the server's address once. Behind a proxy a name may have none here. */
export async function findServer(address: string): Promise<ServerAddress> {
  const host = bareHostname(new URL(address));
  const found = await lookup(host).catch(() => null);
  return { host, ip: found?.address ?? null };
}

/**
 * Whether the server may have a connection to `ip`: anywhere on the internet, to itself, and within the scope that it is
 * in itself, as with a server of one's own.
 */
export function mayConnect(ip: string, server: ServerAddress): boolean {
  if (ip === server.ip) return true;
  const scope = isOfThisComputer(ip) ? "loopback" : scopeOf(ip);
  return scope === "public" || (scope !== null && server.ip !== null && scope === scopeOf(server.ip));
}

/** Why the address a server wants its connections opened to is none; null when it is fine. It may leave it out. */
export function addressProblem(ip: unknown, port: unknown, server: ServerAddress): string | null {
  if (typeof port !== "number" || !Number.isInteger(port) || port < 1 || port > 65_535) {
    return "its answer has no usable port";
  }
  if (ip === undefined || ip === null || ip === "" || ip === server.host) return null;
  if (typeof ip !== "string" || isIP(ip) === 0) return "its answer has no usable address for connections";
  return mayConnect(ip, server) ? null : "it wants connections to this computer or its network";
}

/** Looks at every connection that is opened in this thread from now on. Not to be called where the program runs. */
export function guardConnections(server: ServerAddress, own: OwnConnections): void {
  const connect = Socket.prototype.connect;
  const isOwn = (host: string, port: unknown): boolean =>
    host === "localhost" && Number(port) === own.listenerPort;

  function guarded(this: Socket, ...given: unknown[]): Socket {
    const options = optionsOf(given);
    const host = options?.host;
    if (options === null || typeof host !== "string")
      return this.destroy(new Error("connection refused here"));
    if (isOwn(host, options.port)) return Reflect.apply(connect, this, given);
    if (isIP(host) !== 0 && !mayConnect(host, server)) {
      return this.destroy(new Error("the server may not have a connection to that address"));
    }
    options.lookup = pinnedLookup(server);
    own.onOutgoing?.(this);
    return Reflect.apply(connect, this, given);
  }
  // The overloads all come down to these arguments, of which nothing is lost.
  Socket.prototype.connect = guarded as typeof connect;
}

interface ConnectOptions {
  host?: unknown;
  port?: unknown;
  lookup?: LookupFunction;
}

/** The options among the arguments, which node:net itself hands on as a list; null in any other form. */
function optionsOf([first]: readonly unknown[]): ConnectOptions | null {
  const options: unknown = Array.isArray(first) ? first[0] : first;
  return typeof options === "object" && options !== null && !("path" in options && options.path)
    ? options
    : null;
}

/** Resolves names for connections on the server's behalf: its own to the address that was found, others if they may be. */
export function pinnedLookup(server: ServerAddress): LookupFunction {
  return (hostname, options, callback) => {
    const answer = (ips: readonly { readonly address: string; readonly family: number }[]): void => {
      const [first] = ips;
      if (first === undefined) callback(new Error("its name leads to an address that is not called"), "", 0);
      else if (options.all === true) callback(null, [...ips]);
      else callback(null, first.address, first.family);
    };
    if (hostname === server.host && server.ip !== null) {
      answer([{ address: server.ip, family: isIP(server.ip) }]);
      return;
    }
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) callback(error, "", 0);
      else answer(found.filter(({ address }) => mayConnect(address, server)));
    });
  };
}
