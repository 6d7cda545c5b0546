// POST /v1/messages and /v0.1/messages, with Vonage's authentication, checks and answers.
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { PayloadVersion } from "../../preload/contract/event.ts";
import { messagesOf } from "./account-state.ts";
import { authenticate } from "./authenticate.ts";
import { readJson, sendProblem } from "./bodies.ts";
import { apiFaultAnswer } from "./faults.ts";
import {
  invalidJson,
  invalidParams,
  missingAuthorization,
  notProvisioned,
  refusal,
  wrongCredentials,
  type Problem,
} from "./problems.ts";
import type { MaySendFrom } from "./send-request.ts";
import { readSendV01 } from "./send-v0-1.ts";
import { readSendV1 } from "./send-v1.ts";
import type { SimulatorServerPorts } from "./server.ts";

/** Adds the two send endpoints. */
export function addMessagesEndpoint(app: FastifyInstance, ports: SimulatorServerPorts): void {
  app.post("/v1/messages", (request, reply) => answer(request, reply, "v1", ports));
  app.post("/v0.1/messages", (request, reply) => answer(request, reply, "v0.1", ports));
}

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  version: PayloadVersion,
  ports: SimulatorServerPorts,
): Promise<FastifyReply> {
  const { book, random, faults, accept, clock, log } = ports;
  const newInstance = (): string => random.hex(16);
  const fault = faults().api;
  const faulty = fault === null ? null : apiFaultAnswer(fault, newInstance, clock.now());
  // The connection stays open until the caller gives up, or the simulator stops.
  if (faulty === "no-answer") return reply.hijack();
  if (faulty !== null) return sendProblem(reply, faulty);

  const caller = await authenticate(request.headers.authorization, ports);
  if (caller.kind === "missing") return sendProblem(reply, missingAuthorization());
  if (caller.kind === "refused") {
    log.info("simulator.refused", { reason: caller.reason });
    return sendProblem(reply, wrongCredentials(newInstance));
  }
  const application = caller.kind === "application" ? caller.application : null;
  if (application !== null && messagesOf(application) === null) {
    return sendProblem(reply, notProvisioned(newInstance));
  }
  // With key and secret no application is known, so any Page of the account will do.
  const maySendFrom: MaySendFrom = (pageId) => {
    const page = book.page(pageId);
    return page !== null && (application === null || page.applicationId === application.id);
  };

  const json = readJson(request.body);
  if (!json.ok) return sendProblem(reply, notJson(json.problem, version, newInstance));
  const read = (version === "v1" ? readSendV1 : readSendV01)(json.value, maySendFrom);
  if (!read.ok) {
    const { code, invalidParameters } = read.refusal;
    return sendProblem(
      reply,
      version === "v1"
        ? refusal(code, invalidParameters, newInstance)
        : invalidParams(invalidParameters, newInstance),
    );
  }

  const message = accept(read.request, application?.id ?? null);
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
