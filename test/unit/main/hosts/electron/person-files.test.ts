import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserWindow } from "electron";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDesktopFiles } from "../../../../../main/hosts/electron/person-files.ts";
import type { IncomingFile } from "../../../../../main/ports.ts";
import type { ServedFile } from "../../../../../preload/contract/media.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hookline-files-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A system whose dialogs answer with a place, or none, as soon as they are told to. */
function desktop(place: string | null, parent: object | null = { name: "our window" }) {
  const asked: unknown[][] = [];
  const waiting: (() => void)[] = [];
  function ask<T>(given: unknown[], answer: T): Promise<T> {
    asked.push(given);
    return new Promise((resolve) => waiting.push(() => resolve(answer)));
  }
  const files = createDesktopFiles({
    dialog: {
      showOpenDialog: (...given: unknown[]) =>
        ask(given, { canceled: place === null, filePaths: place === null ? [] : [place] }),
      showSaveDialog: (...given: unknown[]) =>
        ask(given, { canceled: place === null, filePath: place ?? "" }),
    },
    // Only handed on.
    window: () => parent as BrowserWindow | null,
  });
  return {
    files,
    asked,
    answer(): void {
      for (const settle of waiting.splice(0)) settle();
    },
  };
}

/** Takes a file in, as the service does, and answers with its name and text where the served file would be. */
async function readAll({ name, bytes }: IncomingFile): Promise<ServedFile> {
  const parts: Uint8Array[] = [];
  for await (const part of bytes) parts.push(part);
  return { name, text: Buffer.concat(parts).toString("utf8") } as unknown as ServedFile; // never looked into
}

function receive({ files, answer }: ReturnType<typeof desktop>) {
  const received = files.receive(readAll);
  answer();
  return received;
}

describe("a file that the desktop is to serve", () => {
  it("is the one that the person picked, under its own name", async () => {
    const path = join(folder, "bike.png");
    writeFileSync(path, "bytes");
    const system = desktop(path);

    expect(await receive(system)).toEqual({ by: "host", file: { name: "bike.png", text: "bytes" } });
    expect(system.asked).toEqual([
      [{ name: "our window" }, expect.objectContaining({ properties: ["openFile", "dontAddToRecent"] })],
    ]);
  });

  it("is none when the person picks none", async () => {
    expect(await receive(desktop(null))).toEqual({ by: "host", file: null });
  });

  it("is asked for without a window, too", async () => {
    const system = desktop(null, null);

    await receive(system);

    expect(system.asked).toEqual([[expect.objectContaining({ buttonLabel: "Serve this file" })]]);
  });

  it("is asked for by one dialog at a time", async () => {
    const system = desktop(null);
    const first = system.files.receive(readAll);

    expect(await system.files.receive(readAll)).toEqual({ by: "host", file: null });
    expect(await system.files.deliver({ name: "a", bytes: Buffer.from("b") })).toEqual({
      by: "host",
      saved: false,
    });
    expect(system.asked).toHaveLength(1);

    system.answer();
    await first;
    await receive(system);
    expect(system.asked).toHaveLength(2);
  });

  it("is not read when it is a folder", async () => {
    await expect(receive(desktop(folder))).rejects.toThrow("It is not a file.");
  });

  it.skipIf(process.platform === "win32")("is not waited for when it is a pipe", async () => {
    const path = join(folder, "pipe");
    execFileSync("mkfifo", [path]);

    await expect(receive(desktop(path))).rejects.toThrow("It is not a file.");
  });

  it.skipIf(process.platform === "win32")("may be a link, since it was picked", async () => {
    writeFileSync(join(folder, "there.png"), "bytes");
    symlinkSync(join(folder, "there.png"), join(folder, "bike.png"));

    expect(await receive(desktop(join(folder, "bike.png")))).toMatchObject({ file: { text: "bytes" } });
  });
});

describe("a file that the desktop saves", () => {
  const media = { name: "bike.png", bytes: Buffer.from("bytes") };

  it("is written where the person says, with its name proposed", async () => {
    const path = join(folder, "mine.png");
    const system = desktop(path);
    const saving = system.files.deliver(media);
    system.answer();

    expect(await saving).toEqual({ by: "host", saved: true });
    expect(readFileSync(path, "utf8")).toBe("bytes");
    expect(system.asked).toEqual([
      [
        { name: "our window" },
        {
          title: "Save media",
          defaultPath: "bike.png",
          properties: ["createDirectory", "showOverwriteConfirmation", "dontAddToRecent"],
        },
      ],
    ]);
  });

  it("is not written when the person says nowhere", async () => {
    const system = desktop(null);
    const saving = system.files.deliver(media);
    system.answer();

    expect(await saving).toEqual({ by: "host", saved: false });
  });

  it("is said not to be written when the system refuses", async () => {
    const system = desktop(folder);
    const saving = system.files.deliver(media);
    system.answer();

    await expect(saving).rejects.toMatchObject({
      code: "MEDIA_NOT_SAVED",
      details: { reason: "The system says EISDIR." },
    });
  });
});
