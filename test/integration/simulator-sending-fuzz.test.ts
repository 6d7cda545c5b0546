// Nothing a sender puts into a message, its headers or its token brings the simulator down or keeps it busy, and what
// it takes runs its course.
import * as fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { NO_FAULTS, type Faults } from "../../main/simulator/faults.ts";
import { basicFor, mintFor, startSimulator, type RunningSimulator } from "../fakes/running-simulator.ts";

const PAGE = "0000000000000000";
const PERSON = "1111111111111111";
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

let running: RunningSimulator;
let bearer: string;

beforeAll(async () => {
  running = await startSimulator();
});
afterAll(() => running.stop());
beforeEach(async () => {
  running.simulator.reset();
  // The clock moves on in these tests, and a JWT lives 15 minutes.
  bearer = `Bearer ${await mintFor(running)}`;
});

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

async function post(
  path: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  const response = await fetch(running.url + path, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
    // A hang ends the test here, with the body that caused it.
    signal: AbortSignal.timeout(5_000),
  });
  // Every answer of the simulator is a JSON object.
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>("", "\u0000", "\ud800", "__proto__", "x".repeat(10_000), 1e308, -0, null),
);
const often = <T>(good: T): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(good) }, odd);
const left = { requiredKeys: [] };
const url = fc.oneof(
  fc.webUrl(),
  fc.constantFrom("http://127.0.0.1:1/", "http://a b", "ftp://x", "http://["),
);
const type = fc.oneof(fc.constantFrom("text", "image", "audio", "video", "file", "custom"), odd);
const media = fc.oneof(fc.record({ url: fc.oneof(url, odd) }), odd);
const category = fc.oneof(fc.constantFrom("response", "update", "message_tag", "message-tag"), odd);
const tag = fc.oneof(fc.constantFrom("HUMAN_AGENT", "ACCOUNT_UPDATE", "toString"), odd);
const messenger = fc.oneof(fc.record({ category, tag }, left), odd);
const clientRef = fc.oneof(fc.string({ maxLength: 120 }), odd);
const version = fc.oneof(fc.constantFrom("v1", "v0.1"), odd);

const MEMBERS =
  "channel message_type to from text image messenger client_ref webhook_url webhook_version failover".split(
    " ",
  );
const flat = (failover: fc.Arbitrary<unknown>): fc.Arbitrary<Record<string, unknown>> =>
  fc.record(
    {
      channel: often("messenger"),
      message_type: type,
      to: often(PERSON),
      from: often(PAGE),
      text: fc.oneof(fc.string({ maxLength: 700 }), odd),
      image: media,
      audio: media,
      video: media,
      file: media,
      messenger,
      client_ref: clientRef,
      webhook_url: fc.oneof(url, odd),
      webhook_version: version,
      failover,
    },
    left,
  );

/** Right but for a member or two, so that what comes late in the checks is reached, and many are accepted. */
const nearlyRight = (failover: fc.Arbitrary<unknown>): fc.Arbitrary<Record<string, unknown>> =>
  fc
    .tuple(flat(failover), fc.subarray(MEMBERS, { maxLength: 2 }), fc.constantFrom(PERSON, "007"))
    .map(([body, spoilt, to]) => ({
      channel: "messenger",
      message_type: "text",
      text: "Hi",
      to,
      from: PAGE,
      ...Object.fromEntries(Object.entries(body).filter(([name]) => spoilt.includes(name))),
    }));
const bySms = nearlyRight(odd).map((body) => ({ ...body, channel: "sms" }));
const item = fc.oneof({ weight: 4, arbitrary: nearlyRight(odd) }, { weight: 4, arbitrary: bySms }, odd);
const failover = fc.oneof({ weight: 4, arbitrary: fc.array(item, { maxLength: 4 }) }, odd);
const v1 = fc.oneof(flat(failover), { weight: 3, arbitrary: nearlyRight(failover) });

/** A line that always moves on: nobody is called 007, so the first is rejected, and the one behind it is sent. */
const MOVES_ON = {
  channel: "messenger",
  message_type: "text",
  text: "Hi",
  to: "007",
  from: PAGE,
  failover: [{ channel: "messenger", message_type: "text", text: "Hi", to: PERSON, from: PAGE }],
};

const party = fc.oneof(fc.record({ type: often("messenger"), id: often(PAGE) }, left), odd);
const content = fc.oneof(
  fc.record({ type, text: odd, image: media, audio: media, video: media, file: media, custom: odd }, left),
  odd,
);
const v01 = fc
  .tuple(
    fc.record(
      {
        to: party,
        from: party,
        message: fc.oneof(fc.record({ content, messenger }, left), odd),
        client_ref: clientRef,
      },
      left,
    ),
    fc.subarray(["to", "from", "message", "client_ref"]),
  )
  .map(([body, spoilt]) => ({
    to: { type: "messenger", id: PERSON },
    from: { type: "messenger", id: PAGE },
    message: { content: { type: "text", text: "Hi" } },
    ...Object.fromEntries(Object.entries(body).filter(([name]) => spoilt.includes(name))),
  }));

