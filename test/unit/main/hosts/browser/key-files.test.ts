import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFolderKeyFiles } from "../../../../../main/hosts/browser/key-files.ts";

let dataFolder = "";
let folder = "";
beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), "hookline-keys-"));
  folder = join(dataFolder, "keys");
});
afterEach(() => rmSync(dataFolder, { recursive: true, force: true }));

const stem = "private-Bike-bot";

function save(pem: string): Promise<unknown> {
  return createFolderKeyFiles({ dataFolder }).save({ stem, pem });
}

describe("a key file in the data folder", () => {
  it("is for its owner only, and so is its folder", async () => {
    const path = join(folder, "private-Bike-bot.key");

    expect(await save("the key")).toEqual({ outcome: "saved", path });
    expect(readFileSync(path, "utf8")).toBe("the key");
    expect([statSync(folder).mode & 0o777, statSync(path).mode & 0o777]).toEqual([0o700, 0o600]);
  });

  it("is written once, however often it is asked for", async () => {
    await save("the key");

    expect(await save("the key")).toEqual({ outcome: "known", path: join(folder, "private-Bike-bot.key") });
    expect(readdirSync(folder)).toEqual(["private-Bike-bot.key"]);
  });

  it("takes the next name for another key, and finds the first one again", async () => {
    await save("the key");

    expect(await save("another")).toEqual({ outcome: "saved", path: join(folder, "private-Bike-bot-2.key") });
    expect(await save("another")).toMatchObject({ outcome: "known" });
    expect(await save("the key")).toEqual({ outcome: "known", path: join(folder, "private-Bike-bot.key") });
    expect(readFileSync(join(folder, "private-Bike-bot.key"), "utf8")).toBe("the key");
  });

  it("counts as the same only while nobody else may read it", async () => {
    await save("the key");
    chmodSync(join(folder, "private-Bike-bot.key"), 0o644);

    expect(await save("the key")).toEqual({ outcome: "saved", path: join(folder, "private-Bike-bot-2.key") });
  });

  it("is never written through a link that stands in its place, nor found behind one", async () => {
    const target = join(dataFolder, "target");
    writeFileSync(target, "the key", { mode: 0o600 });
    mkdirSync(folder);
    chmodSync(folder, 0o700);
    symlinkSync(target, join(folder, "private-Bike-bot.key"));
    symlinkSync(join(dataFolder, "not-there"), join(folder, "private-Bike-bot-2.key"));

    expect(await save("the key")).toEqual({ outcome: "saved", path: join(folder, "private-Bike-bot-3.key") });
    expect(readdirSync(dataFolder).toSorted()).toEqual(["keys", "target"]);
    expect(lstatSync(join(folder, "private-Bike-bot.key")).isSymbolicLink()).toBe(true);
  });

  it("is not written into a folder that is a link, a file, or others'", async () => {
    const elsewhere = join(dataFolder, "elsewhere");
    mkdirSync(elsewhere);
    symlinkSync(elsewhere, folder);
    await expect(save("the key")).rejects.toMatchObject({
      code: "KEY_FILE_NOT_WRITTEN",
      details: {
        file: join(folder, "private-Bike-bot.key"),
        reason: expect.stringContaining("symbolic link"),
      },
    });
    expect(readdirSync(elsewhere)).toEqual([]);

    rmSync(folder);
    writeFileSync(folder, "");
    await expect(save("the key")).rejects.toMatchObject({
      code: "KEY_FILE_NOT_WRITTEN",
      details: { reason: "A file stands where a folder should be." },
    });

    rmSync(folder);
    mkdirSync(folder);
    chmodSync(folder, 0o777);
    await expect(save("the key")).rejects.toMatchObject({ code: "DATA_FOLDER_SHARED" });
  });

  it("has at most 99 of one name beside it", async () => {
    for (let count = 1; count <= 99; count += 1) await save(`key ${count}`);

    await expect(save("one more")).rejects.toMatchObject({ code: "KEY_FILE_NOT_WRITTEN" });
    expect(readdirSync(folder)).toHaveLength(99);
  });
});
