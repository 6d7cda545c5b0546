// Switching the simulator: a change shows at once, so that the next one is made of it and not of what was before.
import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import type { CallInput, Result } from "../../../preload/contract/contract.ts";
import type { AppErrorValue } from "../../../preload/contract/errors.ts";
import type { FaultsInForce, SimulatorFault, SimulatorTiming } from "../../../preload/contract/simulator.ts";
import type { SimulatorState } from "../../../preload/contract/simulator-state.ts";
import { useAct } from "../../bridge/use-call.ts";

/** Everything goes well. */
export const ALL_WELL: FaultsInForce = { api: null, webhooks: [], messenger: null, account: null };

/** The faults with one of webhooks switched the other way. */
export function withToggledFault(faults: FaultsInForce, fault: SimulatorFault): FaultsInForce {
  const others = faults.webhooks.filter((other) => other !== fault);
  const wasOn = others.length < faults.webhooks.length;
  return { ...faults, webhooks: wasOn ? others : [...others, fault] };
}

/** Changes one part of the simulator's state. */
export interface Switches<T> {
  /** Never rejects; a failure stays in `error`, and what was shown goes back. */
  readonly change: (next: (now: T) => T) => Promise<Result<unknown>>;
  readonly isRunning: boolean;
  readonly error: AppErrorValue | null;
}

/** Puts faults in force. */
export function useFaultSwitches(): Switches<FaultsInForce> {
  const { run, isRunning, error } = useAct("simulator.setFaults");
  return { change: useChange("faults", run), isRunning, error };
}

/** Sets when things happen. */
export function useTimingSwitches(): Switches<SimulatorTiming> {
  const { run, isRunning, error } = useAct("simulator.setTiming");
  return { change: useChange("timing", run), isRunning, error };
}

const STATE_KEY = ["simulator.state", {}] satisfies ["simulator.state", CallInput<"simulator.state">];

function useChange<K extends "faults" | "timing">(
  part: K,
  run: (value: SimulatorState[K]) => Promise<Result<unknown>>,
): Switches<SimulatorState[K]>["change"] {
  const client = useQueryClient();
  return useCallback(
    async (next) => {
      const old = client.getQueryData<SimulatorState>(STATE_KEY);
      // There is nothing to switch before the state was shown.
      if (old === undefined) return { ok: true, value: null };
      const value = next(old[part]);
      client.setQueryData<SimulatorState>(STATE_KEY, { ...old, [part]: value });
      const result = await run(value);
      if (!result.ok) void client.invalidateQueries({ queryKey: STATE_KEY });
      return result;
    },
    [client, part, run],
  );
}