/** A body of either version, sent to either address: some are mixed up on purpose. */
const shot = fc.record({
  path: fc.constantFrom("/v1/messages", "/v0.1/messages"),
  body: fc.oneof(v1, v01).map((body) => JSON.stringify(body)),
});

// Thousands of requests take their time on a busy computer.
describe("a message of any making", { timeout: 90_000 }, () => {
  it("is accepted, or refused with the address's own kind of problem", async () => {
    await fc.assert(
      fc.asyncProperty(shot, async ({ path, body }) => {
        const answer = await post(path, body, { authorization: bearer });

        if (answer.status === 202) {
          expect(answer.body["message_uuid"]).toMatch(UUID);
          return;
        }
        expect(answer.status).toBe(path === "/v1/messages" ? 422 : 400);
        expect(answer.body).toMatchObject({
          type: expect.stringMatching(/#(1\d{3}|110|InvalidParams)$/),
          title: expect.any(String),
          detail: expect.any(String),
          instance: expect.stringMatching(/^[0-9a-f]{32}$/),
        });
      }),
      { numRuns: 7_000 },
    );
  });

  it("has its statuses come to an end once it is accepted", async () => {
    const authorization = basicFor(running);
    let accepted = 0;
    let sent = 0;
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(v1, { minLength: 1, maxLength: 5 }), fc.boolean(), async (bodies, wrote) => {
        running.simulator.reset();
        if (wrote) await running.simulator.receive({ type: "text" });
        for (const body of bodies) {
          // oxlint-disable-next-line no-await-in-loop -- in the order they were made
          const answer = await post("/v1/messages", JSON.stringify(body), { authorization });
          if (answer.status === 202) accepted += 1;
        }
        const moving = await post("/v1/messages", JSON.stringify(MOVES_ON), { authorization });
        expect(moving.status).toBe(202);

        // Each of a line of five at most takes 1.2 s until it is rejected; a read follows the last.
        running.clock.advance(60_000);

        const { messages } = running.simulator.state();
        expect(messages.map(({ message_uuid }) => message_uuid)).toContain(moving.body["message_uuid"]);
        sent += messages.length;
        runs += 1;
        for (const { statuses } of messages) {
          expect(["delivered", "read", "rejected"]).toContain(statuses.at(-1));
        }
      }),
      { numRuns: 150 },
    );
    // The bodies were good enough to be about something: many were accepted, and a line moved on in every run.
    expect(accepted).toBeGreaterThan(50);
    expect(sent).toBeGreaterThanOrEqual(accepted + 2 * runs);
  });

  it("may be no JSON at all, however deep or broken", async () => {
    const broken = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.string(),
      fc.json(),
      fc.integer({ min: 1, max: 20_000 }).map((depth) => "[".repeat(depth) + "]".repeat(depth)),
      fc.integer({ min: 1, max: 20_000 }).map((depth) => '{"failover":['.repeat(depth)),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom("/v1/messages", "/v0.1/messages"), broken, async (path, body) => {
        const { status } = await post(path, body, { authorization: bearer });
        expect(status).toBe(path === "/v1/messages" ? 422 : 400);
      }),
      { numRuns: 800 },
    );
  });

  it("is refused for its credentials before anybody reads it", async () => {
    const segment = odd.map((value) => Buffer.from(JSON.stringify(value)).toString("base64url"));
    const credentials = fc.oneof(
      fc.stringMatching(/^[!-~]{1,60}$/),
      fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(".").slice(0, 4_000)),
      fc.constantFrom(bearer.slice(7, -1), `${bearer.slice(7)}x`, `${bearer.slice(7)}.`),
    );
    const scheme = fc.constantFrom("Bearer", "Basic", "bearer", "Token");
    await fc.assert(
      fc.asyncProperty(shot, scheme, credentials, async ({ path, body }, scheme, given) => {
        // Nobody guesses the account's secret, so every one of these is refused.
        expect((await post(path, body, { authorization: `${scheme} ${given}` })).status).toBe(401);
      }),
      { numRuns: 1_500 },
    );
    expect(running.simulator.state().messages).toEqual([]);
  });

  it("gets an error of the server only when one was asked for", async () => {
    const apiFault = fc.constantFrom<Faults["api"]>(
      null,
      "unprovisioned",
      "low-balance",
      "throttled",
      "internal-error",
    );
    const messengerFault = fc.constantFrom<Faults["messenger"]>(
      null,
      "expired-page-link",
      "unreachable-media",
    );
    await fc.assert(
      fc.asyncProperty(shot, apiFault, messengerFault, async ({ path, body }, api, messenger) => {
        running.simulator.setFaults({ ...NO_FAULTS, api, messenger });
        const { status } = await post(path, body, { authorization: basicFor(running) });
        expect(status >= 500).toBe(api === "internal-error");
      }),
      { numRuns: 800 },
    );
  });
});
