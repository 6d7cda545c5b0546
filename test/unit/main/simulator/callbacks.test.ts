// What the sender of webhooks holds on to, and lets go: over real HTTP, with limits that are soon met.
import { afterEach, beforeEach, expect, it } from "vitest";
import {
  createCallbacks,
  type CallbackLimits,
  type Callbacks,
  type WebhookJob,
} from "../../../../main/simulator/callbacks.ts";
import { createDeliveryLog, type DeliveryLog } from "../../../../main/simulator/delivery-log.ts";
import { callbackTarget } from "../../../../main/simulator/targets.ts";
import { createVirtualClock, type VirtualClock } from "../../../../main/simulator/virtual-clock.ts";
import { MessageUuid, PageId, Psid } from "../../../../preload/contract/ids.ts";
import { SimulatorTiming, type SimulatorFault } from "../../../../preload/contract/simulator.ts";
import { createFrozenClock, type FrozenClock } from "../../../fakes/clock.ts";
import { createMemoryLog, type MemoryLog } from "../../../fakes/log.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../../../fakes/webhook-receiver.ts";

let receiver: WebhookReceiver;
let base: FrozenClock;
let clock: VirtualClock;
let log: MemoryLog;
let deliveries: DeliveryLog;
let changes: number;

beforeEach(async () => {
  receiver = await startWebhookReceiver();
  base = createFrozenClock();
  clock = createVirtualClock(base);
  log = createMemoryLog();
  changes = 0;
  deliveries = createDeliveryLog(() => {
    changes += 1;
  });
});
afterEach(() => receiver.stop());

function make(limits: Partial<CallbackLimits> = {}): Callbacks {
  return createCallbacks({
    clock,
    wireClock: base,
    log,
    deliveries,
    timing: () => SimulatorTiming.parse({}),
    limits: { inLine: 100, waiting: 100, waitingBytes: 10_000, ...limits },
  });
}

function job(name: string, faults: SimulatorFault[] = [], bytes = 10): WebhookJob {
  const headers = { "content-type": "application/json", "x-name": name };
  return {
    facts: {
      kind: "inbound",
      messageUuid: MessageUuid.parse(name),
      psid: Psid.parse("1"),
      pageId: PageId.parse("2"),
      status: null,
      payloadVersion: "v1",
      faults,
      startedAt: clock.now(),
    },
    target: callbackTarget(`${receiver.inbound}?key=secret`, []),
    write: () => Promise.resolve({ headers, retryHeaders: headers, body: Buffer.alloc(bytes, "x") }),
  };
}

const states = (): readonly (readonly [string, string])[] =>
  deliveries.newest(10).map(({ messageUuid, state }) => [messageUuid, state]);

it("gives up what is too much to wait", async () => {
  const callbacks = make({ waiting: 2 });
  receiver.answerWith(503);
  for (const name of ["a", "b", "c"]) {
    // oxlint-disable-next-line no-await-in-loop -- in this order
    await callbacks.send(job(name));
  }

  expect(callbacks.waiting()).toBe(2);
  expect(states()).toEqual([
    ["c", "given-up"],
    ["b", "waiting"],
    ["a", "waiting"],
  ]);
});

it("gives up what is too large to wait, and has room again when the others are gone", async () => {
  const callbacks = make({ waitingBytes: 1_500 });
  receiver.answerWith(503);
  await callbacks.send(job("a", [], 1_000));
  await callbacks.send(job("b", [], 1_000));
  receiver.answerWith(200);
  await clock.play({ until: "idle" }, callbacks.settled);
  receiver.answerWith(503);
  await callbacks.send(job("c", [], 1_000));

  expect(states()).toEqual([
    ["c", "waiting"],
    ["b", "given-up"],
    ["a", "taken"],
  ]);
});

it("does not take in more than may stand in line", async () => {
  const callbacks = make({ inLine: 1 });
  receiver.answerWith("wait");
  // So many that one stands in line: 64 places, of which each of these takes a quarter.
  const sent = ["a", "b", "c", "d", "e", "f"].map((name) => callbacks.send(job(name, ["huge-body"])));

  expect(await sent[5]).toMatchObject({ kind: "no-answer", reason: expect.stringContaining("too many") });
  callbacks.clear();
  const outcomes = await Promise.all(sent);
  expect(outcomes.map(({ kind }) => kind)).toEqual(Array(6).fill("no-answer"));
});

it("sends what is asked for beside a burst at once, however long that one takes", async () => {
  const callbacks = make();
  receiver.answerWith("wait");
  const burst = Array.from({ length: 70 }, (_, index) => callbacks.send(job(`${index}`, ["burst"])));

  const single = callbacks.send(job("single"));

  // 48 of the burst, and this one.
  const names = (await receiver.arrivals(49)).map(({ headers }) => headers["x-name"]);
  expect(names).toContain("single");
  callbacks.clear();
  const outcomes = await Promise.all([...burst, single]);
  expect(outcomes.map(({ kind }) => kind)).toEqual(Array(71).fill("no-answer"));
  expect(receiver.received).toHaveLength(49);
});

it("forgets what waits, and what is under way, when it is cleared", async () => {
  const callbacks = make();
  receiver.answerWith(503);
  await callbacks.send(job("waits"));
  receiver.answerWith("wait");
  const underWay = callbacks.send(job("under way"));
  await receiver.arrivals(2);

  callbacks.clear();

  expect(await underWay).toMatchObject({ kind: "no-answer", reason: "it was stopped" });
  await callbacks.settled();
  expect([callbacks.waiting(), clock.waiting(), base.pending()]).toEqual([0, 0, 0]);
  // What comes now has all the places there are.
  receiver.answerWith(200);
  expect(await callbacks.send(job("new"))).toMatchObject({ kind: "answered", status: 200 });
});

it("sends a duplicate again at once, and never later", async () => {
  const callbacks = make();
  receiver.answerWith(503);

  await callbacks.send(job("twice", ["duplicate"]));

  expect(receiver.received).toHaveLength(2);
  expect(callbacks.waiting()).toBe(1);
  expect(states()).toEqual([
    ["twice", "refused"],
    ["twice", "waiting"],
  ]);
});

it("tells of each change, and never the query of an address", async () => {
  await make().send(job("a"));

  expect(changes).toBe(3);
  expect(deliveries.newest(1)).toMatchObject([{ url: receiver.inbound, attempts: 1 }]);
});

it("keeps the story of what waits, however much came after it", async () => {
  const callbacks = make();
  receiver.answerWith(503);
  await callbacks.send(job("old"));
  const [{ id } = { id: 0 }] = deliveries.newest(1);
  for (let count = 0; count < 1_049; count++) {
    const { facts } = job(`later ${count}`);
    deliveries.notSent({ ...facts, url: null }, "SIMULATOR_CALLBACK_REFUSED");
  }

  expect(deliveries.newest(2_000)).toHaveLength(1_000);
  expect(deliveries.waiting(10)).toMatchObject([{ id, state: "waiting" }]);
  expect(deliveries.story(id)).toMatchObject({ messageUuid: "old", story: [{ status: 503 }] });
  expect(deliveries.story(id + 1_049)).toMatchObject({ state: "not-sent", attempts: 0, url: null });
});
