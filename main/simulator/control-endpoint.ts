// The simulator's own endpoints, for scripts and tests: make a person write, send a status, break things, start over.
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import {
  AppError,
  describeError,
  toAppError,
  toErrorValue,
  type ErrorCode,
} from "../../preload/contract/errors.ts";
import { PayloadVersion } from "../../preload/contract/event.ts";
import { Psid } from "../../preload/contract/ids.ts";
import { SimulatedMessage, SimulatedStatus } from "../../preload/contract/simulator.ts";
import { describeProblem } from "../dispatch.ts";
import { isEqual } from "./authenticate.ts";
import { readJson } from "./bodies.ts";
import { Faults } from "./faults.ts";
import type { SimulatorServerPorts } from "./server.ts";

const ReadRequest = z.object({ psid: Psid.optional() });
const AccountSettings = z.strictObject({ messagesVersion: PayloadVersion });
const Nothing = z.object({});

/** Adds the control endpoints, all behind `Authorization: Bearer <controlKey>`. */
export function addControlEndpoint(
  app: FastifyInstance,
  { identity, book, simulator }: SimulatorServerPorts,
): void {
  const route = <S extends z.ZodType>(
    method: "GET" | "POST" | "PUT",
    url: string,
    schema: S,
    act: (input: z.output<S>) => Promise<Done> | Done,
  ): void => {
    app.route({
      method,
      url,
      handler: (request, reply) => run(request, reply, schema, act, identity.controlKey),
    });
  };

  route("POST", "/simulator/inbound", SimulatedMessage, async (message) => {
    const { messageUuid } = await simulator.receive(message);
    return { status: 202, body: { message_uuid: messageUuid } };
  });
  route("POST", "/simulator/status", SimulatedStatus, async (status) => {
    const { messageUuid } = await simulator.sendStatus(status);
    return { status: 202, body: { message_uuid: messageUuid } };
  });
  route("POST", "/simulator/read", ReadRequest, ({ psid }) => ({
    status: 202,
    body: { message_uuids: simulator.read(psid ?? identity.psid) },
  }));
  route("GET", "/simulator/state", Nothing, () => ({ status: 200, body: simulator.state() }));
  route("PUT", "/simulator/faults", Faults, (faults) => {
    simulator.setFaults(faults);
    return { status: 200, body: faults };
  });
  route("PUT", "/simulator/account", AccountSettings, ({ messagesVersion }) => {
    book.setMessagesVersion(messagesVersion);
    return { status: 200, body: { messagesVersion } };
  });
  route("POST", "/simulator/reset", Nothing, () => {
    simulator.reset();
    return { status: 200, body: simulator.state() };
  });
}

interface Done {
  readonly status: number;
  readonly body: object;
}

async function run<S extends z.ZodType>(
  request: FastifyRequest,
  reply: FastifyReply,
  schema: S,
  act: (input: z.output<S>) => Promise<Done> | Done,
  controlKey: string,
): Promise<FastifyReply> {
  const given = request.headers.authorization ?? "";
  if (!isEqual(given, `Bearer ${controlKey}`)) {
    return reply
      .code(401)
      .header("www-authenticate", "Bearer")
      .send({ title: "Unauthorised", detail: "The control key is missing or wrong." });
  }
  // No body is the empty object: a reset or a plain inbound message needs none.
  const isEmpty = !(request.body instanceof Uint8Array) || request.body.byteLength === 0;
  const json = isEmpty ? ({ ok: true, value: {} } as const) : readJson(request.body);
  if (!json.ok) return sendError(reply, invalidInput(request, json.problem));
  const input = schema.safeParse(json.value);
  if (!input.success) return sendError(reply, invalidInput(request, describeProblem(input.error)));
  try {
    const { status, body } = await act(input.data);
    return await reply.code(status).send(body);
  } catch (error) {
    return sendError(reply, toAppError(error));
  }
}

function invalidInput({ method, url }: FastifyRequest, problem: string): AppError {
  return new AppError("CONTRACT_INPUT_INVALID", { name: `${method} ${url}`, problem });
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
