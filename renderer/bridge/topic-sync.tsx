// Keeps the cached answers true: what a topic says is written over the answer it makes old.
import { useQueryClient } from "@tanstack/react-query";
import type { CallInput, CallName, CallOutput } from "../../preload/contract/contract.ts";
import { useTopic } from "./use-topic.ts";

/** Hears every topic that changes a cached answer; renders nothing. Events have their own log and are not here. */
export function TopicSync() {
  const client = useQueryClient();

  function update<N extends CallName>(
    name: N,
    input: CallInput<N>,
    next: (old: CallOutput<N>) => CallOutput<N>,
  ): void {
    client.setQueryData<CallOutput<N>>([name, input], (old) => (old === undefined ? undefined : next(old)));
  }

  useTopic("settings.changed", (settings) => update("settings.get", {}, () => settings));
  useTopic("workspaces.changed", (list) => {
    update("workspaces.list", {}, () => list);
    void client.invalidateQueries({ queryKey: ["linking.state"] });
  });
  useTopic("jwt.changed", ({ workspace, preview }) => update("jwt.current", { workspace }, () => preview));
  useTopic("linking.changed", ({ workspace }) => {
    void client.invalidateQueries({ queryKey: ["linking.state", { workspace }] });
  });
  useTopic("listener.changed", (listener) => update("app.state", {}, (old) => ({ ...old, listener })));
  useTopic("tunnel.changed", (tunnel) => update("app.state", {}, (old) => ({ ...old, tunnel })));
  return null;
}
