// `hookline trigger` at the listener of the very Hookline that runs on the folder: a 503 of it is told as its own.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { explainOwn503 } from "../../main/cli/own-refusal.ts";
import { createControlServer, type ControlServer } from "../../main/control/control-server.ts";
import { openDataFolder, type DataFolder } from "../../main/data-folder/data-folder.ts";
import type { AppErrorValue } from "../../preload/contract/errors.ts";
import { speak } from "../fakes/cli-voice.ts";
import type { CliResult } from "../fakes/cli-process.ts";
import { createFrozenClock } from "../fakes/clock.ts";
import { createMemoryLog } from "../fakes/log.ts";
import { startTestApp, type RunningApp } from "../fakes/running-app.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../fakes/webhook-receiver.ts";

const FULL = { code: "STORE_WRITE_FAILED", details: { reason: "database or disk is full" } };

let app: RunningApp;
/** Stands where the listener of the owner does. */
let listener: WebhookReceiver;
let control: ControlServer;
let controlPort: number;
let owned: DataFolder;
let folder: string;
let storeError: AppErrorValue | null;

beforeEach(async () => {
  app = await startTestApp();
  listener = await startWebhookReceiver();
  listener.answerWith(503);
  folder = await mkdtemp(join(tmpdir(), "hookline-own-"));
  owned = await openDataFolder(folder);
  control = createControlServer({
    call: () => {
      const state = app.app.appState();
      return Promise.resolve({
        ok: true,
        value: { ...state, listener: { ...state.listener, storeError } },
      });
    },
    mintToken: () => Promise.reject(new Error("Nobody asks for one.")),
    clock: createFrozenClock(),
    log: createMemoryLog(),
  });
  controlPort = await control.start();
  publish(Number(new URL(listener.url).port));
});
afterEach(async () => {
  await control.stop();
  owned.close();
  await listener.stop();
  await app.stop();
  await rm(folder, { recursive: true });
});

function publish(listenerPort: number): void {
  owned.publishRun({
    listener: listenerPort,
    simulator: null,
    control: controlPort,
    controlKey: control.key,
  });
}

function trigger(to = listener.inbound): Promise<CliResult> {
  return speak(["trigger", "inbound", "--to", to, "--data-dir", folder]);
}

it("by what its store suffers from", async () => {
  storeError = FULL;

  const { code, stdout, stderr } = await trigger();

  expect(code).toBe(1);
  expect(stdout).toMatch(/^[0-9a-f-]{36}\n$/);
  expect(stderr).toMatch(/^The event was not stored\.\nDatabase or disk is full\.\nMake room on the disk/);
});

it("as that where its store has no trouble any more", async () => {
  storeError = null;

  const { code, stderr } = await trigger(listener.inbound.replace("127.0.0.1", "localhost"));

  expect(code).toBe(1);
  expect(stderr).toMatch(/^Hookline’s own listener did not take the simulated webhook\.\n/);
});

it("unless it is an app's", async () => {
  storeError = FULL;
  const bot = await startWebhookReceiver();
  bot.answerWith(503);

  const { stderr } = await trigger(bot.inbound);
  await bot.stop();

  expect(stderr).toMatch(/^The simulated webhook was not taken\.\n/);
});

it("but another status is told as it came, whatever its store suffers from", async () => {
  storeError = FULL;
  listener.answerWith(500);

  const { stderr } = await trigger();

  expect(stderr).toMatch(/^The simulated webhook was not taken\.\n/);
});

it("but not a 503 of another computer at the same port, or of what is no host", async () => {
  storeError = FULL;
  const { port } = new URL(listener.url);

  const told = await Promise.all(
    [`bot.example.com:${port}`, `127.0.0.1.example.com:${port}`, "not a host", ""].map((host) =>
      explainOwn503(folder, host),
    ),
  );

  expect(told).toEqual([null, null, null, null]);
});

it("at the port that a URL leaves out, too", async () => {
  storeError = FULL;
  publish(80);

  const told = await Promise.all(["127.0.0.1", "[::1]"].map((host) => explainOwn503(folder, host)));

  expect(told).toEqual([expect.objectContaining(FULL), expect.objectContaining(FULL)]);
});
