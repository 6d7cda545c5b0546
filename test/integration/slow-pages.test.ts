import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { createEventFeed, type EventFeed } from "../../main/events/event-feed.ts";
import { toNewRow } from "../../main/events/event-rows.ts";
import { createBridgeSocket, type BridgeSocket } from "../../main/hosts/browser/socket.ts";
import { CONTRACT_VERSION } from "../../preload/contract/app-state.ts";
import type { EventRow } from "../../preload/contract/event.ts";
import { createFrozenClock, type FrozenClock } from "../fakes/clock.ts";
import { startHoldingForward, type HoldingForward } from "../fakes/holding-forward.ts";
import { createMemoryLog, type MemoryLog } from "../fakes/log.ts";
import { newEvent } from "../fakes/new-event.ts";

const KIB = 1024;
const MIB = 1024 * KIB;
/** With more than this waiting, a page must read from one look to the next; in units of text, as the next. */
const MUCH = 8 * MIB;
const MOST_OF_TOPICS = 32 * MIB;
const STALL_MS = 15_000;
const PING_INTERVAL_MS = 30_000;
const KEY = "key-of-this-run";

let clock: FrozenClock;
let log: MemoryLog;
let feed: EventFeed;
let asked: number;
let bridge: BridgeSocket;
let server: Server;
let opened: WebSocket[];

