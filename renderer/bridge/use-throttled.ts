// Doing something now, but not again at once.
import { useEffect, useRef } from "react";

interface Held {
  timer: number | null;
  isWanted: boolean;
}

/** Runs at once, then at most once in `pauseMs`; the last wish is never lost. */
export function useThrottled(run: () => void, pauseMs: number): () => void {
  const latest = useRef(run);
  const held = useRef<Held>({ timer: null, isWanted: false });
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    const state = held.current;
    return () => {
      if (state.timer !== null) clearTimeout(state.timer);
      state.timer = null;
    };
  }, []);

  return () => {
    const state = held.current;
    if (state.timer !== null) {
      state.isWanted = true;
      return;
    }
    function rest(): void {
      state.timer = window.setTimeout(() => {
        state.timer = null;
        if (!state.isWanted) return;
        state.isWanted = false;
        latest.current();
        rest();
      }, pauseMs);
    }
    latest.current();
    rest();
  };
}
