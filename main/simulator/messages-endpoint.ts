// POST /v1/messages and /v0.1/messages, with Vonage's authentication, checks and answers.
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { PayloadVersion } from "../../preload/contract/event.ts";
import { authenticate } from "./authenticate.ts";
import { readJson, sendProblem } from "./bodies.ts";
import { apiFaultAnswer } from "./faults.ts";
import {
  invalidJson,
  invalidParams,
  missingAuthorization,
  refusal,
  wrongCredentials,
  type Problem,
} from "./problems.ts";
import { readSendV01, readSendV1, type SendRequest } from "./send-request.ts";
import type { SimulatorServerPorts } from "./server.ts";
import type { SentMessage } from "./sent-messages.ts";

/** Takes a valid message and lets its statuses follow. `hasApplication` is false with Basic authentication. */
export type AcceptMessage = (
  request: SendRequest,
  version: PayloadVersion,
  hasApplication: boolean,
) => SentMessage;

/** Adds the two send endpoints. */
export function addMessagesEndpoint(app: FastifyInstance, ports: SimulatorServerPorts): void {
  app.post("/v1/messages", (request, reply) => answer(request, reply, "v1", ports));
  app.post("/v0.1/messages", (request, reply) => answer(request, reply, "v0.1", ports));
}

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  version: PayloadVersion,
  { identity, clock, random, faults, accept, log }: SimulatorServerPorts,
): Promise<FastifyReply> {
  const newInstance = (): string => random.hex(16);
  const fault = faults().api;
  const faulty = fault === null ? null : apiFaultAnswer(fault, newInstance);
  // The connection stays open until the caller gives up, or the simulator stops.
  if (faulty === "no-answer") return reply.hijack();
  if (faulty !== null) return sendProblem(reply, faulty);

  const caller = await authenticate(request.headers.authorization, identity, clock);
  if (caller.kind === "missing") return sendProblem(reply, missingAuthorization());
  if (caller.kind === "refused") {
    log.info("simulator.refused", { reason: caller.reason });
    return sendProblem(reply, wrongCredentials(newInstance));
  }

  const json = readJson(request.body);
  if (!json.ok) return sendProblem(reply, notJson(json.problem, version, newInstance));
  const read = (version === "v1" ? readSendV1 : readSendV01)(json.value, identity.pageId);
  if (!read.ok) {
    const { code, invalidParameters } = read.refusal;
    return sendProblem(
      reply,
      version === "v1"
        ? refusal(code, invalidParameters, newInstance)
        : invalidParams(invalidParameters, newInstance),
    );
  }

  const message = accept(read.request, version, caller.kind === "application");
  return reply.code(202).send({
    message_uuid: message.messageUuid,
    ...(message.workflow === null ? {} : { workflow_id: message.workflow.id }),
  });
}

function notJson(problem: string, version: PayloadVersion, newInstance: () => string): Problem {
  return version === "v1"
    ? invalidJson(problem, newInstance)
    : invalidParams([{ name: "body", reason: "must be JSON." }], newInstance);
}
