import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDeliveredFiles } from "../../../../main/media/delivered-files.ts";
import { createServedFiles, type FileServing } from "../../../../main/media/served-files.ts";
import type { ServedFile, ServedFiles } from "../../../../preload/contract/media.ts";
import { newEvent, type EventParts } from "../../../fakes/new-event.ts";
import { openTestStore, type TestStore } from "../../../fakes/store.ts";

const FIRST = "aaaaaaaa-0000-4000-8000-000000000001";
const SECOND = "aaaaaaaa-0000-4000-8000-000000000002";

let folder: string;
let test: TestStore;
let served: FileServing;
let changes: ServedFiles[];
let file: ServedFile;
let notice: ReturnType<typeof createDeliveredFiles>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "hookline-delivered-"));
  test = openTestStore();
  changes = [];
  served = createServedFiles({
    dataFolder: folder,
    clock: test.clock,
    log: test.log,
    publicUrl: () => "https://bike-bot.localtunnel.me",
    onChange: (files) => changes.push(files),
  });
  notice = createDeliveredFiles({ served, store: test.store });
  file = await take("bike.png");
});
afterEach(async () => {
  await served.close();
  await test.remove();
  await rm(folder, { recursive: true });
});

function take(name: string): Promise<ServedFile> {
  return served.take({
    name,
    bytes: (async function* () {
      yield Buffer.from("bytes");
    })(),
  });
}

async function append(parts: EventParts): Promise<void> {
  notice([await test.store.append(newEvent(parts))]);
}

function reply(messageUuid: string | null, url: string, changed: EventParts = {}): Promise<void> {
  const body = JSON.stringify({ message_type: "image", image: { url } });
  return append({
    kind: "reply",
    messageType: "image",
    mediaUrl: url,
    messageUuid,
    body,
    signature: null,
    ...changed,
  });
}

function status(messageUuid: string, word: string, changed: EventParts = {}): Promise<void> {
  return append({ kind: "status", status: word, messageUuid, ...changed });
}

function isServed(): boolean {
  return served.list().some(({ id }) => id === file.id);
}

describe("a served file", () => {
  it("goes when the message that names it was delivered", async () => {
    await reply(FIRST, file.url ?? "");
    await status(FIRST, "submitted");
    expect(served.list()).toMatchObject([{ id: file.id, waitingMessages: 1 }]);

    await status(FIRST, "delivered");

    expect(changes.at(-1)).toEqual({
      active: [],
      ended: { id: file.id, name: "bike.png", why: "delivered" },
    });
    await expect.poll(() => readdir(join(folder, "served"))).toEqual([]);
  });

  it("goes also when its status came before the answer to the message", async () => {
    await status(FIRST, "delivered");
    expect(isServed()).toBe(true);

    await reply(FIRST, file.url ?? "");

    expect(isServed()).toBe(false);
  });

  it("goes when the message was read, should that come first", async () => {
    await reply(FIRST, file.url ?? "");
    await status(FIRST, "read");

    expect(isServed()).toBe(false);
  });

  it("stays until every message that names it was delivered", async () => {
    await reply(FIRST, file.url ?? "");
    await reply(SECOND, file.url ?? "");

    await status(FIRST, "delivered");
    await status(FIRST, "delivered");
    expect(served.list()).toMatchObject([{ waitingMessages: 1 }]);

    await status(SECOND, "delivered");
    expect(isServed()).toBe(false);
  });

  it("is found in whatever form a message names it", async () => {
    const body = JSON.stringify({
      message: { content: { type: "custom", custom: { payload: { url: file.url } } } },
    });
    await reply(FIRST, "", { messageType: "custom", mediaUrl: null, body });
    await status(FIRST, "delivered");

    expect(isServed()).toBe(false);
  });

  it("goes alone", async () => {
    const other = await take("other.png");
    await reply(FIRST, file.url ?? "");
    await status(FIRST, "delivered");

    expect(served.list()).toMatchObject([{ id: other.id }]);
  });
});

describe("a served file stays", () => {
  it.each(["submitted", "rejected", "undeliverable", "unheard"])("when the message was %s", async (word) => {
    await reply(FIRST, file.url ?? "");
    await status(FIRST, word);

    expect(isServed()).toBe(true);
  });

  it("when the status is forged", async () => {
    await reply(FIRST, file.url ?? "");
    await status(FIRST, "delivered", { signature: { state: "bad", reason: "mismatch" } });

    expect(isServed()).toBe(true);
  });

  it("when the status is of another workspace", async () => {
    await reply(FIRST, file.url ?? "");
    await status(FIRST, "delivered", { workspace: "w2" });

    expect(isServed()).toBe(true);
  });

  it("when the delivered message names another address", async () => {
    await reply(FIRST, "https://cdn.pictures.net/bike.png");
    await status(FIRST, "delivered");

    expect(isServed()).toBe(true);
  });

  it("when its link was sent as a text, which is pressed later", async () => {
    await reply(FIRST, "", { messageType: "text", mediaUrl: null, body: JSON.stringify({ text: file.url }) });
    await status(FIRST, "delivered");

    expect(isServed()).toBe(true);
  });

  it("when the message was refused, and so has no id", async () => {
    await reply(null, file.url ?? "");

    expect(served.list()).toMatchObject([{ waitingMessages: 0 }]);
  });
});
