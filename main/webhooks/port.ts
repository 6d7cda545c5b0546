// Where the listener listens: the wanted port, the next free one when a default is taken, or a plain refusal.
import type { Server } from "node:net";
import { AppError } from "../../preload/contract/errors.ts";
import { FIRST_SPARE_PORT } from "../app-shape.ts";

/** The wanted port (0 = any free one), and whether a person asked for exactly this one. */
export interface PortChoice {
  readonly port: number;
  readonly isExplicit: boolean;
}

const PORTS_TRIED = 100;

/**
 * Makes `server` listen. A taken default moves to the first free port from 4819 up; a taken explicit one fails.
 * @throws AppError `LISTENER_PORT_TAKEN`, `LISTENER_FAILED`
 */
export async function findPort(
  server: Server,
  address: string,
  { port, isExplicit }: PortChoice,
): Promise<void> {
  if (await tryPort(server, address, port)) return;
  if (isExplicit) throw new AppError("LISTENER_PORT_TAKEN", { port, option: "--listen-port" });
  for (let spare = FIRST_SPARE_PORT; spare < FIRST_SPARE_PORT + PORTS_TRIED; spare++) {
    if (await tryPort(server, address, spare)) return;
  }
  throw new AppError("LISTENER_PORT_TAKEN", { port, option: "--listen-port" });
}

/** False when the port is taken. */
function tryPort(server: Server, address: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    function settle(): void {
      server.off("error", onError);
      server.off("listening", onListening);
    }
    function onError(error: NodeJS.ErrnoException): void {
      settle();
      if (error.code === "EADDRINUSE") resolve(false);
      else reject(new AppError("LISTENER_FAILED", { reason: error.message }, { cause: error }));
    }
    function onListening(): void {
      settle();
      resolve(true);
    }
    server.on("error", onError);
    server.on("listening", onListening);
    server.listen({ port, host: address });
  });
}
