// The simulator as a screen of the product meets it: by the contract's calls and its one topic.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CallInput, CallName, CallOutput } from "../../preload/contract/contract.ts";
import { contract } from "../../preload/contract/contract.ts";
import { SIMULATED_WORKSPACE } from "../../preload/contract/ids.ts";
import { SIMULATED_PAGE_ID, SIMULATED_PSID } from "../../preload/contract/simulator.ts";
import { SimulatorState } from "../../preload/contract/simulator-state.ts";
import { textOf } from "../fakes/drafts.ts";
import { startTestApp, type RunningApp } from "../fakes/running-app.ts";

let running: RunningApp;
let revisions: number[];

beforeEach(async () => {
  running = await startTestApp();
  revisions = [];
  running.app.subscribe("simulator.changed", ({ revision }) => revisions.push(revision));
});
afterEach(() => running.stop());

async function call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  const result = await running.app.call(name, input);
  if (!result.ok) throw new Error(`${name}: ${result.error.code}`);
  // The row's own schema has read it just now.
  return result.value as CallOutput<N>;
}

it("is all in its state at the first moment", async () => {
  const state = await call("simulator.state", {});

  const now = running.clock.now();
  expect(state).toEqual({
    revision: 0,
    url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    applicationId: running.app.ready().simulator?.applicationId,
    apiKey: running.app.ready().simulator?.apiKey,
    pageId: SIMULATED_PAGE_ID,
    psid: SIMULATED_PSID,
    clock: { now, aheadMs: 0, isPlaying: false, nextAt: null, waiting: 0 },
    faults: { api: null, webhooks: [], messenger: null, account: null },
    timing: {
      submittedMs: 400,
      deliveredMs: 1_200,
      readMs: 4_000,
      slowMs: 5_000,
      answerTimeoutMs: 15_000,
      burstSize: 1_000,
      retryAfter: "429-or-5xx",
    },
    sandbox: {
      isOn: false,
      pageId: "107083064136738",
      joinText: expect.stringMatching(/^join /),
      testers: [],
    },
    messagesVersion: "v1",
    people: [
      {
        psid: SIMULATED_PSID,
        pageId: SIMULATED_PAGE_ID,
        name: null,
        isKept: true,
        lastInboundAt: null,
        unread: 0,
      },
    ],
    peopleCount: 1,
    waitingRetries: 0,
    retries: [],
    deliveries: [],
  });
});

it("plays a person: writes, is answered, reads, and all of it is seen", async () => {
  const anna = await call("simulator.savePerson", { name: "Anna" });
  const { psid, pageId } = anna;
  const written = await call("simulator.receive", { text: "Hi", psid });
  const workspaces = await call("workspaces.list", {});
  const workspace = workspaces.workspaces.find(({ kind }) => kind === "simulated")?.id;
  if (workspace === undefined) throw new Error("There is no simulated workspace.");
  const sent = await call("messages.sendReply", {
    workspace,
    psid,
    pageId,
    ...textOf("Hello, Anna"),
  });
  const played = await call("simulator.play", { advanceMs: 2_000 });
  const read = await call("simulator.read", { psid, pageId });

  expect(written).toEqual({
    messageUuid: expect.any(String),
    count: 1,
    host: new URL(running.app.ready().listener.url).host,
    faults: [],
    answer: { status: 200, durationMs: expect.any(Number), reason: null },
  });
  expect(played).toMatchObject({ advancedMs: 2_000, attempts: 2, end: "there" });
  expect(read.messageUuids).toEqual([sent.messageUuid]);
  await expect
    .poll(async () => (await call("simulator.conversation", { psid, pageId })).messages)
    .toMatchObject([
      { from: "person", text: "Hi", messageUuid: written.messageUuid },
      { from: "page", text: "Hello, Anna", statuses: ["submitted", "delivered", "read"] },
    ]);
  await expect
    .poll(async () => (await call("simulator.state", {})).deliveries)
    .toMatchObject([
      { kind: "status", status: "read", state: "taken" },
      { kind: "status", status: "delivered", state: "taken" },
      { kind: "status", status: "submitted", state: "taken" },
      { kind: "inbound", status: null, psid, state: "taken", url: running.app.ready().listener.inbound },
    ]);
  await call("simulator.removePerson", { psid, pageId });
  expect((await call("simulator.state", {})).peopleCount).toBe(1);
});

