// The browser host: the built interface and its bridge on one port, for everyone without a desktop.
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "../../../preload/contract/errors.ts";
import type { App, PortWish } from "../../app-shape.ts";
import { bindPort, type BoundPort } from "../../network/port-wish.ts";
import type { Clock, Log } from "../../ports.ts";
import type { FileTickets } from "./file-tickets.ts";
import { createHttp } from "./http.ts";
import { createOriginGuard, pageHosts } from "./origin-guard.ts";
import type { SecretTickets } from "./secret-tickets.ts";
import { createBridgeSocket } from "./socket.ts";

/** What one browser host is made of. */
export interface BrowserHostParts {
  readonly app: Pick<App, "call" | "subscribe" | "picture">;
  readonly clock: Clock;
  readonly log: Log;
  /** The very clipboard that the app was made with. */
  readonly tickets: SecretTickets;
  /** The very files that the app was made with. */
  readonly files: FileTickets;
  readonly port: PortWish;
  /** Address to listen on; 127.0.0.1 unless the person asked for more. */
  readonly bind: string;
  /** Names, besides those of loopback and the address it listens on, by which the page may be reached. */
  readonly allowedHosts: readonly string[];
  /** Folder of the built interface. */
  readonly rendererFolder: string;
}

/** A browser host that listens. */
export interface BrowserHost {
  /** The page's address with the key of this run in its fragment. */
  readonly url: string;
  readonly bound: BoundPort;
  stop(): Promise<void>;
}

/**
 * Starts the browser host of an app that was started.
 * @throws AppError `LISTENER_PORT_TAKEN`, `LISTENER_FAILED`, `CLI_INTERFACE_MISSING`
 */
export async function startBrowserHost(parts: BrowserHostParts): Promise<BrowserHost> {
  const { app, clock, log, tickets, files, rendererFolder } = parts;
  const page = join(rendererFolder, "index.html");
  if (!existsSync(page)) throw new AppError("CLI_INTERFACE_MISSING", { file: page });

  const key = randomBytes(32).toString("base64url");
  const sockets = createBridgeSocket({ app, key, clock, log });
  const { told, allowed } = pageHosts(parts.bind, parts.allowedHosts);
  const newHttp = () =>
    createHttp({
      rendererFolder,
      guard: createOriginGuard(allowed),
      tickets,
      files,
      picture: (token) => app.picture(token),
      log,
      onUpgrade: (request, socket, head) => sockets.accept(request, socket, head),
    });
  let http = await newHttp();
  const bound = await bindPort(parts.port, { server: "page", option: "--ui-port" }, async (port) => {
    try {
      return await http.listen(parts.bind, port);
    } catch (error) {
      // A fastify that failed to listen cannot be asked again.
      await http.stop();
      http = await newHttp();
      throw error;
    }
  });
  return {
    url: `http://${told}:${bound.port}/#key=${key}`,
    bound,
    async stop() {
      await sockets.stop();
      await http.stop();
    },
  };
}
