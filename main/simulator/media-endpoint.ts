// Gives the samples behind simulated media, as Vonage's store gives what persons sent: to anybody who has the address.
import type { FastifyInstance } from "fastify";
import { drawSamples, SAMPLES_PATH } from "./media-samples.ts";
import { sendProblem } from "./bodies.ts";
import { notFound, type NewInstance } from "./problems.ts";

/** Adds the endpoint. */
export function addMediaEndpoint(app: FastifyInstance, newInstance: NewInstance): void {
  let samples: ReturnType<typeof drawSamples> | null = null;
  app.get<{ Params: { readonly name: string } }>(`${SAMPLES_PATH}:name`, (request, reply) => {
    // Most runs never need them.
    samples ??= drawSamples();
    const sample = samples.get(request.params.name);
    if (sample === undefined) {
      return sendProblem(reply, notFound(`${request.method} ${request.url} does not exist`, newInstance));
    }
    return reply
      .header("x-content-type-options", "nosniff")
      .type(sample.contentType)
      .send(Buffer.from(sample.bytes.buffer, sample.bytes.byteOffset, sample.bytes.byteLength));
  });
}
