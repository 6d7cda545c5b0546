// A server in Vonage's place that answers each request as a test's function says, over real HTTP.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** One request as it came. */
export interface ScriptedRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly authorization: string | undefined;
  readonly json: unknown;
}

/** The answer to one request; `"hang up"` closes the connection instead. */
export type ScriptedAnswer =
  | "hang up"
  | { readonly status: number; readonly json?: unknown; readonly headers?: Readonly<Record<string, string>> };

/** The server. */
export interface ScriptedServer {
  readonly url: string;
  /** All requests so far. */
  readonly requests: readonly ScriptedRequest[];
  stop(): Promise<void>;
}

/** Starts it on a free port. */
export async function startScriptedServer(
  answer: (request: ScriptedRequest) => ScriptedAnswer,
): Promise<ScriptedServer> {
  const requests: ScriptedRequest[] = [];
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const text = Buffer.concat(chunks).toString("utf8");
      const request: ScriptedRequest = {
        method: incoming.method ?? "",
        path: incoming.url ?? "",
        authorization: incoming.headers.authorization,
        json: text === "" ? undefined : JSON.parse(text),
      };
      requests.push(request);
      const scripted = answer(request);
      // The system's clock has no place beside a frozen one.
      response.sendDate = false;
      if (scripted === "hang up") incoming.socket.destroy();
      else
        response
          .writeHead(scripted.status, { "content-type": "application/json", ...scripted.headers })
          .end(scripted.json === undefined ? undefined : JSON.stringify(scripted.json));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    // A TCP server that listens has an address object.
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
