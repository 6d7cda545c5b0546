import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createBodyBudget } from "../../../../main/webhooks/body-budget.ts";
import { readBody, type ReadBody } from "../../../../main/webhooks/read-body.ts";
import { createMemoryLog } from "../../../fakes/log.ts";

/** Room for one body of 40 000 bytes, which may hold up to twice as much. */
const MOST_BYTES = 80_000;

let server: Server;
let log: ReturnType<typeof createMemoryLog>;
let sockets: Socket[];
let arrivedBytes: number;
let closed: number;
let read: { readonly body: ReadBody | null; readonly release: () => void }[];

beforeEach(async () => {
  log = createMemoryLog();
  sockets = [];
  read = [];
  arrivedBytes = 0;
  closed = 0;
  const budget = createBodyBudget({ mostBytes: MOST_BYTES, log });
  server = createServer((request, response) => {
    request.on("data", (chunk: Buffer) => (arrivedBytes += chunk.length));
    request.on("close", () => (closed += 1));
    readBody(request, { limit: 1024 * 1024, budget }, (body, release) => {
      read.push({ body, release });
      response.end();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  server.closeAllConnections();
  server.close();
});

/** Opens a chunked POST and sends `count` one-byte chunks in several packets, without an end. */
async function dribble(count: number): Promise<Socket> {
  // A TCP server's address is never a text.
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  sockets.push(socket);
  socket.write("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
  await new Promise<void>((resolve) => {
    socket.write("1\r\nx\r\n".repeat(count), () => resolve());
  });
  return socket;
}

function end(socket: Socket): Promise<unknown> {
  const answered = once(socket, "data");
  socket.write("0\r\n\r\n");
  return answered;
}

describe("a body of one-byte chunks", () => {
  it("is read whole, into one buffer", async () => {
    await end(await dribble(20_000));

    expect(read[0]?.body).toMatchObject({ bodyBytes: 20_000, truncated: false });
    expect(read[0]?.body?.body.equals(Buffer.alloc(20_000, "x"))).toBe(true);
  });
});

describe("bodies that hold more than there is room for", () => {
  it("are refused, once in the log, until the others have let go", async () => {
    await end(await dribble(40_000));
    const refused = await dribble(40_000);
    await once(refused, "data");
    const before = read.map(({ body }) => body?.bodyBytes ?? null);
    for (const { release } of read) release();
    await end(await dribble(40_000));

    expect([...before, read[2]?.body?.bodyBytes]).toEqual([40_000, null, 40_000]);
    expect(log.lines.map(({ event }) => event)).toEqual(["listener.bodies-full"]);
  });

  it("are forgotten when their caller hangs up", async () => {
    const gone = await dribble(40_000);
    await expect.poll(() => arrivedBytes).toBe(40_000);
    gone.destroy();
    await expect.poll(() => closed).toBe(1);
    await end(await dribble(40_000));

    expect(read.map(({ body }) => body?.bodyBytes)).toEqual([40_000]);
  });

  it("do not turn away a body that comes in one chunk", async () => {
    await end(await dribble(40_000));
    await once(await dribble(40_000), "data");
    const whole = connect((server.address() as AddressInfo).port, "127.0.0.1");
    sockets.push(whole);
    whole.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello");
    await once(whole, "data");

    expect(String(read[2]?.body?.body)).toBe("hello");
  });
});
