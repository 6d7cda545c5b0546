// One of the simulator's own addresses: behind the control key, its input checked, its errors in the catalogue's words.
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { z } from "zod";
import {
  AppError,
  describeError,
  toAppError,
  toErrorValue,
  type ErrorCode,
} from "../../preload/contract/errors.ts";
import { describeProblem } from "../dispatch.ts";
import { isEqual } from "./authenticate.ts";
import { readJson } from "./bodies.ts";

/** What an address answers. */
export interface Done {
  readonly status: number;
  readonly body: object;
}

/** One address. */
export interface ControlRoute<S extends z.ZodType> {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly url: string;
  /** Of the JSON body, or with GET and DELETE of the query. */
  readonly input: S;
  readonly act: (input: z.output<S>) => Promise<Done> | Done;
}

/** Adds the address to the server. */
export function addControlRoute<S extends z.ZodType>(
  app: FastifyInstance,
  controlKey: string,
  { method, url, input, act }: ControlRoute<S>,
): void {
  app.route({
    method,
    url,
    async handler(request, reply) {
      if (!isEqual(request.headers.authorization ?? "", `Bearer ${controlKey}`)) {
        return reply
          .code(401)
          .header("www-authenticate", "Bearer")
          .send({ title: "Unauthorised", detail: "The control key is missing or wrong." });
      }
      const given = method === "POST" || method === "PUT" ? readBody(request.body) : readQuery(request.query);
      if (!given.ok) return sendError(reply, invalidInput(request, given.problem));
      const parsed = input.safeParse(given.value);
      if (!parsed.success) return sendError(reply, invalidInput(request, describeProblem(parsed.error)));
      try {
        const { status, body } = await act(parsed.data);
        return await reply.code(status).send(body);
      } catch (error) {
        return sendError(reply, toAppError(error));
      }
    },
  });
}

type Given = ReturnType<typeof readJson>;

/** No body is the empty object: a reset or a plain inbound message needs none. */
function readBody(body: unknown): Given {
  return body instanceof Uint8Array && body.byteLength > 0 ? readJson(body) : { ok: true, value: {} };
}

/** Fastify's query has no prototype, which the schemas take for no object. */
function readQuery(query: unknown): Given {
  return { ok: true, value: typeof query === "object" && query !== null ? { ...query } : {} };
}

function invalidInput({ method, url }: FastifyRequest, problem: string): AppError {
  const [path = ""] = url.split("?");
  return new AppError("CONTRACT_INPUT_INVALID", { name: `${method} ${path}`, problem });
}

/** Codes that blame the other side, and not the request. */
const STATUS_OF: Partial<Record<ErrorCode, number>> = {
  SIMULATOR_DELIVERY_FAILED: 502,
  DATA_WRITE_FAILED: 500,
  UNEXPECTED: 500,
};

function sendError(reply: FastifyReply, error: AppError): FastifyReply {
  return reply
    .code(STATUS_OF[error.code] ?? 422)
    .send({ error: { code: error.code, ...describeError(toErrorValue(error)) } });
}
