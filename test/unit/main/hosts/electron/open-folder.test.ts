import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createDesktopOpenFolder } from "../../../../../main/hosts/electron/open-folder.ts";
import type { OpenFolder } from "../../../../../main/ports.ts";

let folder: string;
let opened: string[];
let answer: string;
let openFolder: OpenFolder;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "hookline-open-"));
  opened = [];
  answer = "";
  openFolder = createDesktopOpenFolder({
    shell: {
      openPath: (path) => {
        opened.push(path);
        return Promise.resolve(answer);
      },
    },
  });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it("opens a folder", async () => {
  await openFolder(folder);

  expect(opened).toEqual([folder]);
});

it("tells why the system opens none", async () => {
  answer = "No application is registered";

  await expect(openFolder(folder)).rejects.toMatchObject({
    code: "FOLDER_NOT_OPENED",
    details: { folder, reason: "No application is registered" },
  });
});

it("never runs what stands where a folder should be", async () => {
  const file = join(folder, "scenarios");
  await writeFile(file, "#!/bin/sh", { mode: 0o700 });

  await expect(openFolder(file)).rejects.toMatchObject({ details: { reason: "It is not a folder." } });
  await expect(openFolder(join(folder, "none"))).rejects.toMatchObject({ code: "FOLDER_NOT_OPENED" });
  expect(opened).toEqual([]);
});
