// Reads request bodies and writes error answers of the simulator's endpoints.
import type { FastifyReply } from "fastify";
import type { Problem } from "./problems.ts";

/** Writes an error answer. */
export function sendProblem(
  reply: FastifyReply,
  { status, contentType, headers, body }: Problem,
): FastifyReply {
  // Bytes, because the framework adds a charset to the type of a text.
  return reply
    .code(status)
    .headers(headers)
    .header("content-type", contentType)
    .send(Buffer.from(JSON.stringify(body)));
}

const UTF8 = new TextDecoder("utf-8", { fatal: true });

/** Reads a body as JSON; `problem` says in words why it is none. */
export function readJson(
  body: unknown,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: string } {
  if (!(body instanceof Uint8Array)) return { ok: false, problem: "The body is empty." };
  try {
    return { ok: true, value: JSON.parse(UTF8.decode(body)) };
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) };
  }
}
