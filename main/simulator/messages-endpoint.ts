// POST /v1/messages and /v0.1/messages, and PATCH of one message, with Vonage's authentication, checks and answers.
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { PayloadVersion } from "../../preload/contract/event.ts";
import { MessageUuid } from "../../preload/contract/ids.ts";
import { readJson, sendProblem } from "./bodies.ts";
import { admitCaller } from "./messages-caller.ts";
import {
  invalidJson,
  invalidParams,
  noSuchMessage,
  refusal,
  updateNotSupported,
  wrongCredentials,
  type Problem,
} from "./problems.ts";
import type { MaySendFrom } from "./send-request.ts";
import { readSendV01 } from "./send-v0-1.ts";
import { readSendV1 } from "./send-v1.ts";
import type { SimulatorServerPorts } from "./server.ts";

/** Adds the two addresses to send to, and that of each v1 message. */
export function addMessagesEndpoint(app: FastifyInstance, ports: SimulatorServerPorts): void {
  app.post("/v1/messages", (request, reply) => send(request, reply, "v1", ports));
  app.post("/v0.1/messages", (request, reply) => send(request, reply, "v0.1", ports));
  app.patch<{ Params: { readonly messageUuid: string } }>("/v1/messages/:messageUuid", (request, reply) =>
    update(request.params.messageUuid, request, reply, ports),
  );
}

async function send(
  request: FastifyRequest,
  reply: FastifyReply,
  version: PayloadVersion,
  ports: SimulatorServerPorts,
): Promise<FastifyReply> {
  const caller = await admitCaller(request, reply, ports);
  if (!caller.ok) return caller.reply;
  const { application } = caller;
  const { book, random, accept } = ports;
  const newInstance = (): string => random.hex(16);
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

/**
 * Marking as read and revoking: for other channels only, so every message there is, sent or received, is refused.
 * Unlike sending, it is not open to key and secret. Source: Messages API OpenAPI 1.20.0 and the tests of Vonage's Java
 * SDK, read 2026-11.
 */
async function update(
  messageUuid: string,
  request: FastifyRequest,
  reply: FastifyReply,
  ports: SimulatorServerPorts,
): Promise<FastifyReply> {
  const caller = await admitCaller(request, reply, ports);
  if (!caller.ok) return caller.reply;
  const newInstance = (): string => ports.random.hex(16);
  if (caller.application === null) return sendProblem(reply, wrongCredentials(newInstance));
  const json = readJson(request.body);
  if (!json.ok) return sendProblem(reply, invalidJson(json.problem, newInstance));
  const known = MessageUuid.safeParse(messageUuid);
  return sendProblem(
    reply,
    known.success && ports.knows(known.data)
      ? updateNotSupported(newInstance)
      : noSuchMessage(messageUuid, newInstance),
  );
}

function notJson(problem: string, version: PayloadVersion, newInstance: () => string): Problem {
  return version === "v1"
    ? invalidJson(problem, newInstance)
    : invalidParams([{ name: "body", reason: "must be JSON." }], newInstance);
}
