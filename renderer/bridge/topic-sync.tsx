// Keeps the cached answers true: what a topic says is written over the answer it makes old.
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { CallInput, CallName, CallOutput } from "../../preload/contract/contract.ts";
import { coalesce } from "./coalesce.ts";
import { pauseByCost, pauseToBeat, throttle, type Throttle } from "./throttle.ts";
import { useTopic } from "./use-topic.ts";

/** What is another answer once the simulator has another revision. */
const SIMULATOR_QUESTIONS = [
  "simulator.state",
  "simulator.conversation",
  "simulator.delivery",
] as const satisfies readonly CallName[];

/** Hears every topic that changes a cached answer; renders nothing. The rows of events have their own log. */
export function TopicSync() {
  const client = useQueryClient();

  function update<N extends CallName>(
    name: N,
    input: CallInput<N>,
    next: (old: CallOutput<N>) => CallOutput<N>,
  ): void {
    client.setQueryData<CallOutput<N>>([name, input], (old) => (old === undefined ? undefined : next(old)));
  }

  // The host has them at hand, however many events there are.
  const recount = useThrottle(() => client.invalidateQueries({ queryKey: ["events.counts"] }), pauseToBeat);
  // Read from the log: of many events and people that takes its time.
  const rereadPeople = useThrottle(
    () => client.invalidateQueries({ queryKey: ["conversations.people"] }),
    pauseByCost,
  );
  const rereadThreads = useThrottle(
    () => client.invalidateQueries({ queryKey: ["conversations.thread"] }),
    pauseByCost,
  );

  // A burst changes the simulator all the time: one question is under way and one waits, never more.
  const [refreshSimulator] = useState(() =>
    coalesce(() =>
      Promise.all(SIMULATOR_QUESTIONS.map((name) => client.invalidateQueries({ queryKey: [name] }))),
    ),
  );

  /** Not those of the cache, where the answer to a change of this window may stand already. */
  const reminderDays = useRef<string>(null);

  function recountAll(): void {
    recount.ask();
    rereadPeople.ask();
  }

  useTopic("events.appended", recountAll);
  useTopic("events.answered", recountAll);
  useTopic("simulator.changed", ({ faults, aheadMs }) => {
    update("app.state", {}, (old) => ({ ...old, simulator: { ...old.simulator, faults, aheadMs } }));
    refreshSimulator();
    // Whoever was removed, or reset with all the rest, never wrote: it opens no window either.
    rereadPeople.ask();
    rereadThreads.ask();
  });
  useTopic("webhookUrls.changed", ({ workspace }) => {
    void client.invalidateQueries({ queryKey: ["webhookUrls.state", { workspace }] });
  });
  useTopic("settings.changed", (settings) => {
    update("settings.get", {}, () => settings);
    // A step of the linking names the day on which a reminder rings.
    const days = JSON.stringify(settings.linking);
    if (reminderDays.current === days) return;
    reminderDays.current = days;
    void client.invalidateQueries({ queryKey: ["linking.state"] });
  });
  useTopic("workspaces.changed", (list) => {
    update("workspaces.list", {}, () => list);
    // Those of a workspace that was removed went with it.
    recountAll();
    void client.invalidateQueries({ queryKey: ["events.get"] });
    void client.invalidateQueries({ queryKey: ["linking.state"] });
    void client.invalidateQueries({ queryKey: ["applications.pendingKeys"] });
    // It names the application, or says what the workspace lacks.
    void client.invalidateQueries({ queryKey: ["jwt.preview"] });
    // Its warnings may be of what only a workspace that is there by now can mend.
    void client.invalidateQueries({ queryKey: ["app.state"] });
  });
  useTopic("jwt.changed", ({ workspace, preview }) => update("jwt.current", { workspace }, () => preview));
  useTopic("linking.changed", ({ workspace }) => {
    void client.invalidateQueries({ queryKey: ["linking.state", { workspace }] });
  });
  useTopic("listener.changed", (listener) => update("app.state", {}, (old) => ({ ...old, listener })));
  useTopic("media.changed", ({ active }) => update("media.active", {}, () => active));
  useTopic("tunnel.changed", (tunnel) => update("app.state", {}, (old) => ({ ...old, tunnel })));
  useTopic("tunnel.measured", (traffic) => update("tunnel.traffic", {}, () => traffic));
  return null;
}

/** One for as long as the component is mounted; `run` and `pauseMs` are those of its first rendering. */
function useThrottle(run: () => Promise<unknown>, pauseMs: (tookMs: number) => number): Throttle {
  const [throttled] = useState(() => throttle({ run, pauseMs, now: () => performance.now() }));
  useEffect(() => throttled.stop, [throttled]);
  return throttled;
}