it("sets faults, timing and sandbox, and starts over", async () => {
  expect(await call("simulator.setFaults", { webhooks: "late", api: "throttled" })).toEqual({
    api: "throttled",
    webhooks: ["late"],
    messenger: null,
    account: null,
  });
  expect(await call("simulator.setTiming", { readMs: null })).toMatchObject({ readMs: null, slowMs: 5_000 });
  expect(await call("simulator.setSandbox", { isOn: true })).toMatchObject({ isOn: true, testers: [] });

  const state = await call("simulator.reset", {});

  expect(state).toMatchObject({
    faults: { api: null, webhooks: [] },
    timing: { readMs: 4_000 },
    sandbox: { isOn: false },
  });
});

it("shows retries that wait, and their story", async () => {
  // The listener refuses a body of ten mebibytes, which is final; a time-out is not.
  await call("simulator.receive", { fault: "huge-body" });
  const refused = (await call("simulator.state", {})).deliveries[0];
  await call("simulator.receive", { fault: "reset" });
  const state = await call("simulator.state", {});

  expect(refused).toMatchObject({ state: "refused", answer: { status: 413 }, nextAttemptAt: null });
  expect(state.waitingRetries).toBe(1);
  expect(state.retries).toMatchObject([
    { faults: ["reset"], state: "waiting", nextAttemptAt: running.clock.now() + 5_000 },
  ]);
  const id = state.retries[0]?.id ?? 0;
  await call("simulator.play", { until: "next" });
  expect(await call("simulator.delivery", { id })).toMatchObject({
    state: "taken",
    attempts: 2,
    story: [
      { status: null, reason: expect.any(String) },
      { status: 200, reason: null },
    ],
  });
  expect(await call("simulator.delivery", { id: 999_999 })).toBeNull();
});

describe("the topic", () => {
  it("tells at once of a change, with the state's own number", async () => {
    await call("simulator.setFaults", { webhooks: "late" });

    expect(revisions).toEqual([1]);
    expect((await call("simulator.state", {})).revision).toBe(1);
  });

  it("tells of a burst ten times a second at most, and of its end", async () => {
    await call("simulator.setTiming", { burstSize: 100 });
    await call("simulator.receive", { fault: "burst" });
    expect(revisions).toHaveLength(1);

    running.clock.advance(200);

    expect(revisions).toEqual([1, (await call("simulator.state", {})).revision]);
  });

  it("tells of somebody who becomes a tester, though nothing is sent for it", async () => {
    const { joinText, pageId } = await call("simulator.setSandbox", { isOn: true });
    running.clock.advance(200);
    const before = (await call("simulator.state", {})).revision;

    await call("simulator.receive", { text: joinText, pageId });
    running.clock.advance(200);

    const { revision, sandbox } = await call("simulator.state", {});
    expect(sandbox.testers).toEqual([SIMULATED_PSID]);
    expect(revision).toBeGreaterThan(before);
    expect(revisions.at(-1)).toBe(revision);
  });

  it("tells of a message that is held back, which the person has written all the same", async () => {
    await call("simulator.receive", { fault: "out-of-order" });
    running.clock.advance(200);

    const { messages } = await call("simulator.conversation", { psid: SIMULATED_PSID });
    expect(messages).toHaveLength(1);
    expect(revisions.at(-1)).toBe((await call("simulator.state", {})).revision);
  });

  it("tells of a reply of the Page, also when no status of it is ever sent", async () => {
    await call("simulator.receive", {});
    await call("simulator.setTiming", { submittedMs: null, deliveredMs: null, readMs: null });
    running.clock.advance(200);
    const before = (await call("simulator.state", {})).revision;

    await call("messages.sendReply", {
      workspace: SIMULATED_WORKSPACE,
      psid: SIMULATED_PSID,
      pageId: SIMULATED_PAGE_ID,
      ...textOf("Hi!"),
    });
    running.clock.advance(200);

    expect(revisions.at(-1)).toBeGreaterThan(before);
  });

  it("tells nothing while nothing changes", async () => {
    await call("simulator.state", {});
    await call("simulator.conversation", { psid: SIMULATED_PSID });
    running.clock.advance(60_000);

    expect(revisions).toEqual([]);
  });
});

