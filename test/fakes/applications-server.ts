// A strict server in the place of the Applications API: key and secret, one application, and PUT replaces all of it.
// It can be told what becomes of the next requests, and what somebody else does meanwhile.
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** An application as the server keeps it, without what only answers have. */
export type KeptApplication = Record<string, unknown>;

/**
 * What becomes of a request: `answer`; `lose` = dropped unread; `lose-answer` = carried out, the connection dropped;
 * `hold` = never answered and not carried out; `hold-answer` = carried out and never answered; a number = that status.
 */
export type Fate = "answer" | "lose" | "lose-answer" | "hold" | "hold-answer" | number;

/** The server and its one application. */
export interface ApplicationsServer {
  readonly url: string;
  readonly id: string;
  /** What is kept now; null = deleted. A test plays somebody else by writing it. */
  application: KeptApplication | null;
  /** Members that GET leaves out although they are kept, of `capabilities.messages`. */
  hidden: readonly string[];
  /** Asked before each request; `answer` unless replaced. */
  fate: (method: string, count: number) => Fate;
  /** Called after each request that was carried out. */
  carriedOut: (method: string, count: number) => void;
  /** Methods of the requests that came, e.g. `["GET", "PUT", "GET"]`. */
  readonly methods: string[];
  /** Bodies of the PUT requests that came. */
  readonly bodies: KeptApplication[];
  /** Resolves once that many requests have come. */
  asked(count: number): Promise<void>;
  /** Resolves once the other side has given up all requests that were held. */
  givenUp(): Promise<unknown>;
  stop(): Promise<void>;
}

/** The credentials it takes. */
export const APPLICATIONS_ACCOUNT = { apiKey: "abcd1234", apiSecret: "the-api-secret" } as const;

/** Starts it with an application of this id. */
export async function startApplicationsServer(
  id: string,
  application: KeptApplication,
): Promise<ApplicationsServer> {
  const held: Promise<unknown>[] = [];
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  const server = createServer((request, response) => void handle(request, response));

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const method = request.method ?? "";
    state.methods.push(method);
    const count = state.methods.filter((other) => other === method).length;
    const fate = state.fate(method, count);
    for (const { count: wanted, resolve } of waiting) if (state.methods.length >= wanted) resolve();
    if (fate === "lose") return void request.socket.destroy();
    if (fate === "hold" || fate === "hold-answer") held.push(once(request.socket, "close"));
    if (fate === "hold") return;
    if (typeof fate === "number") return answer(response, fate, { title: "Told to" });
    const answered = carryOut(request, method, body);
    if (answered.status === 200) state.carriedOut(method, count);
    if (fate === "lose-answer") return void request.socket.destroy();
    if (fate === "answer") answer(response, answered.status, answered.json);
  }

  function carryOut(
    { headers, url }: IncomingMessage,
    method: string,
    body: string,
  ): { readonly status: number; readonly json: object } {
    const { apiKey, apiSecret } = APPLICATIONS_ACCOUNT;
    const expected = `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString("base64")}`;
    if (headers.authorization !== expected)
      return { status: 401, json: { title: "Invalid credentials supplied" } };
    if (url !== `/v2/applications/${id}` || state.application === null)
      return { status: 404, json: { title: "Not Found" } };
    if (method === "PUT") {
      if (headers["content-type"] !== "application/json")
        return { status: 415, json: { title: "Unsupported" } };
      const given = JSON.parse(body) as KeptApplication; // what the client under test sent
      state.bodies.push(given);
      if (typeof given["name"] !== "string" || "id" in given || "_links" in given)
        return { status: 400, json: { title: "Bad Request" } };
      state.application = given;
    }
    return { status: 200, json: shown(state.application) };
  }

  function shown(kept: KeptApplication): object {
    const copy = structuredClone(kept) as { capabilities?: { messages?: Record<string, unknown> } };
    for (const name of state.hidden) delete copy.capabilities?.messages?.[name];
    return { id, ...copy, _links: { self: { href: `/v2/applications/${id}` } } };
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // a TCP server's address is never a text
  const state: ApplicationsServer = {
    url: `http://127.0.0.1:${port}`,
    id,
    application,
    hidden: [],
    fate: () => "answer",
    carriedOut: () => {},
    methods: [],
    bodies: [],
    asked: (count) =>
      state.methods.length >= count
        ? Promise.resolve()
        : new Promise((resolve) => {
            waiting.push({ count, resolve });
          }),
    givenUp: () => Promise.all(held),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return state;
}

function answer(response: ServerResponse, status: number, json: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(json));
}
