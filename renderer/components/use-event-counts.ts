// How many events there are, kept fresh while they arrive.
import { useEffect, useRef } from "react";
import type { EventCounts } from "../../preload/contract/event.ts";
import type { WorkspaceId } from "../../preload/contract/ids.ts";
import { useCall, useRefresh } from "../bridge/use-call.ts";
import { useTopic } from "../bridge/use-topic.ts";

const PAUSE_MS = 500;

/** Counts of a workspace (null = all); undefined until known. Asked for again at most twice a second. */
export function useEventCounts(workspace: WorkspaceId | null): EventCounts | undefined {
  const refresh = useRefresh();
  const throttled = useThrottled(() => refresh("events.counts"), PAUSE_MS);
  useTopic("events.appended", throttled);
  useTopic("events.answered", throttled);
  return useCall("events.counts", { workspace }, { keepPrevious: true }).data;
}

/** Runs at once, then at most once in `pauseMs`, the last time never lost. */
export function useThrottled(run: () => void, pauseMs: number): () => void {
  const latest = useRef(run);
  const state = useRef<{ timer: number | null; again: boolean }>({ timer: null, again: false });
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    const held = state.current;
    return () => {
      if (held.timer !== null) clearTimeout(held.timer);
      held.timer = null;
    };
  }, []);
  return () => {
    const held = state.current;
    if (held.timer !== null) {
      held.again = true;
      return;
    }
    function rest(): void {
      held.timer = window.setTimeout(() => {
        held.timer = null;
        if (!held.again) return;
        held.again = false;
        latest.current();
        rest();
      }, pauseMs);
    }
    latest.current();
    rest();
  };
}
