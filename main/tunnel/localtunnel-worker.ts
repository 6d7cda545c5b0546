// The worker thread in which the localtunnel library lives, and dies. Loaded by localtunnel.ts only.
import { setDefaultResultOrder } from "node:dns";
import { setDefaultAutoSelectFamily, type Socket } from "node:net";
import { parentPort, workerData } from "node:worker_threads";
import localtunnel, { type Tunnel, type TunnelConfig } from "localtunnel";
import { addressProblem, findServer, guardConnections, type ServerAddress } from "./connection-guard.ts";
import type { LocaltunnelOrder, LocaltunnelReport } from "./localtunnel.ts";

/** As many as the public servers give. The number is a stranger's wish, and each is a file handle of ours. */
const MAX_CONNECTIONS = 10;

if (parentPort !== null) {
  const port = parentPort;
  // Only localtunnel.ts starts this file, with exactly this.
  const order = workerData as LocaltunnelOrder;
  void run(order, (report) => port.postMessage(report));
}

/**
 * The library connects to `localhost`. Its option for 127.0.0.1 would rewrite the Host header, by which the listener
 * knows what came through the tunnel, and damage bytes that are not UTF-8. So the name is made to mean 127.0.0.1 alone
 * in this thread: another program on ::1 with the same port must never be opened to the world.
 */
function pinLocalhost(): void {
  setDefaultResultOrder("ipv4first");
  setDefaultAutoSelectFamily(false);
}

async function run(
  { host, subdomain, port }: LocaltunnelOrder,
  tell: (report: LocaltunnelReport) => void,
): Promise<void> {
  pinLocalhost();
  // The library calls url.parse(); that warning is for its authors, not for who starts Hookline.
  process.noDeprecation = true;
  const server = await findServer(host);
  guardConnections(server, { listenerPort: port, proxies: proxiesOf(process.env) });
  const tunnel = await openLimited({ port, host, ...(subdomain === null ? {} : { subdomain }) }, server);

  // The library reports a refused connection and then stays as it is; the supervisor starts anew.
  tunnel.on("error", (error: Error) => tell({ kind: "error", reason: error.message }));
  const sockets = new Set<Socket>();
  tunnel.tunnelCluster.on("open", (socket: Socket) => {
    sockets.add(socket);
    tell({ kind: "connections", count: sockets.size });
    socket.once("close", () => {
      sockets.delete(socket);
      tell({ kind: "connections", count: sockets.size });
    });
  });
  // Not before a connection to the server stands: until then its address answers nothing.
  tunnel.once("url", (url: string) => tell({ kind: "open", url, subdomain: nameOf(tunnel, url) }));
}

function proxiesOf(environment: Readonly<Record<string, string | undefined>>): string[] {
  return Object.entries(environment).flatMap(([name, value]) =>
    /^https?_proxy$/i.test(name) && value !== undefined ? [value] : [],
  );
}

/**
 * Opens the tunnel with no more connections than {@link MAX_CONNECTIONS}. The library opens as many as the server says,
 * and has no option for it; so what it hands to its next step is cut down on the way. The address to connect to is checked
 * there, too: the library would try a refused one in silence.
 */
function openLimited(
  options: TunnelConfig & { readonly port: number },
  server: ServerAddress,
): Promise<Tunnel> {
  return new Promise((resolve, reject) => {
    const tunnel: Tunnel & Partial<Establishing> = localtunnel(options, (error?: unknown) => {
      if (error === undefined || error === null) resolve(tunnel);
      else reject(error instanceof Error ? error : new Error(String(error)));
    });
    const establish = tunnel._establish?.bind(tunnel);
    if (establish === undefined) return reject(new Error("the library cannot be limited"));
    tunnel._establish = (assigned) => {
      const problem = addressProblem(assigned.remote_ip, assigned.remote_port, server);
      // Not thrown: the library would ask the server again.
      if (problem !== null) return reject(new Error(problem));
      return establish({
        ...assigned,
        max_conn: Math.max(1, Math.min(Number(assigned.max_conn) || 1, MAX_CONNECTIONS)),
      });
    };
    return undefined;
  });
}

/** The library's own step, which its types leave out, from the server's answer to connections. */
interface Establishing {
  _establish: (assigned: {
    readonly max_conn: unknown;
    readonly remote_ip: unknown;
    readonly remote_port: unknown;
  }) => void;
}

/** The name the server gave; the types of the library leave it out. */
function nameOf(tunnel: object, url: string): string {
  if ("clientId" in tunnel && typeof tunnel.clientId === "string") return tunnel.clientId;
  return URL.parse(url)?.hostname.split(".")[0] ?? "";
}
