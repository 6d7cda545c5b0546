// Whatever is posted, the listener answers it, keeps it and lives on.
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startEngine, TEST_ACCOUNT, type TestEngine } from "../fakes/engine.ts";
import { readWebhookFixtures } from "../fakes/webhook-fixtures.ts";
import { signToken } from "../fakes/webhook-token.ts";

let engine: TestEngine;

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

const bodies = readWebhookFixtures().map(({ body }) => body);

/** A webhook of the corpus with one member put out of shape, JSON of any kind, or any bytes. */
const anything = fc
  .oneof(
    fc.uint8Array({ maxLength: 3_000 }),
    fc.json({ maxDepth: 6 }).map((text) => new TextEncoder().encode(text)),
    fc
      .tuple(fc.constantFrom(...bodies), fc.string(), fc.jsonValue())
      .map(([body, member, value]) => ({ ...body, [member]: value })),
    fc
      .constantFrom(...bodies)
      .chain((body) => fc.tuple(fc.constant(body), fc.constantFrom(...Object.keys(body)), fc.jsonValue()))
      .map(([body, member, value]) => ({ ...body, [member]: value })),
  )
  .map((value) =>
    value instanceof Uint8Array ? Uint8Array.from(value) : new TextEncoder().encode(JSON.stringify(value)),
  );

it("answers anything with 200, 400 or 401, never 5xx, and stores its exact bytes", async () => {
  await fc.assert(
    fc.asyncProperty(anything, fc.constantFrom("signed", "unsigned", "spoilt"), async (body, how) => {
      const token = signToken({ secret: how === "signed" ? TEST_ACCOUNT.secret : "another", body });
      const answer = await fetch(`${engine.url}/webhooks/inbound`, {
        method: "POST",
        body,
        headers: how === "unsigned" ? {} : { authorization: `Bearer ${token}` },
      });

      expect([200, 400, 401]).toContain(answer.status);
      const { upToId } = await engine.store.page({
        workspace: null,
        query: "",
        upToId: null,
        offset: 0,
        limit: 1,
      });
      const event = upToId === null ? null : engine.store.get(upToId);
      const kept =
        event?.raw === null ? Buffer.from(event.rawBase64 ?? "", "base64") : Buffer.from(event?.raw ?? "");
      expect(kept.equals(body)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

it("survives JSON nested to the limit", async () => {
  const depth = 500_000;
  const answer = await fetch(`${engine.url}/webhooks/inbound`, {
    method: "POST",
    body: "[".repeat(depth) + "]".repeat(depth),
  });

  expect([200, 400]).toContain(answer.status);
});
