// A real store in a fresh folder.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { DATABASE_FILE } from "../../main/events/database-file.ts";
import { openDatabase } from "../../main/events/database.ts";
import { createEventStore, type EventStore } from "../../main/events/event-store.ts";
import { createFrozenClock, type FrozenClock } from "./clock.ts";
import { createMemoryLog, type MemoryLog } from "./log.ts";

/** An open store; `remove` closes it and deletes its folder. */
export interface TestStore {
  readonly store: EventStore;
  readonly clock: FrozenClock;
  readonly log: MemoryLog;
  readonly file: string;
  /** The store's own connection, to provoke what a disk does. */
  readonly database: DatabaseSync;
  remove(): Promise<void>;
}

/** Id of a workspace that is no longer there, as that of an environment whose variables are not set. */
export const GONE_WORKSPACE = "gone";

/** Opens an empty store, or the one in `file`. */
export function openTestStore({ file }: { readonly file?: string } = {}): TestStore {
  const folder = file === undefined ? mkdtempSync(join(tmpdir(), "hookline-store-")) : null;
  const path = file ?? join(folder ?? "", DATABASE_FILE);
  const clock = createFrozenClock();
  const log = createMemoryLog();
  const database = openDatabase(path, { mode: "owner" });
  const store = createEventStore({
    database,
    clock,
    log,
    workspaceName: (id) => (id === GONE_WORKSPACE ? null : `Workspace ${id}`),
    applicationId: () => "aaaaaaaa-bbbb-cccc-dddd-0123456789ab",
  });
  return {
    store,
    clock,
    log,
    database,
    file: path,
    remove: async () => {
      await store.close();
      if (folder !== null) rmSync(folder, { recursive: true, force: true });
    },
  };
}
