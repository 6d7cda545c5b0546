// Who calls the Messages API, and what stands in the way before a request is looked at: a script's fault, credentials
// that are not taken, an application that may not send.
import type { FastifyReply, FastifyRequest } from "fastify";
import { messagesOf, type SimulatedApplication } from "./account-state.ts";
import { authenticate } from "./authenticate.ts";
import { sendProblem } from "./bodies.ts";
import { apiFaultBefore } from "./faults.ts";
import { missingAuthorization, notProvisioned, wrongCredentials, type Problem } from "./problems.ts";
import type { SimulatorServerPorts } from "./server.ts";

/** A caller that may go on, or why it may not. `application` is null with key and secret, which no application is known by. */
export type MessagesCaller =
  | { readonly ok: true; readonly application: SimulatedApplication | null }
  | { readonly ok: false; readonly problem: Problem };

/** Lets the caller in. */
export async function admitCaller(
  request: FastifyRequest,
  ports: SimulatorServerPorts,
): Promise<MessagesCaller> {
  const { random, log, sandbox } = ports;
  const newInstance = (): string => random.hex(16);
  const caller = await authenticate(request.headers.authorization, ports);
  if (caller.kind === "missing") return { ok: false, problem: missingAuthorization() };
  if (caller.kind === "refused") {
    log.info("simulator.refused", { reason: caller.reason });
    return { ok: false, problem: wrongCredentials(newInstance) };
  }
  // The sandbox knows no applications, whatever the caller shows.
  const application = caller.kind === "application" && !sandbox.isOn() ? caller.application : null;
  return application !== null && messagesOf(application) === null
    ? { ok: false, problem: notProvisioned(newInstance) }
    : { ok: true, application };
}

/** What the fault in force does before a request is looked at, after `tell` heard of it; null = it is looked at. */
export function replyByFault(
  reply: FastifyReply,
  { faults, random, clock }: Pick<SimulatorServerPorts, "faults" | "random" | "clock">,
  tell: (problem: Problem | null) => void = () => undefined,
): FastifyReply | null {
  const fault = apiFaultBefore(faults().api, () => random.hex(16), clock.now());
  if (fault !== null) tell(fault.kind === "answer" ? fault.problem : null);
  switch (fault?.kind) {
    case "answer":
      return sendProblem(reply, fault.problem);
    case "silence":
      // The connection stays open until the caller gives up, or the simulator stops.
      return reply.hijack();
    case "cut":
      return cut(reply);
    case undefined:
      return null;
  }
}

/** The network goes away: the caller never learns what became of it. */
export function cut(reply: FastifyReply): FastifyReply {
  reply.raw.destroy();
  return reply.hijack();
}
