import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "../../../../main/events/database.ts";
import { MIGRATIONS } from "../../../../main/events/migrations/index.ts";

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hookline-db-"));
  file = join(folder, "hookline.db");
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function open(mode: "owner" | "reader", migrations = MIGRATIONS): DatabaseSync {
  return openDatabase(file, { mode, migrations });
}

const first = { version: 1, name: "first", sql: "CREATE TABLE a(x INTEGER) STRICT" };
const second = { version: 2, name: "second", sql: "CREATE TABLE b(x INTEGER) STRICT" };
const broken = {
  version: 2,
  name: "broken",
  sql: "CREATE TABLE b(x INTEGER) STRICT; CREATE TABLE a(x INTEGER) STRICT",
};

function tables(database: DatabaseSync): string[] {
  return database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .all()
    .map(({ name }) => String(name));
}

describe("an owner", () => {
  it.skipIf(process.platform === "win32")("keeps the file and its journal to the person", () => {
    const before = process.umask(0);
    const database = open("owner");
    process.umask(before);
    database.exec("CREATE TABLE t(x)");

    expect([file, `${file}-wal`, `${file}-shm`].map((path) => statSync(path).mode & 0o777)).toEqual([
      0o600, 0o600, 0o600,
    ]);
    database.close();
  });

  it("brings a store of any age up to date, one step after another", () => {
    open("owner", [first]).close();
    const database = open("owner", [first, second]);

    expect(tables(database)).toEqual(["a", "b"]);
    expect(database.prepare("PRAGMA user_version").get()).toEqual({ user_version: 2 });
    database.close();
  });

  it("undoes a step that fails half way", () => {
    open("owner", [first]).close();

    expect(() => open("owner", [first, broken])).toThrow();
    const database = open("owner", [first]);
    expect(tables(database)).toEqual(["a"]);
    database.close();
  });

  it("takes all steps at once, so that no reader meets a store between two of them", () => {
    expect(() => open("owner", [first, broken])).toThrow();

    const reader = open("reader", [first, second]);
    expect(tables(reader)).toEqual(["a", "b"]);
    reader.close();
  });

  it("leaves a store of a newer version alone", () => {
    open("owner", [first, second]).close();

    expect(() => open("owner", [first])).toThrow(
      expect.objectContaining({ code: "STORE_TOO_NEW", details: { found: 2, known: 1 } }),
    );
    expect(() => open("reader", [first])).toThrow(expect.objectContaining({ code: "STORE_TOO_NEW" }));
  });

  it("says that a file is damaged and leaves it as it is", () => {
    writeFileSync(file, "this is no database, but long enough to be looked at".repeat(20));

    expect(() => open("owner")).toThrow(
      expect.objectContaining({
        code: "DATA_FILE_DAMAGED",
        details: expect.objectContaining({ file: "hookline.db" }),
      }),
    );
    expect(statSync(file).size).toBe(1040);
  });

  it.each(["owner", "reader"] as const)("says to the %s that a folder is in the way", (mode) => {
    mkdirSync(file);

    expect(() => open(mode)).toThrow(
      expect.objectContaining({
        code: "DATA_FILE_DAMAGED",
        details: { file: "hookline.db", reason: "A folder has that name." },
      }),
    );
  });

  it.skipIf(process.platform === "win32").each(["owner", "reader"] as const)(
    "does not follow a symlink (%s)",
    (mode) => {
      const elsewhere = join(folder, "elsewhere.db");
      writeFileSync(elsewhere, "");
      symlinkSync(elsewhere, file);

      expect(() => open(mode)).toThrow(
        expect.objectContaining({
          code: "DATA_FILE_DAMAGED",
          details: { file: "hookline.db", reason: "It is a symbolic link." },
        }),
      );
      expect(statSync(elsewhere).size).toBe(0);
    },
  );
});

describe("a reader", () => {
  it("sees an empty store where there is no file yet, and makes none", () => {
    const database = open("reader");

    expect(database.prepare("SELECT count(*) AS n FROM events").get()).toEqual({ n: 0 });
    expect(() => statSync(file)).toThrow("ENOENT");
    database.close();
  });

  it("sees an empty store where its owner ended before the first table was made", () => {
    writeFileSync(file, "");
    const database = open("reader");

    expect(database.prepare("SELECT count(*) AS n FROM events").get()).toEqual({ n: 0 });
    expect(statSync(file).size).toBe(0);
    database.close();
  });

  it("says that a store of an older version must be brought up to date first", () => {
    open("owner", [first]).close();

    expect(() => open("reader", [first, second])).toThrow(
      expect.objectContaining({ code: "STORE_TOO_OLD", details: { found: 1, known: 2 } }),
    );
    const untouched = open("reader", [first]);
    expect(tables(untouched)).toEqual(["a"]);
    untouched.close();
  });

  it("sees what an owner beside it commits, and can change nothing", () => {
    const owner = open("owner", [first]);
    const reader = open("reader", [first]);
    owner.exec("INSERT INTO a VALUES (7)");

    expect(reader.prepare("SELECT x FROM a").get()).toEqual({ x: 7 });
    expect(() => reader.exec("INSERT INTO a VALUES (8)")).toThrow("readonly");
    reader.close();
    owner.close();
  });

  it("reads a store whose owner has ended", () => {
    open("owner", [first]).close();
    chmodSync(file, 0o600);
    const reader = open("reader", [first]);

    expect(tables(reader)).toEqual(["a"]);
    reader.close();
  });
});

it("numbers its released steps without a gap", () => {
  expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, index) => index + 1));
});
