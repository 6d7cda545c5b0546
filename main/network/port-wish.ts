// Ports: a taken default moves on to the first free spare one, a taken explicit one is an error.
import type { AddressInfo, Server } from "node:net";
import { AppError } from "../../preload/contract/errors.ts";
import { FIRST_SPARE_PORT, type PortWish } from "../app-shape.ts";

const SPARE_PORTS = 200;

/** Where a server ended up. */
export interface BoundPort {
  readonly port: number;
  /** The default that was taken; null when the wish was granted. */
  readonly movedFrom: number | null;
}

/** What listens, as in “The page could not start.”, and the option that chooses its port: for the error's words. */
export interface ServerName {
  readonly server: "webhook listener" | "page" | "simulator";
  readonly option: string;
}

/**
 * Listens by `listen` on the wished port, or on a spare one where that is allowed.
 * @throws AppError `LISTENER_PORT_TAKEN`, `LISTENER_FAILED`
 */
export async function bindPort(
  wish: PortWish,
  { server, option }: ServerName,
  listen: (port: number) => Promise<number>,
): Promise<BoundPort> {
  const spares = wish.isExplicit
    ? []
    : Array.from({ length: SPARE_PORTS }, (_, step) => FIRST_SPARE_PORT + step);
  for (const port of [wish.port, ...spares]) {
    try {
      const bound = await listen(port);
      return { port: bound, movedFrom: port === wish.port ? null : wish.port };
    } catch (error) {
      // A port that the system keeps for itself is as good as taken, unless a person asked for it and must be told.
      if (isCode(error, "EADDRINUSE") || (isCode(error, "EACCES") && !wish.isExplicit)) continue;
      throw error instanceof AppError
        ? error
        : new AppError("LISTENER_FAILED", { server, reason: wordsOf(error) }, { cause: error });
    }
  }
  throw new AppError("LISTENER_PORT_TAKEN", { port: wish.port, option });
}

/** Makes a bare server listen; resolves to its port and rejects with node's own error, after which it may try again. */
export function listenOn(server: Server, address: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    function onError(error: Error): void {
      server.off("listening", onListening);
      reject(error);
    }
    function onListening(): void {
      server.off("error", onError);
      // A TCP server's address is never a text.
      resolve((server.address() as AddressInfo).port);
    }
    server.once("error", onError);
    server.once("listening", onListening);
    server.listen({ port, host: address });
  });
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
