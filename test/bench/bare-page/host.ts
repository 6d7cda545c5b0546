// The smallest host: the product's own listener, store and feed, and one socket to one page. `host.ts FOLDER`
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { WebSocketServer } from "ws";
import { Settings } from "../../../preload/contract/settings.ts";
import { createSystemClock } from "../../../main/clock.ts";
import { DATABASE_FILE } from "../../../main/events/database-file.ts";
import { openDatabase } from "../../../main/events/database.ts";
import { createEventFeed } from "../../../main/events/event-feed.ts";
import { createEventStore } from "../../../main/events/event-store.ts";
import { createListener } from "../../../main/webhooks/listener.ts";
import { createMemoryLog } from "../../fakes/log.ts";
import { benchDirectory } from "../bench-directory.ts";

/** What the host tells its parent once it listens. */
export interface BareHostReady {
  readonly page: string;
  readonly inbound: string;
}

const [folder = "."] = process.argv.slice(2);
const clock = createSystemClock();
const log = createMemoryLog();
const feed = createEventFeed({ log });
const database = openDatabase(join(folder, DATABASE_FILE), { mode: "owner" });
const store = createEventStore({ database, clock, log, workspaceName: () => "Bench" });
const settings = Settings.parse({}).webhooks;
const listener = createListener({
  store,
  feed,
  clock,
  log,
  directory: benchDirectory(),
  settings: () => settings,
});
const { inbound } = await listener.start({ port: 0, isExplicit: true });

const page = readFileSync(join(import.meta.dirname, "page.html"));
const server = createServer((_request, response) => {
  response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
  response.end(page);
});
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
feed.subscribe("events.appended", (rows) => {
  const text = JSON.stringify(rows);
  for (const socket of sockets.clients) socket.send(text);
});
server.listen(0, "127.0.0.1", () => {
  // A TCP server's address is never a text.
  const { port } = server.address() as AddressInfo;
  const ready: BareHostReady = { page: `http://127.0.0.1:${port}/`, inbound };
  // Whoever started it is gone.
  process.on("disconnect", () => process.exit());
  process.send?.(ready);
});
