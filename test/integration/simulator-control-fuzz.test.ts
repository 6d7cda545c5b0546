// Nothing a script tells the simulator brings it down, keeps it busy for ever, or makes its state unreadable. By the real
// clock, since some of what is asked for takes its time.
import * as fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createSystemClock } from "../../main/clock.ts";
import {
  SIMULATED_MESSAGE_TYPES,
  SIMULATOR_FAULTS,
  SimulatorTiming,
} from "../../preload/contract/simulator.ts";
import { SimulatedConversation, SimulatorState } from "../../preload/contract/simulator-state.ts";
import { SANDBOX_PAGE } from "../../preload/contract/workspace.ts";
import { createFrozenClock } from "../fakes/clock.ts";
import { basicFor, startSimulator, type RunningSimulator } from "../fakes/running-simulator.ts";
import { callSimulator, type ApiAnswer } from "../fakes/simulator-client.ts";

const PERSON = "1111111111111111";

let running: RunningSimulator;

beforeAll(async () => {
  // JWTs are minted by the frozen one, which stands at the present moment.
  running = await startSimulator({
    clock: createFrozenClock({ now: Date.now() }),
    runningClock: createSystemClock(),
  });
});
afterAll(() => running.stop());
beforeEach(() => {
  running.simulator.reset();
  running.receiver.answerWith(200);
});

function control(method: string, path: string, body?: unknown): Promise<ApiAnswer> {
  const authorization = `Bearer ${running.identity.controlKey}`;
  return callSimulator(running, method, `/simulator/${path}`, { headers: { authorization }, body });
}

const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>("", "\u0000", "\ud800", "__proto__", "x".repeat(30_000), 1e308, -1, 0.5, null),
);
const often = <T>(good: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 6, arbitrary: good }, { weight: 1, arbitrary: odd });
const some = { requiredKeys: [] };
const fault = fc.constantFrom(...SIMULATOR_FAULTS.filter((name) => name !== "huge-body"));
const faults = fc.oneof(fault, fc.subarray([...SIMULATOR_FAULTS], { maxLength: 4 }), fc.constant(null));
const id = fc.oneof(fc.constantFrom(PERSON, "007", SANDBOX_PAGE), fc.string({ maxLength: 60 }));
const version = fc.constantFrom("v1", "v0.1");
const delay = fc.oneof(fc.nat({ max: 2_000 }), fc.constant(null), fc.constant(7 * 24 * 3_600_000));

const webhook = { psid: often(id), pageId: often(id), payloadVersion: often(version), fault: often(faults) };
const text = fc.oneof(fc.string({ maxLength: 300 }), fc.constant("join us"));
const requests: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  "POST inbound": fc.record(
    { ...webhook, type: often(fc.constantFrom(...SIMULATED_MESSAGE_TYPES)), text: often(text), url: odd },
    some,
  ),
  "POST status": fc.record(
    {
      ...webhook,
      status: often(fc.constantFrom("submitted", "delivered", "read", "rejected", "undeliverable")),
      messageUuid: often(fc.uuid()),
      errorCode: often(fc.constantFrom("1340", "1370", "toString", "x")),
    },
    some,
  ),
  "POST read": fc.record({ psid: often(id), pageId: often(id) }, some),
  "POST people": fc.record({ psid: often(id), pageId: often(id), name: often(fc.string()) }, some),
  "PUT faults": fc.record(
    {
      api: often(fc.constantFrom(null, "throttled", "internal-error")),
      webhooks: often(faults),
      messenger: often(fc.constantFrom(null, "expired-page-link")),
      account: odd,
    },
    some,
  ),
  "PUT timing": fc.record(
    {
      submittedMs: often(delay),
      deliveredMs: often(delay),
      readMs: often(delay),
      // What is asked for is waited for, so it is not asked for much.
      slowMs: fc.nat({ max: 20 }),
      answerTimeoutMs: often(fc.integer({ min: 50, max: 1_000 })),
      burstSize: fc.integer({ min: 0, max: 3 }),
      retryAfter: often(fc.constantFrom("429-or-5xx", "not-2xx", "never")),
    },
    { requiredKeys: ["slowMs", "burstSize"] },
  ),
  "PUT sandbox": fc.record(
    { isOn: often(fc.boolean()), testers: often(fc.array(id, { maxLength: 3 })) },
    some,
  ),
  "PUT account": fc.record({ messagesVersion: often(version) }, some),
  "POST clock": fc.oneof(
    fc.record({ advanceMs: often(fc.nat({ max: 48 * 3_600_000 })) }),
    fc.record({ until: often(fc.constantFrom("next", "idle")) }),
    odd,
  ),
  "POST reset": odd,
};
/** One request to an address that takes a body. */
const act = fc.constantFrom(...Object.keys(requests)).chain((address) =>
  (requests[address] ?? odd).map((body) => {
    const [method = "", path = ""] = address.split(" ");
    return { method, path, body };
  }),
);
const inAddress = (values: Readonly<Record<string, unknown>>): string =>
  new URLSearchParams(Object.entries(values).map(([name, value]) => [name, String(value)])).toString();
