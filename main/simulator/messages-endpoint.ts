// POST /v1/messages and /v0.1/messages, and PATCH of one message, with Vonage's authentication, checks and answers.
import { setImmediate as endOfTurn } from "node:timers/promises";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { PayloadVersion } from "../../preload/contract/event.ts";
import { MessageUuid } from "../../preload/contract/ids.ts";
import type { SimulatedApplication } from "./account-state.ts";
import { readJson, sendProblem } from "./bodies.ts";
import { admitCaller, cut, replyByFault } from "./messages-caller.ts";
import {
  invalidJson,
  invalidParams,
  notAllowListed,
  noSuchMessage,
  refusal,
  throttled,
  updateNotSupported,
  wrongCredentials,
  type Problem,
} from "./problems.ts";
import { SHARED_PAGE } from "./sandbox.ts";
import type { MaySendFrom, SendRequest } from "./send-request.ts";
import { readSendV01 } from "./send-v0-1.ts";
import { readSendV1 } from "./send-v1.ts";
import type { SentMessage } from "./sent-messages.ts";
import type { SimulatorServerPorts } from "./server.ts";

type Judged =
  { readonly message: SentMessage; readonly request: SendRequest } | { readonly problem: Problem };

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
  const { requested } = ports;
  const faulty = replyByFault(reply, ports, (problem) => requested({ version, problem }));
  if (faulty !== null) return faulty;
  const fault = ports.faults().api;

  const judged = await judge(request, version, ports);
  // Answers leave together: each that leaves alone has to wake its caller, which costs more than to judge a message.
  await endOfTurn();
  requested({ version, ...judged });
  if (fault === "cut-after-accepting") return cut(reply);
  if (fault === "slow") await pause(reply, ports);
  if ("problem" in judged) return sendProblem(reply, judged.problem);
  const { messageUuid, workflow } = judged.message;
  return reply.code(202).send({
    message_uuid: messageUuid,
    ...(workflow === null ? {} : { workflow_id: workflow.id }),
  });
}

/** Takes the message, or says why not. */
async function judge(
  request: FastifyRequest,
  version: PayloadVersion,
  ports: SimulatorServerPorts,
): Promise<Judged> {
  const { random, accept, clock, sandbox } = ports;
  const newInstance = (): string => random.hex(16);
  const caller = await admitCaller(request, ports);
  if (!caller.ok) return { problem: caller.problem };
  const { application } = caller;
  const turn = sandbox.isOn() ? sandbox.takeTurn() : "now";
  if (turn !== "now") {
    return { problem: throttled(newInstance, clock.now(), { limit: 1, waitMs: turn.waitMs }) };
  }

  const json = readJson(request.body);
  if (!json.ok) return { problem: notJson(json.problem, version, newInstance) };
  const read = (version === "v1" ? readSendV1 : readSendV01)(json.value, senderCheck(application, ports));
  if (!read.ok) {
    const { code, invalidParameters } = read.refusal;
    return {
      problem:
        version === "v1"
          ? refusal(code, invalidParameters, newInstance)
          : invalidParams(invalidParameters, newInstance),
    };
  }
  const stranger = sandbox.isOn() ? strangerIn(read.request, ports) : null;
  if (stranger !== null) return { problem: notAllowListed(stranger, newInstance) };
  return { message: accept(read.request, application?.id ?? null), request: read.request };
}

function senderCheck(
  application: SimulatedApplication | null,
  { book, sandbox }: Pick<SimulatorServerPorts, "book" | "sandbox">,
): MaySendFrom {
  if (sandbox.isOn()) return (pageId) => pageId === SHARED_PAGE;
  // With key and secret no application is known, so any Page of the account will do.
  return (pageId) => {
    const page = book.page(pageId);
    return page !== null && (application === null || page.applicationId === application.id);
  };
}

/** The first recipient on Messenger who is no tester. */
function strangerIn(
  { channel, psid, failover }: SendRequest,
  ports: Pick<SimulatorServerPorts, "sandbox">,
): string | null {
  if (channel === "messenger" && !ports.sandbox.isTester(psid)) return psid;
  for (const behind of failover ?? []) {
    const stranger = strangerIn(behind, ports);
    if (stranger !== null) return stranger;
  }
  return null;
}

/** Until its time has come, or the caller has gone. */
function pause(reply: FastifyReply, { clock, timing }: SimulatorServerPorts): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(timing().slowMs, resolve);
    reply.raw.once("close", () => {
      cancel();
      resolve();
    });
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
  const faulty = replyByFault(reply, ports);
  if (faulty !== null) return faulty;
  const caller = await admitCaller(request, ports);
  if (!caller.ok) return sendProblem(reply, caller.problem);
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