beforeEach(async () => {
  clock = createFrozenClock();
  log = createMemoryLog();
  feed = createEventFeed({ log });
  asked = 0;
  opened = [];
  bridge = createBridgeSocket({
    app: {
      subscribe: (topic, listener) => feed.subscribe(topic, listener),
      // The answer has as many characters as were asked for; é takes two bytes, so that some fall on the end of a piece.
      call: async (_name, input) => {
        asked += 1;
        return { ok: true, value: `x${"é".repeat(Number(input) - 1)}` };
      },
    },
    key: KEY,
    clock,
    log,
  });
  server = createServer().on("upgrade", (request: IncomingMessage, socket: Socket, head: Buffer) =>
    bridge.accept(request, socket, head),
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});

afterEach(async () => {
  for (const socket of opened) socket.terminate();
  await bridge.stop();
  server.close();
  expect(clock.pending()).toBe(0);
});

/** A page that can read as slowly as a test wants. */
interface Page {
  readonly socket: WebSocket;
  /** What it heard after the welcome, in short. */
  readonly heard: (string | number)[];
  readonly closed: Promise<number>;
  ask(id: number, size: number): void;
  /** Reads so many bytes more, and then nothing. */
  read(bytes: number): Promise<void>;
}

function hostPort(): number {
  // server.address() is that of a listening TCP server.
  return (server.address() as AddressInfo).port;
}

async function openPage({ port = hostPort(), autoPong = true } = {}): Promise<Page> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/bridge`, { autoPong });
  opened.push(socket);
  const heard: (string | number)[] = [];
  const closed = new Promise<number>((resolve) => socket.on("close", resolve));
  const upgraded = once(socket, "upgrade") as Promise<[IncomingMessage]>;
  await once(socket, "open");
  const [{ socket: wire }] = await upgraded;
  socket.send(JSON.stringify({ type: "hello", key: KEY, contractVersion: CONTRACT_VERSION }));
  await once(socket, "message");
  socket.send(JSON.stringify({ type: "subscribe", topic: "events.appended" }));
  socket.on("message", (data) => heard.push(inShort(String(data))));
  const page: Page = {
    socket,
    heard,
    closed,
    ask: (id, size) => socket.send(JSON.stringify({ type: "call", id, name: "events.page", input: size })),
    read: (bytes) =>
      new Promise((resolve) => {
        const end = wire.bytesRead + bytes;
        function look(): void {
          if (wire.bytesRead < end) return;
          socket.pause();
          wire.off("data", look);
          resolve();
        }
        wire.on("data", look);
        socket.resume();
      }),
  };
  page.ask(0, 1);
  await expect.poll(() => heard.splice(0)).toEqual(["answer 0: 1"]);
  return page;
}

/** Answers by their length when they came whole, topics by their first event. */
function inShort(text: string): string | number {
  // All that the host under test sends.
  const message = JSON.parse(text) as
    { type: "result"; id: number; result: { value: string } } | { type: "topic"; value: EventRow[] };
  if (message.type === "topic") return message.value[0]?.id ?? 0;
  const { value } = message.result;
  return `answer ${message.id}: ${/^xé*$/.test(value) ? value.length : "torn"}`;
}

function passPings(count: number): void {
  for (let ping = 1; ping <= count; ping += 1) clock.advance(PING_INTERVAL_MS);
}

/** A pong that is on its way goes out before the first answer is here, and comes in before the second is asked for. */
async function settled(page: Page): Promise<void> {
  for (const id of [901, 902]) {
    page.ask(id, 1);
    // oxlint-disable-next-line no-await-in-loop -- one after the other is the point
    await expect.poll(() => page.heard, { timeout: 10_000 }).toContain(`answer ${id}: 1`);
  }
}

function publish(id: number, size = 10): void {
  feed.publish("events.appended", [{ ...toNewRow(id, 1, newEvent(), () => null), text: "y".repeat(size) }]);
  feed.flush();
}

function cuts(): string[] {
  return log.lines.map(({ event }) => event).filter((event) => event.includes("cut off"));
}

describe("a page that reads", () => {
  it("gets an answer far above what may wait, and what happens meanwhile, in order", async () => {
    const page = await openPage();

    page.ask(1, 2 * MUCH);
    await expect.poll(() => asked).toBe(2);
    for (let id = 1; id <= 100; id += 1) publish(id);
    await expect.poll(() => page.heard.length, { timeout: 10_000 }).toBe(101);
    page.ask(2, 5);
    await expect.poll(() => page.heard.length).toBe(102);

    const ids = Array.from({ length: 100 }, (_, index) => index + 1);
    expect(page.heard).toEqual([`answer 1: ${2 * MUCH}`, ...ids, "answer 2: 5"]);
    expect(cuts()).toEqual([]);
  });

  it("is answered after any number of short answers", { timeout: 30_000 }, async () => {
    const page = await openPage();

    for (let id = 1; id <= (MUCH + MIB) / KIB; id += 1) page.ask(id, KIB);
    await expect.poll(() => page.heard.length, { timeout: 20_000 }).toBe((MUCH + MIB) / KIB);
    await settled(page);

    expect(cuts()).toEqual([]);
  });

  it(
    "may do so slowly, for longer than a ping waits for its pong, and misses nothing",
    { timeout: 30_000 },
    async () => {
      const page = await openPage();
      page.socket.pause();

      page.ask(1, 45 * MIB);
      await expect.poll(() => asked).toBe(2);
      for (let id = 1; id <= 5; id += 1) {
        publish(id);
        // More than all buffers on the way hold: the host must have written meanwhile.
        // oxlint-disable-next-line no-await-in-loop -- one part after the other is the point
        await page.read(16 * MIB);
        clock.advance(STALL_MS);
      }
      page.socket.resume();

      await expect.poll(() => page.heard.length, { timeout: 10_000 }).toBe(6);
      expect(page.heard).toEqual([`answer 1: ${45 * MIB}`, 1, 2, 3, 4, 5]);
      expect(cuts()).toEqual([]);
    },
  );

  it("lives as long as it reads, though its pongs wait behind that", { timeout: 20_000 }, async () => {
    const page = await openPage({ autoPong: false });
    page.socket.pause();
    page.ask(1, 7 * MIB);
    await expect.poll(() => asked).toBe(2);

    passPings(6);
    // More than was handed over at first, of 14 MiB: the host must have written meanwhile.
    await page.read(8 * MIB);
    passPings(6);
    page.socket.resume();

    await expect.poll(() => page.heard, { timeout: 10_000 }).toEqual([`answer 1: ${7 * MIB}`]);
    expect(cuts()).toEqual([]);
  });
});

describe("a page that does not read", () => {
  it("is cut off when much waits for it and none of that was taken for some seconds", async () => {
    const [hanging, other] = [await openPage(), await openPage()];
    hanging.socket.pause();
    hanging.ask(1, 1.5 * MUCH);
    await expect.poll(() => asked).toBe(3);

    clock.advance(STALL_MS - 1);
    expect(cuts()).toEqual([]);
    clock.advance(STALL_MS + 1);

    expect(cuts()).toEqual(["a page was cut off because it does not read"]);
    hanging.socket.resume();
    expect(await hanging.closed).toBe(1006);
    publish(1);
    await expect.poll(() => other.heard).toEqual([1]);
  });

  it("is not asked what more it wants while much waits for it", { timeout: 20_000 }, async () => {
    const page = await openPage();
    page.socket.pause();
    page.ask(1, 1.5 * MUCH);
    await expect.poll(() => asked).toBe(2);

    for (let id = 2; id < 40; id += 1) page.ask(id, MIB);
    const other = await openPage();
    expect(asked).toBe(3);

    page.socket.resume();
    await expect.poll(() => page.heard.length, { timeout: 10_000 }).toBe(39);
    expect(asked).toBe(41);
    other.socket.close();
  });

  it("is cut off when it answers no ping, also after it has read something large", async () => {
    const page = await openPage();
    page.ask(1, 6 * MIB);
    await expect.poll(() => page.heard, { timeout: 10_000 }).toEqual([`answer 1: ${6 * MIB}`]);
    clock.advance(PING_INTERVAL_MS);
    await settled(page);

    page.socket.pause();
    clock.advance(PING_INTERVAL_MS);
    expect(cuts()).toEqual([]);
    clock.advance(PING_INTERVAL_MS);

    expect(cuts()).toEqual(["a page was cut off because it answers no ping"]);
    page.socket.resume();
    expect(await page.closed).toBe(1006);
  });

  it("is cut off when it answers no ping though short messages still go out to it", async () => {
    const [hanging, other] = [await openPage(), await openPage()];
    hanging.socket.pause();

    for (const id of [1, 2]) {
      clock.advance(PING_INTERVAL_MS);
      publish(id);
      // What went out to the one went out to the other as well.
      // oxlint-disable-next-line no-await-in-loop -- one after the other is the point
      await settled(other);
    }

    expect(cuts()).toEqual(["a page was cut off because it answers no ping"]);
    hanging.socket.resume();
    expect(await hanging.closed).toBe(1006);
  });

  it("is cut off at once when what happens piles up for it", async () => {
    const page = await openPage();
    page.socket.pause();

    // Half as much again: the buffers on the way hold some.
    for (let sent = 0; sent < 1.5 * MOST_OF_TOPICS; sent += MIB) publish(1, MIB);

    expect(cuts()).toEqual(["a page was cut off because it reads too slowly"]);
    page.socket.resume();
    expect(await page.closed).toBe(1006);
  });
});

describe("a page behind a slow forward with much room", () => {
  let forward: HoldingForward;
  let page: Page;

  beforeEach(async () => {
    forward = await startHoldingForward(hostPort());
    page = await openPage({ port: forward.port });
    forward.hold();
  });

  afterEach(async () => {
    page.socket.terminate();
    await forward.stop();
  });

  /** Asks for answers of a MiB in all, and waits until the host has handed over all of them. */
  async function ask({ answers }: { readonly answers: number }): Promise<void> {
    for (let id = 1; id <= answers; id += 1) page.ask(id, MIB / answers);
    await expect.poll(() => forward.heldBytes(), { timeout: 10_000 }).toBeGreaterThan(2 * MIB);
  }

  it.each([1, KIB])("has four minutes to read what is on its way, in messages: %d", async (answers) => {
    await ask({ answers });

    passPings(9);
    forward.letGo();

    await expect.poll(() => page.heard.length, { timeout: 10_000 }).toBe(answers);
    await settled(page);
    expect(cuts()).toEqual([]);
  });

  it("is cut off when it answers no ping for longer", async () => {
    await ask({ answers: 1 });

    passPings(9);
    expect(cuts()).toEqual([]);
    passPings(1);

    expect(cuts()).toEqual(["a page was cut off because it answers no ping"]);
    expect(await page.closed).toBe(1006);
  });
});
