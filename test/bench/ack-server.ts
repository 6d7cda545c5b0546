// One server under load, in a process of its own so that it shares no event loop with the client:
// `ack-server.ts bare|reference|hookline FOLDER`. Answers the messages "start" and "finish" of its parent.
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { DatabaseSync } from "node:sqlite";
import { DATABASE_FILE } from "../../main/events/database-file.ts";
import { openDatabase } from "../../main/events/database.ts";
import { createEventFeed } from "../../main/events/event-feed.ts";
import { createEventStore } from "../../main/events/event-store.ts";
import { createListener } from "../../main/webhooks/listener.ts";
import { Settings } from "../../preload/contract/settings.ts";
import { createMemoryLog } from "../fakes/log.ts";
import { benchDirectory } from "./bench-directory.ts";
import { createSystemClock } from "../../main/clock.ts";

/** What it tells its parent once it listens. */
export interface AckServerReady {
  readonly port: number;
}

/** Begins a measurement, or ends it and asks for the report. */
export type AckServerQuestion = "start" | "finish";

/** What the server tells its parent at "finish". */
export interface AckServerReport {
  readonly loopP99Ms: number;
  /** Events, since the server's start. */
  readonly stored: number;
}

const [kind = "", folder = "."] = process.argv.slice(2);
const RESOLUTION_MS = 1;
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });

const { port, stored } = await startServer();
process.on("message", (question: AckServerQuestion) => {
  if (question === "start") {
    delay.reset();
    delay.enable();
    return;
  }
  delay.disable();
  // The histogram counts its own resolution in.
  const loopP99Ms = Math.max(0, delay.percentile(99) / 1e6 - RESOLUTION_MS);
  process.send?.({ loopP99Ms, stored: stored() } satisfies AckServerReport);
});
// Whoever started it is gone.
process.on("disconnect", () => process.exit());
process.send?.({ port } satisfies AckServerReady);

async function startServer(): Promise<{ port: number; stored: () => number }> {
  switch (kind) {
    case "bare":
      return { port: await listen(createBareServer()), stored: () => 0 };
    case "reference":
      return startReference();
    case "hookline":
      return startHookline();
    default:
      throw new Error(`Unknown server: ${kind}`);
  }
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    // A TCP server's address is never a text.
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

/** The floor: reads the body and answers 200. */
function createBareServer(): Server {
  return createServer((request, response) => {
    request.on("data", () => {});
    request.on("end", () => {
      response.writeHead(200, { "content-length": "0" });
      response.end();
    });
  });
}

/** The least a durable listener can do: seven columns, waiting requests share a transaction, answered after fsync. */
async function startReference(): Promise<{ port: number; stored: () => number }> {
  const database = new DatabaseSync(join(folder, "reference.db"));
  database.exec("PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
  database.exec(
    `CREATE TABLE events(id INTEGER PRIMARY KEY, received_at INTEGER NOT NULL, kind TEXT NOT NULL, message_uuid TEXT,
       psid TEXT, headers TEXT NOT NULL, body BLOB NOT NULL) STRICT`,
  );
  const begin = database.prepare("BEGIN IMMEDIATE");
  const commit = database.prepare("COMMIT");
  const insert = database.prepare(
    "INSERT INTO events(received_at, kind, message_uuid, psid, headers, body) VALUES (?, ?, ?, ?, ?, ?)",
  );
  let waiting: { readonly headers: object; readonly body: Buffer; readonly response: ServerResponse }[] = [];

  function commitGroup(): void {
    const group = waiting;
    waiting = [];
    begin.run();
    for (const { headers, body } of group) {
      // The bench's own load.
      const payload = JSON.parse(body.toString()) as { message_uuid: string; from: { id: string } };
      insert.run(Date.now(), "inbound", payload.message_uuid, payload.from.id, JSON.stringify(headers), body);
    }
    commit.run();
    for (const { response } of group) {
      response.writeHead(200, { "content-length": "0" });
      response.end();
    }
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const length = waiting.push({ headers: request.headers, body: Buffer.concat(chunks), response });
      if (length === 1) setImmediate(commitGroup);
    });
  });
  const count = database.prepare("SELECT count(*) AS n FROM events");
  return { port: await listen(server), stored: () => Number(count.get()?.["n"]) };
}

/** The product: the real listener, store and feed, with somebody listening to the feed. */
async function startHookline(): Promise<{ port: number; stored: () => number }> {
  const clock = createSystemClock();
  const log = createMemoryLog();
  const database = openDatabase(join(folder, DATABASE_FILE), { mode: "owner" });
  const feed = createEventFeed({ log });
  let published = 0;
  feed.subscribe("events.appended", (rows) => {
    published += rows.length;
  });
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
  const { port } = await listener.start({ port: 0, isExplicit: true });
  const count = database.prepare("SELECT count(*) AS n FROM events");
  return { port, stored: () => Math.min(published, Number(count.get()?.["n"])) };
}
