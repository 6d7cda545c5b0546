import { describe, expect, it } from "vitest";
import { CONTRACT_VERSION } from "../../../../preload/contract/app-state.ts";
import type { HostMessage } from "../../../../preload/contract/socket.ts";
import {
  createWebSocketBridge,
  type SocketEvents,
  type WebSocketBridge,
} from "../../../../renderer/bridge/web-socket-bridge.ts";
import { createFrozenClock } from "../../../fakes/clock.ts";

const LOST = { ok: false, error: { code: "CONTRACT_HOST_LOST", details: {} } };
const ANSWER_LOST = { ok: false, error: { code: "CONTRACT_ANSWER_LOST", details: {} } };

/** A host at the other end of each socket the bridge opens, and time that stands still. */
function setUp() {
  const sockets: { events: SocketEvents; sent: unknown[]; isClosed: boolean }[] = [];
  const clock = createFrozenClock({ now: 1_000_000 });
  const host = { now: 1_000_000 };
  const bridge = createWebSocketBridge({
    key: "k1",
    openSocket(events) {
      const socket = { events, sent: [] as unknown[], isClosed: false };
      sockets.push(socket);
      return {
        send: (text) => socket.sent.push(JSON.parse(text)),
        close: () => {
          socket.isClosed = true;
        },
      };
    },
    setTimer: (run, delayMs) => clock.after(delayMs, run),
    now: clock.now,
  });
  function last() {
    const socket = sockets.at(-1);
    if (socket === undefined) throw new Error("No socket was opened.");
    return socket;
  }
  function say(message: HostMessage): void {
    last().events.heard(JSON.stringify(message));
  }
  function welcome(): void {
    last().events.opened();
    say({ type: "welcome", contractVersion: CONTRACT_VERSION, now: host.now });
  }
  /** The time until the next socket is opened, in ms. */
  function pause(): number {
    const before = { sockets: sockets.length, at: clock.elapsed() };
    while (sockets.length === before.sockets && clock.pending() > 0) clock.advance(100);
    return clock.elapsed() - before.at;
  }
  return { bridge, sockets, clock, host, last, say, welcome, pause };
}

