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
import type { BrowserWindow, SaveDialogReturnValue } from "electron";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDesktopKeyFiles } from "../../../../../main/hosts/electron/key-files.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hookline-keys-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const key = { stem: "private-Bike-bot", pem: "the key" };

/** A system whose dialog answers with a place, or none, as soon as it is told to. */
function desktop(filePath: string | null, parent: object | null = { name: "our window" }) {
  const asked: unknown[][] = [];
  const waiting: (() => void)[] = [];
  const keyFiles = createDesktopKeyFiles({
    dialog: {
      showSaveDialog: (...given: unknown[]): Promise<SaveDialogReturnValue> => {
        asked.push(given);
        return new Promise((resolve) => {
          waiting.push(() => resolve({ canceled: filePath === null, filePath: filePath ?? "" }));
        });
      },
    },
    // Only handed on.
    window: () => parent as BrowserWindow | null,
  });
  function answer(): void {
    for (const settle of waiting.splice(0)) settle();
  }
  async function save() {
    const saved = keyFiles.save(key);
    answer();
    return saved;
  }
  return { keyFiles, asked, answer, save };
}

describe("the desktop's key file", () => {
  it("is written where the person says, for its owner only", async () => {
    const path = join(folder, "mine.key");
    const { asked, save } = desktop(path);

    expect(await save()).toEqual({ outcome: "saved", path });
    expect([readFileSync(path, "utf8"), statSync(path).mode & 0o777]).toEqual(["the key", 0o600]);
    expect(asked).toEqual([
      [
        { name: "our window" },
        expect.objectContaining({
          defaultPath: "private-Bike-bot.key",
          properties: expect.arrayContaining(["showOverwriteConfirmation"]),
        }),
      ],
    ]);
  });

  it("is asked about without a window too", async () => {
    const { asked, save } = desktop(join(folder, "mine.key"), null);

    await save();

    expect(asked).toEqual([[expect.objectContaining({ defaultPath: "private-Bike-bot.key" })]]);
  });

  it("is not written when the person thinks better of it", async () => {
    const { save } = desktop(null);

    expect(await save()).toEqual({ outcome: "cancelled" });
    expect(readdirSync(folder)).toEqual([]);
  });

  it("replaces the file that the dialog asked about, and its mode", async () => {
    const path = join(folder, "mine.key");
    writeFileSync(path, "an older key");
    chmodSync(path, 0o644);

    await desktop(path).save();

    expect([readFileSync(path, "utf8"), statSync(path).mode & 0o777]).toEqual(["the key", 0o600]);
    expect(readdirSync(folder)).toEqual(["mine.key"]);
  });

  it("takes the place of a link instead of being written through it", async () => {
    const target = join(folder, "target");
    const path = join(folder, "mine.key");
    writeFileSync(target, "somebody's file");
    symlinkSync(target, path);

    await desktop(path).save();

    expect([readFileSync(target, "utf8"), readFileSync(path, "utf8")]).toEqual([
      "somebody's file",
      "the key",
    ]);
    expect(lstatSync(path).isSymbolicLink()).toBe(false);
  });

  it("that cannot be written is told with the system's reason, and nothing is left", async () => {
    const path = join(folder, "a-folder");
    mkdirSync(path);

    await expect(desktop(path).save()).rejects.toMatchObject({
      code: "KEY_FILE_NOT_WRITTEN",
      details: { file: path, reason: "A folder has that name." },
    });
    await expect(desktop(join(folder, "gone", "mine.key")).save()).rejects.toMatchObject({
      code: "KEY_FILE_NOT_WRITTEN",
      details: { reason: "A folder above it is not there, or cannot be made." },
    });
    expect(readdirSync(folder)).toEqual(["a-folder"]);
  });

  it("is asked about once at a time", async () => {
    const { keyFiles, asked, answer, save } = desktop(join(folder, "mine.key"));
    const first = keyFiles.save(key);

    expect(await keyFiles.save(key)).toEqual({ outcome: "cancelled" });
    expect(asked).toHaveLength(1);
    answer();
    expect(await first).toMatchObject({ outcome: "saved" });
    expect(await save()).toMatchObject({ outcome: "saved" });
  });
});
