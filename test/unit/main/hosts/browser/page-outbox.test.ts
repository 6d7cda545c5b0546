import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { createPageOutbox, type PageOutbox } from "../../../../../main/hosts/browser/page-outbox.ts";
import { createFrozenClock } from "../../../../fakes/clock.ts";

const KIB = 1024;
/** 14 MiB on the way: more than the system takes for a page that does not read, and too little to count as much. */
const LARGE = "é".repeat(7 * KIB * KIB);

let server: WebSocketServer;
/** The host's end and the page's. */
let page: WebSocket;
let reader: WebSocket;
let heard: number[];
let outbox: PageOutbox;

beforeEach(async () => {
  server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false });
  await once(server, "listening");
  const connected = once(server, "connection") as Promise<[WebSocket]>;
  // server.address() is that of a listening TCP server.
  reader = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  [[page]] = await Promise.all([connected, once(reader, "open")]);
  heard = [];
  reader.on("message", (data) => heard.push(String(data).length));
  outbox = createPageOutbox({
    page,
    clock: createFrozenClock(),
    cutOff: (why) => expect.unreachable(`The page was cut off because it ${why}.`),
  });
});

afterEach(async () => {
  outbox.stop();
  for (const end of [page, reader]) end.terminate();
  await new Promise((resolve) => server.close(resolve));
});

describe("the outbox of a page", () => {
  it("hands some 256 KiB at once to a socket that nobody reads", async () => {
    reader.pause();

    outbox.send("answer", LARGE);

    expect(page.bufferedAmount).toBeGreaterThanOrEqual(256 * KIB);
    expect(page.bufferedAmount).toBeLessThan(330 * KIB);
    reader.resume();
    await expect.poll(() => heard, { timeout: 10_000 }).toEqual([7 * KIB * KIB]);
    expect(outbox.handedOver()).toBe(14 * KIB * KIB);
  });

  it("forgets what waits once it is stopped", async () => {
    reader.pause();
    outbox.send("answer", LARGE);
    outbox.send("answer", "short");

    outbox.stop();
    reader.resume();
    // What was handed over is read; with it more would have been handed over.
    await expect.poll(() => page.bufferedAmount, { timeout: 10_000 }).toBe(0);
    page.ping();
    await once(page, "pong");

    expect(heard).toEqual([]);
  });
});