const oddQuery = fc.constantFrom("psid[]=1", "psid=%00", "psid=%E0%A4%A", "id=NaN&id=2", "id=1&psid=1");
const ofPerson = fc.record({ psid: id, pageId: id }, some).map(inAddress);
const ofDelivery = fc.record({ id: fc.oneof(fc.nat(), fc.string()) }, some).map(inAddress);
const questions: Readonly<Record<string, fc.Arbitrary<string>>> = {
  "GET people": ofPerson,
  "DELETE people": ofPerson,
  "GET conversation": ofPerson,
  "GET delivery": ofDelivery,
  "GET state": ofPerson,
};
const question = fc.constantFrom(...Object.keys(questions)).chain((address) =>
  fc.oneof({ weight: 4, arbitrary: questions[address] ?? oddQuery }, oddQuery).map((words) => {
    const [method = "", path = ""] = address.split(" ");
    return { method, path: `${path}?${words}`, body: undefined };
  }),
);

/** One request for each status that is due, whatever else is drawn. */
const ONE_OF_EACH = [
  { method: "GET", path: "state", body: undefined },
  { method: "POST", path: "people", body: { name: "Ana" } },
  { method: "POST", path: "inbound", body: { text: "Hi" } },
  { method: "GET", path: "delivery?id=999999", body: undefined },
  { method: "PUT", path: "faults", body: "none" },
];

describe("whatever a script tells it", { timeout: 90_000 }, () => {
  it("is done or refused, one thing after another, and the state stays readable", async () => {
    const handler = fc.constantFrom(200, 404, 503);
    const story = fc.array(fc.oneof({ weight: 5, arbitrary: act }, question), { minLength: 1, maxLength: 8 });
    const seen = new Set<number>();
    await fc.assert(
      fc.asyncProperty(handler, story, async (status, steps) => {
        running.simulator.reset();
        running.simulator.setTiming(SimulatorTiming.parse({ slowMs: 5, burstSize: 2 }));
        running.receiver.answerWith(status);
        for (const { method, path, body } of steps) {
          // oxlint-disable-next-line no-await-in-loop -- one after another is the point
          const answer = await control(method, path, body);
          seen.add(answer.status);
          expect([200, 201, 202, 404, 422]).toContain(answer.status);
        }

        const state = SimulatorState.parse((await control("GET", "state")).body);
        expect(state.peopleCount).toBeGreaterThanOrEqual(state.people.length);
        expect(state.retries.length).toBeLessThanOrEqual(state.waitingRetries);
        const conversation = (await control("GET", `conversation?psid=${PERSON}`)).body;
        expect(SimulatedConversation.safeParse(conversation).success).toBe(true);
      }),
      { numRuns: 250, examples: [[200, ONE_OF_EACH]] },
    );
    // They were good enough to be about something.
    expect([...seen].toSorted()).toEqual([200, 201, 202, 404, 422]);
  });

  it("is refused without the key, whatever it is", async () => {
    const key = fc.oneof(
      fc.stringMatching(/^[!-~]{0,40}$/).map((word) => `Bearer ${word}`),
      fc.constantFrom(undefined, "", "Bearer", running.identity.controlKey, basicFor(running)),
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(act, question), key, async ({ method, path, body }, authorization) => {
        const { status } = await callSimulator(running, method, `/simulator/${path}`, {
          headers: { authorization },
          body,
        });
        expect(status).toBe(401);
      }),
      { numRuns: 300 },
    );
    expect(running.simulator.state()).toMatchObject({ deliveries: [], peopleCount: 1 });
  });

  it("may be no JSON", async () => {
    const addresses = fc.constantFrom(...Object.keys(requests));
    const broken = fc
      .oneof(
        fc.string({ minLength: 1 }),
        fc
          .uint8Array({ minLength: 1, maxLength: 50 })
          .map((bytes) => `{${Buffer.from(bytes).toString("latin1")}`),
      )
      .filter((words) => !isJson(words));
    await fc.assert(
      fc.asyncProperty(addresses, broken, async (address, body) => {
        const [method = "", path = ""] = address.split(" ");
        expect((await control(method, path, body)).status).toBe(422);
      }),
      { numRuns: 200 },
    );
  });
});

function isJson(words: string): boolean {
  try {
    JSON.parse(words);
    return true;
  } catch {
    // That is the question.
    return false;
  }
}

describe("whatever is sent to its sandbox", { timeout: 60_000 }, () => {
  it("is accepted, refused, or told to wait", async () => {
    const member = fc.constantFrom("to", "from", "text", "message_type", "failover", "channel", "messenger");
    const body = fc
      .tuple(member, odd, fc.constantFrom("007", "008"), fc.constantFrom(SANDBOX_PAGE, "0000000000000000"))
      .map(([name, value, to, from]) => ({
        channel: "messenger",
        message_type: "text",
        text: "Hi",
        to,
        from,
        [name]: value,
      }));
    const sound = { channel: "messenger", message_type: "text", text: "Hi", to: "007", from: SANDBOX_PAGE };
    const seen = new Set<number>();
    await fc.assert(
      fc.asyncProperty(body, fc.boolean(), async (body, isRested) => {
        // A turn of its own, or one too early.
        if (isRested) running.simulator.reset();
        await control("PUT", "sandbox", { isOn: true, testers: ["007"] });
        const { status } = await callSimulator(running, "POST", "/v1/messages", { body });
        seen.add(status);
      }),
      {
        numRuns: 400,
        // One of each outcome, whatever else is drawn.
        examples: [
          [sound, true],
          [sound, false],
          [{ ...sound, to: "008" }, true],
          [{ ...sound, from: "0000000000000000" }, true],
        ],
      },
    );
    expect([...seen].toSorted()).toEqual([202, 403, 422, 429]);
  });
});
