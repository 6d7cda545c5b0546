// The worker thread in which the localtunnel library holds its connections, and dies. Loaded by localtunnel.ts only.
import { setDefaultResultOrder } from "node:dns";
import { setDefaultAutoSelectFamily, type Socket } from "node:net";
import { parentPort, workerData } from "node:worker_threads";
import TunnelCluster from "localtunnel/lib/TunnelCluster.js";
import { createSystemClock } from "../clock.ts";
import { guardConnections } from "./connection-guard.ts";
import { createConnectionMeter } from "./connection-meter.ts";
import type { LocaltunnelOrder, LocaltunnelReport } from "./localtunnel.ts";
import { createReopening } from "./reopening.ts";

if (parentPort !== null) {
  const port = parentPort;
  // Only localtunnel.ts starts this file, with exactly this.
  const order = workerData as LocaltunnelOrder;
  run(order, (report) => port.postMessage(report));
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

function run(
  { server, host, port, connections, listenerPort }: LocaltunnelOrder,
  tell: (report: LocaltunnelReport) => void,
): void {
  pinLocalhost();
  const clock = createSystemClock();
  const begunAt = new WeakMap<Socket, number>();
  guardConnections(server, {
    listenerPort,
    onOutgoing: (socket) => begunAt.set(socket, clock.elapsed()),
  });
  const meter = createConnectionMeter({ clock, tell: (report) => tell({ kind: "traffic", ...report }) });
  const cluster = new TunnelCluster({
    remote_ip: host,
    remote_host: host,
    remote_port: port,
    local_port: listenerPort,
  });

  // The library reports a refused connection and then stays as it is; the supervisor starts anew.
  cluster.on("error", (error) => tell({ kind: "error", reason: error.message }));
  const sockets = new Set<Socket>();
  const reopening = createReopening({
    clock,
    connections,
    isStanding: () => sockets.size > 0,
    open: () => cluster.open(),
    giveUp: () => tell({ kind: "error", reason: "its server closes each connection at once" }),
  });
  cluster.on("open", (socket) => {
    sockets.add(socket);
    // TCP stands when one packet has gone there and one has come back.
    const now = clock.elapsed();
    meter.watch(socket, now - (begunAt.get(socket) ?? now));
    tell({ kind: "connections", count: sockets.size });
    socket.once("close", () => {
      sockets.delete(socket);
      reopening.ended({ bytesRead: socket.bytesRead, lastedMs: clock.elapsed() - now });
      tell({ kind: "connections", count: sockets.size });
    });
  });
  cluster.on("dead", reopening.again);
  for (let count = 0; count < connections; count += 1) cluster.open();
}