describe("without the simulator", () => {
  const acts = [
    ["simulator.read", { psid: SIMULATED_PSID }],
    ["simulator.savePerson", { name: "Anna" }],
    ["simulator.removePerson", { psid: SIMULATED_PSID }],
    ["simulator.setFaults", {}],
    ["simulator.setTiming", {}],
    ["simulator.setSandbox", { isOn: true }],
    ["simulator.play", { until: "idle" }],
    ["simulator.reset", {}],
  ] as const;

  it("its acts are refused, and its state says that it is off", async () => {
    const { app, stop } = await startTestApp({ simulatorPort: null });
    for (const [name, input] of acts) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect(await app.call(name, input)).toMatchObject({ ok: false, error: { code: "SIMULATOR_OFF" } });
    }
    expect(await app.call("simulator.state", {})).toMatchObject({ ok: true, value: { url: null } });
    await stop();
  });

  it("none of its acts is left out above", () => {
    const questions = ["simulator.state", "simulator.conversation", "simulator.delivery"];
    const others = ["simulator.receive", "simulator.sendStatus"];
    const all = Object.keys(contract.calls).filter((name) => name.startsWith("simulator."));
    expect(all.toSorted()).toEqual([...acts.map(([name]) => name), ...questions, ...others].toSorted());
  });
});

it("keeps its people from one run to the next", async () => {
  await call("simulator.savePerson", { name: "Anna", psid: "1" as typeof SIMULATED_PSID });
  const { dataFolder, app } = running;
  await app.stop();

  const again = await startTestApp({}, { dataFolder });
  const state = await again.app.call("simulator.state", {});
  await again.stop();

  expect(SimulatorState.parse(state.ok ? state.value : null).people).toMatchObject([
    { psid: SIMULATED_PSID },
    { psid: "1", name: "Anna" },
  ]);
});

describe("what every screen goes by", () => {
  it("is in the state of the app, and in the news of each change", async () => {
    const news: unknown[] = [];
    running.app.subscribe("simulator.changed", (change) => news.push(change));
    const faults = { api: null, webhooks: ["late" as const], messenger: null, account: null };

    expect(running.app.appState().simulator).toMatchObject({ faults: { webhooks: [] }, aheadMs: 0 });
    await call("simulator.setFaults", faults);
    await call("simulator.play", { advanceMs: 3_600_000 });
    running.clock.advance(1_000);

    expect(running.app.appState().simulator).toMatchObject({ faults, aheadMs: 3_600_000 });
    expect(news[0]).toEqual({ revision: expect.any(Number), faults, aheadMs: 0 });
    expect(news.at(-1)).toEqual({ revision: expect.any(Number), faults, aheadMs: 3_600_000 });
  });

  it("has people write at the simulator's time, which decides whether a reply reaches them", async () => {
    const lastInboundAt = async (): Promise<readonly (number | null | undefined)[]> => {
      const target = { workspace: SIMULATED_WORKSPACE, psid: SIMULATED_PSID, pageId: SIMULATED_PAGE_ID };
      const [person] = await call("conversations.people", { workspace: SIMULATED_WORKSPACE, limit: 5 });
      const thread = await call("conversations.thread", { ...target, beforeId: null, limit: 5 });
      return [person?.lastInboundAt, thread.person?.lastInboundAt];
    };
    const dayMs = 24 * 60 * 60_000;
    await call("simulator.receive", {});
    const first = running.clock.now();
    expect(await lastInboundAt()).toEqual([first, first]);

    await call("simulator.play", { advanceMs: dayMs });
    await call("simulator.receive", {});
    expect(await lastInboundAt()).toEqual([first + dayMs, first + dayMs]);

    await call("simulator.reset", {});
    expect(await lastInboundAt()).toEqual([null, null]);
  });
});
