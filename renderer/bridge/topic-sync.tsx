// Keeps the cached answers true: what a topic says is written over the answer it makes old.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { CallInput, CallName, CallOutput } from "../../preload/contract/contract.ts";
import { coalesce } from "./coalesce.ts";
import { useThrottled } from "./use-throttled.ts";
import { useTopic } from "./use-topic.ts";

/** Counts and people are asked for again at most this often while events pour in. */
const RECOUNT_PAUSE_MS = 1_000;

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

  const recount = useThrottled(() => {
    void client.invalidateQueries({ queryKey: ["events.counts"] });
    void client.invalidateQueries({ queryKey: ["conversations.people"] });
  }, RECOUNT_PAUSE_MS);
  // A pause of its own: the first event that the simulator sends must not wait for the one that the simulator's news began.
  const rereadWindows = useThrottled(() => {
    void client.invalidateQueries({ queryKey: ["conversations.people"] });
    void client.invalidateQueries({ queryKey: ["conversations.thread"] });
  }, RECOUNT_PAUSE_MS);

  // A burst changes the simulator all the time: one question is under way and one waits, never more.
  const [refreshSimulator] = useState(() =>
    coalesce(() =>
      Promise.all(SIMULATOR_QUESTIONS.map((name) => client.invalidateQueries({ queryKey: [name] }))),
    ),
  );

  useTopic("events.appended", recount);
  useTopic("events.answered", recount);
  useTopic("simulator.changed", ({ faults, aheadMs }) => {
    update("app.state", {}, (old) => ({ ...old, simulator: { ...old.simulator, faults, aheadMs } }));
    refreshSimulator();
    // Whoever was removed, or reset with all the rest, never wrote: it opens no window either.
    rereadWindows();
  });
  useTopic("webhookUrls.changed", ({ workspace }) => {
    void client.invalidateQueries({ queryKey: ["webhookUrls.state", { workspace }] });
  });
  useTopic("settings.changed", (settings) => update("settings.get", {}, () => settings));
  useTopic("workspaces.changed", (list) => {
    update("workspaces.list", {}, () => list);
    void client.invalidateQueries({ queryKey: ["linking.state"] });
    void client.invalidateQueries({ queryKey: ["applications.pendingKeys"] });
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
