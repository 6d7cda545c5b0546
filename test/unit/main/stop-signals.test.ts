// What the signals to stop do when they come more than once.
import { EventEmitter } from "node:events";
import { expect, it } from "vitest";
import { onStopSignal, type SignalledProcess } from "../../../main/stop-signals.ts";
import { createFrozenClock } from "../../fakes/clock.ts";

/** A process that is sent signals, and keeps those that ended it by their default action. */
function startProcess() {
  const clock = createFrozenClock();
  const signals = new EventEmitter();
  const endedBy: string[] = [];
  let asked = 0;
  let lastActs = 0;
  const signalled: SignalledProcess = Object.assign(signals, {
    pid: 7,
    kill: (pid: number, name: NodeJS.Signals) =>
      signals.listenerCount(name) > 0 ? signals.emit(name, name) : endedBy.push(`${name} ${pid}`),
  });
  const lastAct = (): void => {
    lastActs += 1;
  };
  onStopSignal(() => (asked += 1), { clock, process: signalled, lastAct });
  return {
    clock,
    send: (name: NodeJS.Signals) => signalled.kill(7, name),
    seen: () => ({ asked, endedBy, lastActs }),
  };
}

it.each(["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"] as const)("asks for a stop with the first %s", (name) => {
  const { send, seen } = startProcess();

  send(name);

  expect(seen()).toEqual({ asked: 1, endedBy: [], lastActs: 0 });
});

it("takes what follows within a second for the same key press, handed on by npm and the start script", () => {
  const { clock, send, seen } = startProcess();

  send("SIGINT");
  send("SIGINT");
  clock.advance(999);
  send("SIGINT");

  expect(seen()).toEqual({ asked: 1, endedBy: [], lastActs: 0 });
});

it("ends at once with one that comes later, after the last act", () => {
  const { clock, send, seen } = startProcess();

  send("SIGTERM");
  clock.advance(1_000);
  send("SIGINT");

  expect(seen()).toEqual({ asked: 1, endedBy: ["SIGINT 7"], lastActs: 1 });
});