describe("web socket bridge", () => {
  it("says hello first, and sends what was asked before the welcome after it", async () => {
    const { bridge, last, say, welcome } = setUp();

    const answer = bridge.call("settings.get", {});
    welcome();
    say({ type: "result", id: 1, result: { ok: true, value: "settings" } });

    expect(await answer).toEqual({ ok: true, value: "settings" });
    expect(last().sent).toEqual([
      { type: "hello", key: "k1", contractVersion: CONTRACT_VERSION },
      { type: "call", id: 1, name: "settings.get", input: {} },
    ]);
  });

  it("tells a call that went out and was not answered from one that never did", async () => {
    const { bridge, last, welcome } = setUp();
    const connections = connectionsOf(bridge);
    welcome();

    const open = bridge.call("app.state", {});
    last().events.closed();
    const later = await bridge.call("app.state", {});

    expect([await open, later]).toEqual([ANSWER_LOST, LOST]);
    expect(connections).toEqual([true, false]);
  });

  it("reconnects with growing pauses and takes its topics up again", () => {
    const { bridge, sockets, last, welcome, pause } = setUp();
    const heard: unknown[] = [];
    bridge.subscribe("linking.changed", (value) => heard.push(value));
    welcome();
    const pauses: number[] = [];
    for (let attempt = 0; attempt < 6; attempt += 1) {
      last().events.closed();
      pauses.push(pause());
    }

    welcome();

    expect(pauses).toEqual([400, 800, 1_600, 3_200, 5_000, 5_000]);
    expect(sockets).toHaveLength(7);
    expect(last().sent.slice(1)).toEqual([{ type: "subscribe", topic: "linking.changed" }]);
  });

  it("begins with a short pause again once it was welcomed", () => {
    const { last, welcome, pause } = setUp();
    for (const _attempt of [1, 2, 3]) {
      last().events.closed();
      pause();
    }
    welcome();

    last().events.closed();

    expect(pause()).toBe(400);
  });

  it("does not send what was asked before the first welcome when that never came", async () => {
    const { bridge, last, welcome, pause } = setUp();
    const early = bridge.call("settings.change", { theme: "dark" });
    last().events.closed();
    pause();

    welcome();

    expect(await early).toEqual(LOST);
    expect(last().sent).toEqual([{ type: "hello", key: "k1", contractVersion: CONTRACT_VERSION }]);
  });

  it("subscribes once a topic, and unsubscribes when the last listener leaves", () => {
    const { bridge, last, say, welcome } = setUp();
    welcome();
    const heard: string[] = [];

    const leaveFirst = bridge.subscribe("linking.changed", () => heard.push("first"));
    const leaveSecond = bridge.subscribe("linking.changed", () => heard.push("second"));
    leaveFirst();
    say({ type: "topic", topic: "linking.changed", value: { workspace: "simulated" } });
    leaveSecond();

    expect(heard).toEqual(["second"]);
    expect(last().sent.slice(1)).toEqual([
      { type: "subscribe", topic: "linking.changed" },
      { type: "unsubscribe", topic: "linking.changed" },
    ]);
  });

  it("stays away after a refusal, and says which", () => {
    const { bridge, sockets, clock, last, say } = setUp();
    const refusals: string[] = [];
    last().events.opened();

    say({ type: "refused" });
    last().events.closed();
    bridge.onRefused((refusal) => refusals.push(refusal));

    expect({ refusals, sockets: sockets.length, timers: clock.pending() }).toEqual({
      refusals: ["key"],
      sockets: 1,
      timers: 0,
    });
  });

  it("tells a page of another version from one with a wrong key", () => {
    const { bridge, say } = setUp();
    const refusals: string[] = [];
    bridge.onRefused((refusal) => refusals.push(refusal));

    say({ type: "outdated", contractVersion: CONTRACT_VERSION + 1 });

    expect(refusals).toEqual(["version"]);
  });

  it("tells the host's time, and asks for it with each connection", () => {
    const { bridge, clock, host, last, welcome, pause } = setUp();
    const before = bridge.now();
    // Whoever hears of the connection counts by it at once.
    const heard: number[] = [];
    bridge.onConnection((isConnected) => isConnected && heard.push(bridge.now()));
    host.now += 960_000;
    welcome();
    clock.jumpTo(1_010_000);
    const ahead = bridge.now();

    last().events.closed();
    pause();
    clock.jumpTo(1_970_000);
    host.now += 10_000;
    welcome();

    expect([before, ahead, bridge.now()]).toEqual([1_000_000, 1_970_000, 1_970_000]);
    expect(heard).toEqual([1_960_000, 1_970_000]);
  });

  it("does not wait for the pause when told to try now", () => {
    const { bridge, sockets, clock, last, welcome } = setUp();
    welcome();
    last().events.closed();

    bridge.retryNow();
    bridge.retryNow();
    welcome();
    clock.advance(400);

    expect(sockets).toHaveLength(2);
  });

  it("waits for nothing and hears nothing once it is stopped", () => {
    const { bridge, sockets, clock, say, welcome } = setUp();
    const connections = connectionsOf(bridge);
    welcome();

    bridge.stop();
    say({ type: "result", id: 1, result: { ok: true, value: {} } });
    welcome();

    expect({ timers: clock.pending(), sockets: sockets.length, connections }).toEqual({
      timers: 0,
      sockets: 1,
      connections: [true],
    });
  });
});

