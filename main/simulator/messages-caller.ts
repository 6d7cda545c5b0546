// Who calls the Messages API, and what stands in the way before a request is looked at: a script's fault, credentials
// that are not taken, an application that may not send.
import type { FastifyReply, FastifyRequest } from "fastify";
import { messagesOf, type SimulatedApplication } from "./account-state.ts";
import { authenticate } from "./authenticate.ts";
import { sendProblem } from "./bodies.ts";
import { apiFaultAnswer } from "./faults.ts";
import { missingAuthorization, notProvisioned, wrongCredentials } from "./problems.ts";
import type { SimulatorServerPorts } from "./server.ts";

/** A caller that may go on, or the reply it already had. */
export type MessagesCaller =
  | { readonly ok: true; readonly application: SimulatedApplication | null }
  | { readonly ok: false; readonly reply: FastifyReply };

/** Lets the caller in. `application` is null with key and secret, which no application is known by. */
export async function admitCaller(
  request: FastifyRequest,
  reply: FastifyReply,
  ports: SimulatorServerPorts,
): Promise<MessagesCaller> {
  const { random, faults, clock, log } = ports;
  const newInstance = (): string => random.hex(16);
  const fault = faults().api;
  const faulty = fault === null ? null : apiFaultAnswer(fault, newInstance, clock.now());
  // The connection stays open until the caller gives up, or the simulator stops.
  if (faulty === "no-answer") return { ok: false, reply: reply.hijack() };
  if (faulty !== null) return { ok: false, reply: sendProblem(reply, faulty) };

  const caller = await authenticate(request.headers.authorization, ports);
  if (caller.kind === "missing") return { ok: false, reply: sendProblem(reply, missingAuthorization()) };
  if (caller.kind === "refused") {
    log.info("simulator.refused", { reason: caller.reason });
    return { ok: false, reply: sendProblem(reply, wrongCredentials(newInstance)) };
  }
  const application = caller.kind === "application" ? caller.application : null;
  if (application !== null && messagesOf(application) === null) {
    return { ok: false, reply: sendProblem(reply, notProvisioned(newInstance)) };
  }
  return { ok: true, application };
}
