// Provokes what can be wrong with the data folder, the store in it, and ports.
import { chmodSync, renameSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { openDataFolder } from "../../main/data-folder/data-folder.ts";
import { defaultDataFolder } from "../../main/data-folder/default-data-folder.ts";
import { openDatabase } from "../../main/events/database.ts";
import { createEventFeed } from "../../main/events/event-feed.ts";
import type { EventStore } from "../../main/events/event-store.ts";
import { MIGRATIONS } from "../../main/events/migrations/index.ts";
import { openFileVault } from "../../main/hosts/browser/secret-vault.ts";
import { createLinkLedger } from "../../main/linking/link-ledger.ts";
import { createListener } from "../../main/webhooks/listener.ts";
import type { AppState } from "../../preload/contract/app-state.ts";
import type { AppErrorValue } from "../../preload/contract/errors.ts";
import { EventId, SIMULATED_WORKSPACE } from "../../preload/contract/ids.ts";
import { noticesOf } from "../../renderer/features/shell/notices.ts";
import { damageTable } from "../fakes/damage-table.ts";
import { createUsualDirectory } from "../fakes/engine.ts";
import { newEvent } from "../fakes/new-event.ts";
import { openTestStore } from "../fakes/store.ts";
import { startTestApp } from "../fakes/running-app.ts";
import { commandFails, said, thrownBy, type Provocation, type Said, type Stage } from "./stage.ts";

/** By code. */
export const dataFolderProvocations = {
  DATA_FOLDER_UNWRITABLE: (stage) => {
    const file = join(stage.folder(), "in-the-way");
    writeFileSync(file, "");
    return thrownBy(() => openDataFolder(file));
  },
  DATA_FOLDER_IN_USE: async (stage) => {
    const folder = stage.folder();
    const first = await openDataFolder(folder);
    stage.defer(first.close);
    return thrownBy(() => openDataFolder(folder));
  },
  DATA_FOLDER_BUSY: async (stage) => {
    const folder = stage.folder();
    const first = await openDataFolder(folder, { command: "jwt" });
    stage.defer(first.close);
    return thrownBy(() => openDataFolder(folder, { signal: AbortSignal.abort() }));
  },
  DATA_FOLDER_NOWHERE: () =>
    thrownBy(() => defaultDataFolder({ platform: process.platform, env: {}, home: "" })),
  DATA_FOLDER_FOREIGN: (stage) =>
    thrownBy(() => openDataFolder(stage.folder(), { userId: (process.getuid?.() ?? 0) + 1 })),
  DATA_FOLDER_SHARED: (stage) => {
    const folder = stage.folder();
    chmodSync(folder, 0o777);
    return commandFails(["events"], folder);
  },
  DATA_FILE_DAMAGED: (stage) => {
    const dataFolder = stage.folder();
    writeFileSync(join(dataFolder, "vault.json"), "{");
    return thrownBy(() => openFileVault({ dataFolder }));
  },
  DATA_WRITE_FAILED: (stage) => {
    const database = openDatabase(join(stage.folder(), "hookline.db"), { mode: "owner" });
    stage.defer(() => database.close());
    const ledger = createLinkLedger({ database });
    database.exec("PRAGMA query_only = ON");
    return thrownBy(() => ledger.choose(SIMULATED_WORKSPACE, { generation: "jwt-page", isRelinking: false }));
  },
  STORE_WRITE_FAILED: (stage) => {
    const { store, database, remove } = openTestStore();
    stage.defer(remove);
    database.exec("PRAGMA query_only = ON");
    return thrownBy(() => store.append(newEvent()));
  },
  STORE_LOCKED: (stage) => {
    const { store, file, remove } = openTestStore();
    stage.defer(remove);
    const other = new DatabaseSync(file);
    stage.defer(() => other.close());
    other.exec("BEGIN IMMEDIATE");
    return thrownBy(() => store.tryWrite());
  },
  STORE_MOVED: (stage) => {
    const { store, file, remove, clock } = openTestStore();
    stage.defer(remove);
    renameSync(file, `${file}.aside`);
    clock.advance(1_000);
    return thrownBy(() => store.append(newEvent()));
  },
  STORE_PARTLY_DAMAGED: async (stage) => {
    const file = join(stage.folder(), "hookline.db");
    openDatabase(file, { mode: "owner" }).close();
    damageTable(file, "answers");
    const { store, remove } = openTestStore({ file });
    stage.defer(remove);
    const { id } = await store.append(newEvent());
    store.answered(id, { status: 200, durationMs: 1, headers: {}, body: null, timings: null, sent: true });
    await store.counts(null);
    return thrownBy(() => {
      throw store.damage();
    });
  },
  STORE_TOO_NEW: (stage) => {
    const file = join(stage.folder(), "hookline.db");
    const newer = new DatabaseSync(file);
    newer.exec("PRAGMA user_version = 999");
    newer.close();
    return thrownBy(() => openDatabase(file, { mode: "owner" }));
  },
  STORE_TOO_OLD: (stage) => {
    const folder = stage.folder();
    openDatabase(join(folder, "hookline.db"), { mode: "owner", migrations: MIGRATIONS.slice(0, 1) }).close();
    return commandFails(["events"], folder);
  },
  EVENT_NOT_FOUND: ({ callFails }) => callFails("events.get", { id: EventId.parse(999) }),
  QUERY_INVALID: ({ callFails }) =>
    callFails("events.page", {
      workspace: null,
      query: "kind:nonsense",
      upToId: null,
      offset: 0,
      limit: 1,
    }),
  SEARCH_SUPERSEDED: async (stage) => {
    const { store, remove } = openTestStore();
    stage.defer(remove);
    await store.append(newEvent());
    const page = { workspace: null, upToId: null, offset: 0, limit: 1, asker: "a page" };
    const [first] = await Promise.all([
      thrownBy(() => store.page({ ...page, query: "refund" })),
      store.page({ ...page, query: "refund tomorrow" }),
    ]);
    return first;
  },

  LISTENER_PORT_TAKEN: async (stage) => {
    const port = await takePort(stage);
    return thrownBy(() => startTestApp({ listenPort: { port, isExplicit: true } }));
  },
  LISTENER_PORT_MOVED: async (stage) => {
    const wanted = await takePort(stage);
    const { app, stop } = await startTestApp({ listenPort: { port: wanted, isExplicit: false } });
    stage.defer(stop);
    const { listener } = app.appState();
    return shownFor(app.appState(), {
      code: "LISTENER_PORT_MOVED",
      details: { port: wanted, used: listener.port },
    });
  },
  LISTENER_PATH_WRONG: async ({ running }) => {
    const { url } = running.app.ready().listener;
    await fetch(`${url}/inbound`, { method: "POST" });
    return shownFor(running.app.appState(), {
      code: "LISTENER_PATH_WRONG",
      details: { method: "POST", path: "/inbound", meant: "/webhooks/inbound" },
    });
  },
  LISTENER_FAILED: (stage) =>
    thrownBy(() =>
      createListener({
        ...stage.running,
        store: openStore(stage),
        feed: createEventFeed(stage.running),
        directory: createUsualDirectory(),
        settings: () => {
          throw new Error("Nothing arrives at a listener that did not start.");
        },
        // Reserved for documentation: no computer has it.
        bindAddress: "203.0.113.1",
      }).start({ port: 0, isExplicit: true }),
    ),
} satisfies Readonly<Record<string, Provocation>>;

function openStore(stage: Stage): EventStore {
  const { store, remove } = openTestStore();
  stage.defer(remove);
  return store;
}

/** For what the state of the listener tells and nobody throws: the banner says exactly this. */
function shownFor(app: AppState, error: AppErrorValue): Said {
  const words = said(error);
  const texts = noticesOf({ app, hasOwnKeys: false, isConnected: true }).map(({ text }) => text);
  if (texts.includes(`${words.what} ${words.why} ${words.todo}`)) return words;
  throw new Error(`It was not shown, but: ${texts.join(" | ")}`);
}

async function takePort(stage: Stage): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stage.defer(() => server.close());
  return (server.address() as AddressInfo).port; // a TCP server's address is never a text
}
