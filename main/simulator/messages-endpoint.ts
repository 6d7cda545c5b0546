// POST /v1/messages and /v0.1/messages, with Vonage's authentication, checks and answers.
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { PayloadVersion } from "../../preload/contract/event.ts";
import { messagesOf, type SimulatedApplication } from "./account-state.ts";
import { authenticate } from "./authenticate.ts";
import { readJson, sendProblem } from "./bodies.ts";
import { apiFaultBefore } from "./faults.ts";
import {
  invalidJson,
  invalidParams,
  missingAuthorization,
  notAllowListed,
  notProvisioned,
  refusal,
  throttled,
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
  const { clock, faults, random, requested } = ports;
  const fault = faults().api;
  const before = apiFaultBefore(fault, () => random.hex(16), clock.now());
  switch (before?.kind) {
    case "answer":
      requested({ version, problem: before.problem });
      return sendProblem(reply, before.problem);
    case "silence":
      // The connection stays open until the caller gives up, or the simulator stops.
      requested({ version, problem: null });
      return reply.hijack();
    case "cut":
      requested({ version, problem: null });
      return cut(reply);
    case undefined:
      break;
  }

  const judged = await judge(request, version, ports);
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
  const { random, accept, clock, log, sandbox } = ports;
  const newInstance = (): string => random.hex(16);
  const caller = await authenticate(request.headers.authorization, ports);
  if (caller.kind === "missing") return { problem: missingAuthorization() };
  if (caller.kind === "refused") {
    log.info("simulator.refused", { reason: caller.reason });
    return { problem: wrongCredentials(newInstance) };
  }
  // The sandbox knows no applications, whatever the caller shows.
  const application = caller.kind === "application" && !sandbox.isOn() ? caller.application : null;
  if (application !== null && messagesOf(application) === null) {
    return { problem: notProvisioned(newInstance) };
  }
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

/** The network goes away: the caller never learns what became of it. */
function cut(reply: FastifyReply): FastifyReply {
  reply.raw.destroy();
  return reply.hijack();
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

function notJson(problem: string, version: PayloadVersion, newInstance: () => string): Problem {
  return version === "v1"
    ? invalidJson(problem, newInstance)
    : invalidParams([{ name: "body", reason: "must be JSON." }], newInstance);
}
