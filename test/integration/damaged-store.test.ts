// A store with a page overwritten, as a failing disk leaves it: told as damage by whatever meets it first.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isFolderLocked, takeFolderLock } from "../../main/data-folder/folder-lock.ts";
import { DATABASE_FILE } from "../../main/events/database-file.ts";
import { createSearchThread } from "../../main/events/search-thread.ts";
import type { SearchRequest } from "../../main/events/text-search.ts";
import { openDatabase } from "../../main/events/database.ts";
import { writeRows } from "../../main/workspaces/workspace-rows.ts";
import { speak } from "../fakes/cli-voice.ts";
import { damageTable } from "../fakes/damage-table.ts";
import { newEvent } from "../fakes/new-event.ts";
import { openTestStore } from "../fakes/store.ts";

const ALL: Omit<SearchRequest, "isHeavy"> = {
  key: "all",
  where: "e.id > 0",
  values: [],
  offset: 0,
  limit: 3,
};

let folder = "";
let file = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hookline-damaged-"));
  file = join(folder, DATABASE_FILE);
  openDatabase(file, { mode: "owner" }).close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const damage = (table: string): void => damageTable(file, table);

describe("a damaged store", { timeout: 30_000 }, () => {
  it.each([
    [["workspace", "list"], "workspaces"],
    [["events"], "events"],
    [["serve", "--ui-port", "0", "--listen-port", "0", "--no-simulator"], "events"],
    [["serve", "--ui-port", "0", "--listen-port", "0", "--no-simulator"], "workspaces"],
  ])("is named by %j when the page of %s is gone", async (args, table) => {
    damage(table);

    const { code, stderr } = await speak([...args, "--json", "--data-dir", folder]);

    expect({ code, error: JSON.parse(stderr) }).toEqual({
      code: 1,
      error: {
        error: {
          code: "DATA_FILE_DAMAGED",
          what: "The file hookline.db cannot be read.",
          why: "Database disk image is malformed.",
          todo: "It was left as it is. Move it away to start anew, or put back a copy of it.",
        },
      },
    });
  });

  it("is named by what is appended, and by what else is written", async () => {
    damage("requests");
    damage("workspaces");
    const { store, database } = openTestStore({ file });

    const appending = store.append(newEvent());

    await expect(appending).rejects.toMatchObject({ code: "DATA_FILE_DAMAGED" });
    const write = (): void => database.exec("DELETE FROM workspaces");
    expect(() => writeRows(database, write)).toThrow(expect.objectContaining({ code: "DATA_FILE_DAMAGED" }));
    await store.close();
  });

  it("is named beside events that it still takes, when their answers cannot be written", async () => {
    damage("answers");
    const { store } = openTestStore({ file });
    const { id } = await store.append(newEvent());
    expect(store.damage()).toBeNull();
    store.answered(id, { status: 200, durationMs: 1, headers: {}, body: null, timings: null, sent: true });

    const counts = await store.counts(null);

    expect(counts).toMatchObject({ all: 1 });
    expect(store.damage()).toMatchObject({ code: "STORE_PARTLY_DAMAGED" });
    await store.close();
  });

  it.each([
    ["heavy", true],
    ["light", false],
  ])("is named by a %s search, which a thread of its own runs", async (_name, isHeavy) => {
    const { store, remove } = openTestStore({ file });
    await store.append(newEvent());
    await remove();
    damage("events");
    const workerUrl = new URL("../../main/events/query-worker.ts", import.meta.url);
    const thread = createSearchThread({ file, workerUrl });

    const searching = thread.search({ ...ALL, isHeavy }, null);

    await expect(searching).rejects.toMatchObject({ code: "DATA_FILE_DAMAGED" });
    await thread.close();
  });

  it("is told of a lock that is none as of a file to move away", () => {
    writeFileSync(join(folder, "lock.db"), "x".repeat(4096));
    const damaged = expect.objectContaining({
      code: "DATA_FILE_DAMAGED",
      details: expect.objectContaining({ file: "lock.db" }),
    });

    expect(() => takeFolderLock(folder)).toThrow(damaged);
    expect(() => isFolderLocked(folder)).toThrow(damaged);
  });
});
