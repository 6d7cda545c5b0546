import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFilePlace, type FilePlace } from "../../../../main/events/file-place.ts";
import { createFrozenClock, type FrozenClock } from "../../../fakes/clock.ts";

let folder: string;
let log: string;
let clock: FrozenClock;
let place: FilePlace;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hookline-place-"));
  const file = join(folder, "hookline.db");
  log = `${file}-wal`;
  writeFileSync(file, "");
  clock = createFrozenClock();
  place = createFilePlace(file, clock);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function look(): string | null {
  clock.advance(20);
  return place.lost();
}

describe("a write-ahead log that is there only later", () => {
  it("is not missed before", () => {
    expect([look(), look()]).toEqual([null, null]);
  });

  it("is remembered, so that it is missed once it is gone", () => {
    writeFileSync(log, "");
    const there = look();
    renameSync(log, `${log}.aside`);
    const gone = look();
    renameSync(`${log}.aside`, log);

    expect([there, gone, look()]).toEqual([null, "hookline.db-wal", null]);
  });

  it("is remembered, so that another one in its place is told from it", () => {
    writeFileSync(log, "");
    look();

    writeFileSync(`${log}.other`, "");
    renameSync(`${log}.other`, log);

    expect(look()).toBe("hookline.db-wal");
  });
});