describe("web socket bridge whose host falls silent", () => {
  const ASKED = { type: "call", id: expect.any(Number), name: "tunnel.traffic", input: {} };

  it("asks for a sign of life after 4 s in which nothing was heard, and not before", () => {
    const { clock, last, say, welcome } = setUp();
    welcome();
    clock.advance(3_999);
    say({ type: "topic", topic: "linking.changed", value: { workspace: "simulated" } });

    clock.advance(3_999);
    const before = last().sent.slice(1);
    clock.advance(1);

    expect([before, last().sent.slice(1)]).toEqual([[], [ASKED]]);
  });

  it("gives the connection up after 10 s without an answer, and connects again", async () => {
    const { bridge, sockets, clock, welcome, pause } = setUp();
    const connections = connectionsOf(bridge);
    welcome();
    const open = bridge.call("app.state", {});

    clock.advance(4_000 + 9_999);
    const before = { connections: [...connections], isClosed: sockets[0]?.isClosed };
    clock.advance(1);

    expect(before).toEqual({ connections: [true], isClosed: false });
    expect(connections).toEqual([true, false]);
    expect(sockets[0]?.isClosed).toBe(true);
    expect([await open, await bridge.call("app.state", {})]).toEqual([ANSWER_LOST, LOST]);
    expect(pause()).toBe(400);
    welcome();
    expect(connections).toEqual([true, false, true]);
  });

  it.each([
    ["comes after 3 s", 3_000],
    ["waited while the page slept through the first look", 8_000],
  ])("keeps a connection whose answer %s", (_when, lateMs) => {
    const { bridge, sockets, clock, last, say, welcome } = setUp();
    const connections = connectionsOf(bridge);
    welcome();

    for (const id of [1, 2, 3]) {
      clock.advance(4_000 + lateMs);
      say({ type: "result", id, result: { ok: true, value: {} } });
    }

    expect({ connections, sockets: sockets.length }).toEqual({ connections: [true], sockets: 1 });
    expect(last().sent.slice(1)).toEqual([ASKED, ASKED, ASKED]);
  });

  it.each([
    ["the handshake", () => {}],
    ["the welcome", (events: SocketEvents) => events.opened()],
  ])("gives a connection up for which %s never comes, again and again", async (_what, begin) => {
    const { bridge, sockets, clock, last, pause } = setUp();
    const early = bridge.call("app.state", {});
    const connections = connectionsOf(bridge);
    const pauses: number[] = [];

    for (const _attempt of [1, 2, 3]) {
      begin(last().events);
      clock.advance(10_000);
      pauses.push(pause());
    }

    expect(pauses).toEqual([400, 800, 1_600]);
    expect(sockets.map(({ isClosed }) => isClosed)).toEqual([true, true, true, false]);
    expect(connections).toEqual([false, false, false]);
    expect(await early).toEqual(LOST);
  });

  it("has twice the patience after each time, so that a long answer over a slow line comes through", () => {
    const { bridge, clock, last, welcome, pause } = setUp();
    const connections = connectionsOf(bridge);
    const waits: number[] = [];

    for (const _time of [1, 2, 3, 4, 5, 6, 7]) {
      welcome();
      clock.advance(4_000);
      const socket = last();
      let waited = 0;
      for (; !socket.isClosed; waited += 1_000) clock.advance(1_000);
      waits.push(waited);
      pause();
    }

    // No longer than some four minutes.
    expect(waits).toEqual([10_000, 18_000, 34_000, 66_000, 130_000, 258_000, 258_000]);
    expect(connections.filter((connected) => connected)).toHaveLength(7);
  });

  it("has no more patience after sockets whose host never spoke, and none for the first word", () => {
    const { clock, last, welcome, pause } = setUp();
    /** Until the socket is given up, in seconds. */
    function wait(): number {
      const socket = last();
      let seconds = 0;
      for (; !socket.isClosed; seconds += 1) clock.advance(1_000);
      pause();
      return seconds;
    }
    const unspoken = [wait(), wait(), wait()];
    welcome();
    const spoken = wait();

    expect({ unspoken, spoken, next: wait() }).toEqual({ unspoken: [10, 10, 10], spoken: 14, next: 10 });
  });

  it("has its first patience again once a sign of life came", () => {
    const { clock, last, say, welcome, pause } = setUp();
    function secondsUntilGivenUp(): number {
      const socket = last();
      let seconds = 0;
      for (; !socket.isClosed; seconds += 1) clock.advance(1_000);
      pause();
      return seconds;
    }
    welcome();
    const first = secondsUntilGivenUp();
    welcome();
    clock.advance(4_000);
    say({ type: "result", id: 1, result: { ok: true, value: {} } });
    const second = secondsUntilGivenUp();
    welcome();

    expect([first, second, secondsUntilGivenUp()]).toEqual([14, 22, 22]);
  });

  it("takes what a former socket still says, and its close, for nothing", () => {
    const { bridge, sockets, clock, welcome, pause } = setUp();
    const connections = connectionsOf(bridge);
    const heard: unknown[] = [];
    bridge.subscribe("linking.changed", (value) => heard.push(value));
    welcome();
    clock.advance(4_000 + 10_000);
    pause();
    welcome();

    const value = { workspace: "simulated" };
    sockets[0]?.events.heard(JSON.stringify({ type: "topic", topic: "linking.changed", value }));
    sockets[0]?.events.closed();

    expect({ connections, heard, sockets: sockets.length }).toEqual({
      connections: [true, false, true],
      heard: [],
      sockets: 2,
    });
  });

  it("asks nothing while nothing is connected", () => {
    const { sockets, clock, last, welcome, pause } = setUp();
    welcome();
    last().events.closed();
    pause();

    clock.advance(60_000);

    expect(sockets.slice(1).map(({ sent }) => sent)).toEqual(sockets.slice(1).map(() => []));
  });
});

function connectionsOf(bridge: WebSocketBridge): readonly boolean[] {
  const connections: boolean[] = [];
  bridge.onConnection((connected) => connections.push(connected));
  return connections;
}
