// A page's end of the WebSocket, for tests: it sends what it is told and keeps what it hears.
import { WebSocket } from "ws";

/** One connection. */
export interface BridgeClient {
  send(message: unknown): void;
  sendText(text: string): void;
  /** The next message that was not taken yet, as JSON. */
  next(): Promise<unknown>;
  /** Resolves with the close code. */
  readonly closed: Promise<number>;
  close(): void;
  /** Stops reading from the connection, as a hanging tab does. */
  pause(): void;
  resume(): void;
}

interface Connect {
  readonly port: number;
  readonly host?: string;
  readonly origin?: string | null;
  readonly path?: string;
}

/** Connects. Rejects with `Unexpected server response: …` when the upgrade is refused. */
export function connectBridge({
  port,
  host = `127.0.0.1:${port}`,
  origin = `http://${host}`,
  path = "/bridge",
}: Connect): Promise<BridgeClient> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, {
    headers: { host },
    ...(origin === null ? {} : { origin }),
  });
  const heard: unknown[] = [];
  const waiting: ((message: unknown) => void)[] = [];
  socket.on("message", (data) => {
    const message: unknown = JSON.parse(String(data));
    const wanted = waiting.shift();
    if (wanted === undefined) heard.push(message);
    else wanted(message);
  });
  const closed = new Promise<number>((resolve) => {
    socket.on("close", resolve);
  });
  const client: BridgeClient = {
    send: (message) => socket.send(JSON.stringify(message)),
    sendText: (text) => socket.send(text),
    next: () =>
      heard.length > 0 ? Promise.resolve(heard.shift()) : new Promise((resolve) => waiting.push(resolve)),
    closed,
    close: () => socket.close(),
    pause: () => socket.pause(),
    resume: () => socket.resume(),
  };
  return new Promise((resolve, reject) => {
    socket.on("open", () => resolve(client));
    socket.on("error", reject);
  });
}
