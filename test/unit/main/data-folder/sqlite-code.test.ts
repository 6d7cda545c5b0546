import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isRefusedValue, sqliteCode } from "../../../../main/data-folder/sqlite-code.ts";

let database: DatabaseSync;

beforeEach(() => {
  database = new DatabaseSync(":memory:");
  database.exec("CREATE TABLE kept (id INTEGER PRIMARY KEY, body TEXT) STRICT");
});
afterEach(() => database.close());

function thrownBy(act: () => void): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error("SQLite took it.");
}

describe("what SQLite refuses", () => {
  it.each<[string, number | null, () => void]>([
    ["overflows", 1, () => database.exec("SELECT abs(-9223372036854775808)")],
    ["is longer than any value may be", 18, () => database.exec("SELECT zeroblob(2000000000)")],
    ["is of another type than its column", 19, () => database.exec("INSERT INTO kept VALUES (1, x'00')")],
    ["is no number for a key", 20, () => database.exec("INSERT INTO kept VALUES ('one', '')")],
    ["never gets to it, being too great", null, () => database.prepare("SELECT ?").get(2n ** 80n)],
  ])("a value that %s: that is its own fault", (_what, code, act) => {
    const error = thrownBy(act);

    expect([sqliteCode(error), isRefusedValue(error)]).toEqual([code, true]);
  });

  it("for want of room: that is no fault of the value", () => {
    database.exec("PRAGMA max_page_count = 2");

    const error = thrownBy(() => database.exec("INSERT INTO kept VALUES (1, hex(zeroblob(50000)))"));

    expect([sqliteCode(error), isRefusedValue(error)]).toEqual([13, false]);
  });
});
