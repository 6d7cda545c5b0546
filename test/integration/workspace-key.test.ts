// `hookline workspace key`, with a running Hookline and without one.
import { generateKeyPairSync } from "node:crypto";
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openDataFolder } from "../../main/data-folder/data-folder.ts";
import { speak } from "../fakes/cli-voice.ts";
import { startTestApp } from "../fakes/running-app.ts";

const pem = generateKeyPairSync("rsa", { modulusLength: 2048 })
  .privateKey.export({ type: "pkcs8", format: "pem" })
  .toString();

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "hookline-key-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it("writes the stored key, prints its place, and finds it there the next time", async () => {
  const keyFile = join(folder, "private.key");
  writeFileSync(keyFile, pem);
  const dataFolder = join(folder, "data");
  const add = ["workspace", "add", "--name", "Bike bot", "--private-key", keyFile, "--data-dir", dataFolder];
  expect((await speak(add)).code).toBe(0);

  const written = await speak(["workspace", "key", "bike bot", "--data-dir", dataFolder]);
  const again = await speak(["workspace", "key", "Bike bot", "--json", "--data-dir", dataFolder]);

  const path = join(dataFolder, "keys", "private-Bike-bot.key");
  expect(written).toEqual({ code: 0, stdout: `${path}\n`, stderr: "" });
  expect(JSON.parse(again.stdout)).toEqual({ outcome: "known", path });
  expect([readFileSync(path, "utf8"), statSync(path).mode & 0o777]).toEqual([pem, 0o600]);
  expect(readdirSync(join(dataFolder, "keys"))).toEqual(["private-Bike-bot.key"]);
});

it("leaves it to the Hookline that runs", async () => {
  const owned = await openDataFolder(folder);
  const asked: string[] = [];
  const desktop = await startTestApp(
    {},
    {
      host: "electron",
      dataFolder: folder,
      keyFiles: {
        save: async ({ stem }) => {
          asked.push(stem);
          return { outcome: "saved", path: "/home/acme/mine.key" };
        },
      },
    },
  );
  owned.publishRun(desktop.running);

  const { code, stdout, stderr } = await speak(["workspace", "key", "simulated", "--data-dir", folder]);

  await desktop.stop();
  owned.close();
  expect({ code, stdout, asked }).toEqual({
    code: 0,
    stdout: "/home/acme/mine.key\n",
    asked: ["private-Simulated-application"],
  });
  expect(stderr).toContain("Choose the place in Hookline’s window.");
});
