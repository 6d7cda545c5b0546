// One address of the account's APIs: its handler decides, and the faults of a script decide before and after it.
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Clock } from "../ports.ts";
import { sendProblem } from "./bodies.ts";
import { SLOW_ACCOUNT_MS } from "./faults.ts";
import type { Problem } from "./problems.ts";
import type { SimulatorServerPorts } from "./server.ts";

/** An answer before it is written: an error, or a success with a body or none. */
export type Answer = Problem | { readonly status: number; readonly body: object | null };

/** What an API's handler is told of a request. */
export interface AccountRequest {
  readonly method: string;
  readonly headers: FastifyRequest["headers"];
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

/** One address and who answers it, whatever the method. */
export interface AccountRoute {
  readonly url: string;
  readonly handle: (request: AccountRequest) => Promise<Answer>;
  /** What the API says when the script wants credentials refused. */
  readonly unauthorized: () => Problem;
  /** What it says of somebody else's Page; null where it knows no Pages. */
  readonly foreignPage: (() => Problem) | null;
  readonly internalError: () => Problem;
}

/** Larger than any application; the account is kept in memory and written whole. */
const BODY_LIMIT = 64 * 1024;
const READING = ["GET", "HEAD"];

/** Adds the address to the server. */
export function addAccountRoute(
  app: FastifyInstance,
  ports: SimulatorServerPorts,
  route: AccountRoute,
): void {
  app.all<{ Params: Record<string, string>; Querystring: Record<string, unknown> }>(
    route.url,
    { bodyLimit: BODY_LIMIT },
    async (request, reply) => {
      const { method, headers, params, query, body } = request;
      const handle = (): Promise<Answer> => route.handle({ method, headers, params, query, body });
      const isChange = !READING.includes(method);

      switch (ports.faults().account) {
        case "unauthorized":
          return sendProblem(reply, route.unauthorized());
        case "foreign-page":
          return write(reply, route.foreignPage === null ? await handle() : route.foreignPage());
        case "internal-error":
          return sendProblem(reply, route.internalError());
        case "no-answer":
          // Open until the caller gives up, or the simulator stops.
          return reply.hijack();
        case "slow":
          await untilDueOrGone(ports.clock, reply);
          return write(reply, await handle());
        case "cut-before-change":
          return isChange ? cut(reply) : write(reply, await handle());
        case "cut-after-change": {
          const answer = await handle();
          return isChange ? cut(reply) : write(reply, answer);
        }
        case "incomplete":
        case null:
          return write(reply, await handle());
      }
    },
  );
}

/** Thinks about an answer, unless nobody waits for it any more. */
function untilDueOrGone(clock: Clock, reply: FastifyReply): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(SLOW_ACCOUNT_MS, resolve);
    reply.raw.once("close", () => {
      cancel();
      resolve();
    });
  });
}

/** The network goes away: the caller never learns what became of it. */
function cut(reply: FastifyReply): FastifyReply {
  reply.raw.destroy();
  return reply.hijack();
}

function write(reply: FastifyReply, answer: Answer): FastifyReply {
  if ("contentType" in answer) return sendProblem(reply, answer);
  const { status, body } = answer;
  return body === null ? reply.code(status).send() : reply.code(status).send(body);
}
