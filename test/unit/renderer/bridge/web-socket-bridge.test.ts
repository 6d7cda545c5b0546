import { describe, expect, it } from "vitest";
import { CONTRACT_VERSION } from "../../../../preload/contract/app-state.ts";
import type { HostMessage } from "../../../../preload/contract/socket.ts";
import { createWebSocketBridge, type SocketEvents } from "../../../../renderer/bridge/web-socket-bridge.ts";

const LOST = { ok: false, error: { code: "CONTRACT_HOST_LOST", details: {} } };
const ANSWER_LOST = { ok: false, error: { code: "CONTRACT_ANSWER_LOST", details: {} } };

/** A host at the other end of each socket the bridge opens, and timers that go off when told to. */
function setUp() {
  const sockets: { events: SocketEvents; sent: unknown[]; isClosed: boolean }[] = [];
  const timers: { run: () => void; delayMs: number }[] = [];
  const clocks = { page: 1_000_000, host: 1_000_000 };
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
    setTimer(run, delayMs) {
      const timer = { run, delayMs };
      timers.push(timer);
      return () => timers.splice(timers.indexOf(timer), 1);
    },
    now: () => clocks.page,
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
    say({ type: "welcome", contractVersion: CONTRACT_VERSION, now: clocks.host });
  }
  return { bridge, sockets, timers, clocks, last, say, welcome };
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
    const connections: boolean[] = [];
    bridge.onConnection((connected) => connections.push(connected));
    welcome();

    const open = bridge.call("app.state", {});
    last().events.closed();
    const later = await bridge.call("app.state", {});

    expect([await open, later]).toEqual([ANSWER_LOST, LOST]);
    expect(connections).toEqual([true, false]);
  });

  it("reconnects with growing pauses and takes its topics up again", () => {
    const { bridge, sockets, timers, last, welcome } = setUp();
    const heard: unknown[] = [];
    bridge.subscribe("linking.changed", (value) => heard.push(value));
    welcome();
    const pauses: number[] = [];
    for (let attempt = 0; attempt < 6; attempt += 1) {
      last().events.closed();
      const timer = timers.splice(0)[0];
      pauses.push(timer?.delayMs ?? 0);
      timer?.run();
    }

    welcome();

    expect(pauses).toEqual([400, 800, 1_600, 3_200, 5_000, 5_000]);
    expect(sockets).toHaveLength(7);
    expect(last().sent.slice(1)).toEqual([{ type: "subscribe", topic: "linking.changed" }]);
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
    const { bridge, sockets, timers, last, say } = setUp();
    const refusals: string[] = [];
    last().events.opened();

    say({ type: "refused" });
    last().events.closed();
    bridge.onRefused((refusal) => refusals.push(refusal));

    expect({ refusals, sockets: sockets.length, timers: timers.length }).toEqual({
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
    const { bridge, timers, clocks, last, welcome } = setUp();
    const before = bridge.now();
    // Whoever hears of the connection counts by it at once.
    const heard: number[] = [];
    bridge.onConnection((isConnected) => isConnected && heard.push(bridge.now()));
    clocks.host += 960_000;
    welcome();
    clocks.page += 10_000;
    const ahead = bridge.now();

    clocks.page += 960_000;
    clocks.host += 10_000;
    last().events.closed();
    timers[0]?.run();
    welcome();

    expect([before, ahead, bridge.now()]).toEqual([1_000_000, 1_970_000, 1_970_000]);
    expect(heard).toEqual([1_960_000, 1_970_000]);
  });

  it("does not wait for the pause when told to try now", () => {
    const { bridge, sockets, timers, last, welcome } = setUp();
    welcome();
    last().events.closed();

    bridge.retryNow();
    bridge.retryNow();

    expect({ sockets: sockets.length, timers: timers.length }).toEqual({ sockets: 2, timers: 0 });
  });
});
