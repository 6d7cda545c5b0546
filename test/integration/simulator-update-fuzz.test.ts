// Nothing a caller puts into the update of a message, its id or its token is taken, or brings the simulator down.
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { mintFor, startSimulator, type RunningSimulator } from "../fakes/running-simulator.ts";

let running: RunningSimulator;
let good: string;
let received: string;

beforeAll(async () => {
  running = await startSimulator();
  good = `Bearer ${await mintFor(running)}`;
  received = (await running.simulator.receive({ type: "text" })).messageUuid;
});
afterAll(() => running.stop());

async function update(id: string, authorization: string, body: string | Uint8Array<ArrayBuffer>) {
  const response = await fetch(`${running.url}/v1/messages/${id}`, {
    method: "PATCH",
    headers: { authorization, "content-type": "application/json" },
    body,
    // A hang ends the test here, with the request that caused it.
    signal: AbortSignal.timeout(5_000),
  });
  return { status: response.status, body: (await response.json()) as unknown };
}

const segment = fc.string({ minLength: 1, maxLength: 150, unit: "grapheme" }).map(encodeURIComponent);
const unknown = fc.oneof(
  fc.uuid(),
  segment.filter((id) => !/^\.{1,2}$/.test(id)),
);
const body = fc.oneof(
  fc.json(),
  fc.constantFrom('{"status":"read"}', '{"status":"revoked"}', "{", ""),
  fc.uint8Array({ maxLength: 100 }),
);

it("whatever it says, a message there is cannot be updated", async () => {
  await fc.assert(
    fc.asyncProperty(body, async (body) => {
      const answer = await update(received, good, body);

      expect(answer.status).toBe(422);
      expect(answer.body).toMatchObject({ title: expect.any(String), detail: expect.any(String) });
    }),
    { numRuns: 200 },
  );
});

it("whatever its id, one there is not is not found, or not even read", async () => {
  await fc.assert(
    fc.asyncProperty(unknown, body, async (id, body) => {
      const answer = await update(id, good, body);

      expect([404, 422]).toContain(answer.status);
      expect(answer.body).toMatchObject({ title: expect.any(String) });
    }),
    { numRuns: 300 },
  );
});

it("whatever the token, a stranger is told nothing of either", async () => {
  const authorization = fc.stringMatching(/^(Bearer|Basic) [!-~]{1,80}$/);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(received, "asdf"),
      authorization,
      body,
      async (id, authorization, body) => {
        expect((await update(id, authorization, body)).status).toBe(401);
      },
    ),
    { numRuns: 200 },
  );
});

it("an id that is no text is a bad request, and never an error of ours", async () => {
  expect((await update("%E0%A4%A", good, "{}")).status).toBe(400);
});
