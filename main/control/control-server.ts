// A tiny loopback server by which commands of the same person act through the Hookline that owns the data folder.
// Threat model: other users and web pages of this computer can reach the port. So every request needs the control key,
// which only run.json (0600) has; a request with an Origin, or to another Host than ours, is a browser's and refused.
import { hash, randomBytes, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { CallName, Result } from "../../preload/contract/contract.ts";
import { AppError, toErrorValue } from "../../preload/contract/errors.ts";
import { toKnownError } from "../events/store-errors.ts";
import { JwtRequest } from "../../preload/contract/jwt.ts";
import { describeProblem } from "../dispatch.ts";
import type { Clock, Log } from "../ports.ts";

/** Path of a call, followed by its name. */
export const CONTROL_CALL_PATH = "/call/";
/** Path that mints a JWT and answers with the token itself. */
export const CONTROL_JWT_PATH = "/jwt";
/** The clipboard is for the person at the window: a program could read from it what the system's keychain keeps. */
const NOT_FOR_COMMANDS: ReadonlySet<string> = new Set<CallName>(["jwt.copy", "credentials.copyApiSecret"]);
const MAX_BODY_BYTES = 2 * 1024 * 1024;
/** How long a stop waits for silent and half-sent requests. */
const STOP_UNHEARD_MS = 1_000;
/** How long it waits for the answers in flight: longer than any reply is awaited, and less than all doors are given. */
const STOP_GRACE_MS = 4_150;
const TIMEOUTS = { headersTimeout: 5_000, requestTimeout: 10_000, connectionsCheckingInterval: 1_000 };

/** What the control server acts through. */
export interface ControlParts {
  call(name: string, input: unknown): Promise<Result<unknown>>;
  /** Mints a JWT: the one way a token leaves the program as text, because `hookline jwt` prints it. */
  mintToken(request: JwtRequest): Promise<string>;
  readonly clock: Pick<Clock, "after">;
  readonly log: Log;
}

/** The control server of one run. */
export interface ControlServer {
  /** Fresh in every run. */
  readonly key: string;
  /** Resolves to its port, any free one. */
  start(): Promise<number>;
  stop(): Promise<void>;
}

/** Makes a {@link ControlServer}. */
export function createControlServer(parts: ControlParts): ControlServer {
  const key = randomBytes(32).toString("base64url");
  let port = 0;
  /** Connections whose request is not there, or not whole. */
  const unheard = new Set<Socket>();
  const server = createServer(TIMEOUTS, (request, response) => {
    answer(request).then(
      ({ status, body }) => send(response, status, body),
      (error: unknown) => {
        parts.log.error("the control server failed", error);
        send(response, 500, failure(error));
      },
    );
  });

  server.on("connection", (socket) => {
    unheard.add(socket);
    socket.once("close", () => unheard.delete(socket));
  });

  async function answer(request: IncomingMessage): Promise<{ status: number; body: Result<unknown> | null }> {
    const { host, origin, authorization = "" } = request.headers;
    if (origin !== undefined || (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`)) {
      return { status: 403, body: null };
    }
    if (!isEqualSecret(authorization, `Bearer ${key}`)) return { status: 401, body: null };
    if (request.method !== "POST") return { status: 405, body: null };
    const input = await readJson(request);
    if (input === undefined) return { status: 400, body: null };
    unheard.delete(request.socket);
    const path = request.url ?? "";
    if (path === CONTROL_JWT_PATH) return { status: 200, body: await mint(input) };
    if (!path.startsWith(CONTROL_CALL_PATH)) return { status: 404, body: null };
    const name = path.slice(CONTROL_CALL_PATH.length);
    if (NOT_FOR_COMMANDS.has(name)) {
      return { status: 200, body: failure(new AppError("CONTRACT_UNKNOWN_CALL", { name })) };
    }
    return { status: 200, body: await parts.call(name, input) };
  }

  async function mint(input: unknown): Promise<Result<unknown>> {
    const parsed = JwtRequest.safeParse(input);
    if (!parsed.success) {
      const problem = describeProblem(parsed.error);
      return failure(new AppError("CONTRACT_INPUT_INVALID", { name: "jwt", problem }));
    }
    try {
      return { ok: true, value: { token: await parts.mintToken(parsed.data) } };
    } catch (error) {
      return failure(error);
    }
  }

  return {
    key,
    start: () =>
      new Promise((resolve, reject) => {
        server.once("error", reject);
        server.listen(0, "127.0.0.1", () => {
          const address = server.address();
          port = typeof address === "object" && address !== null ? address.port : 0;
          server.off("error", reject);
          resolve(port);
        });
      }),
    stop: () =>
      new Promise((resolve) => {
        const cancels = [
          parts.clock.after(STOP_UNHEARD_MS, () => {
            for (const socket of unheard) socket.destroy();
          }),
          parts.clock.after(STOP_GRACE_MS, () => server.closeAllConnections()),
        ];
        server.close(() => {
          for (const cancel of cancels) cancel();
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

/** The body as JSON; undefined when it is too large or no JSON. */
async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request) {
    // node:http gives Buffers as long as no encoding is set.
    const bytes = chunk as Uint8Array;
    size += bytes.byteLength;
    if (size > MAX_BODY_BYTES) return undefined;
    chunks.push(bytes);
  }
  try {
    const value: unknown = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    return value;
  } catch {
    return undefined; // the caller answers 400
  }
}

function send(response: ServerResponse, status: number, body: Result<unknown> | null): void {
  response.writeHead(status, {
    "content-type": "application/json",
    "cache-control": "no-store",
    connection: "close",
  });
  response.end(body === null ? undefined : JSON.stringify(body));
}

function failure(error: unknown): Result<never> {
  return { ok: false, error: toErrorValue(toKnownError(error)) };
}

/** Compares by hash, so that neither content nor length shows in the time it takes. */
function isEqualSecret(given: string, expected: string): boolean {
  return timingSafeEqual(hash("sha256", given, "buffer"), hash("sha256", expected, "buffer"));
}
