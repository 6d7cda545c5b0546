// A forward with much room and a slow line, as an SSH channel is: it takes all that the host sends, and passes it on when a
// test lets it.
import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** One forward to a port of this computer. */
export interface HoldingForward {
  readonly port: number;
  /** From now on nothing of the host is passed on. */
  hold(): void;
  /** How many bytes of the host lie here. */
  heldBytes(): number;
  /** Passes on all that lies here, and what comes. */
  letGo(): void;
  stop(): Promise<void>;
}

/** Listens on a free port and leads to `port`. One connection at a time. */
export async function startHoldingForward(port: number): Promise<HoldingForward> {
  const held: Buffer[] = [];
  let isHeld = false;
  let connected: Socket | null = null;
  const server = createServer((page) => {
    const host = connect(port, "127.0.0.1");
    connected = page;
    page.on("data", (data) => host.write(data));
    host.on("data", (data) => (isHeld ? held.push(data) : page.write(data)));
    // An end that breaks off closes, too, which is all that is needed of it.
    for (const end of [page, host]) end.on("error", () => {});
    page.on("close", () => host.destroy());
    host.on("close", () => page.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    // server.address() is that of a listening TCP server.
    port: (server.address() as AddressInfo).port,
    hold: () => {
      isHeld = true;
    },
    heldBytes: () => held.reduce((sum, { length }) => sum + length, 0),
    letGo: () => {
      isHeld = false;
      for (const data of held.splice(0)) connected?.write(data);
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
