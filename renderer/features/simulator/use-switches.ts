// Switching the simulator: a change shows at once, so that the next one is made of it and not of what was before.
import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import type { AppState } from "../../../preload/contract/app-state.ts";
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

const APP_KEY = ["app.state", {}] satisfies ["app.state", CallInput<"app.state">];
const STATE_KEY = ["simulator.state", {}] satisfies ["simulator.state", CallInput<"simulator.state">];

/** Puts faults in force. Every screen knows which are, so this works from each of them. */
export function useFaultSwitches(): Switches<FaultsInForce> {
  const client = useQueryClient();
  const { run, isRunning, error } = useAct("simulator.setFaults");
  const change = useCallback(
    async (next: (now: FaultsInForce) => FaultsInForce): Promise<Result<unknown>> => {
      const app = client.getQueryData<AppState>(APP_KEY);
      // There is nothing to switch before it is known what is in force.
      if (app === undefined) return { ok: true, value: null };
      const faults = next(app.simulator.faults);
      client.setQueryData<AppState>(APP_KEY, { ...app, simulator: { ...app.simulator, faults } });
      client.setQueryData<SimulatorState>(STATE_KEY, (state) => state && { ...state, faults });
      const result = await run(faults);
      if (!result.ok)
        for (const queryKey of [APP_KEY, STATE_KEY]) void client.invalidateQueries({ queryKey });
      return result;
    },
    [client, run],
  );
  return { change, isRunning, error };
}

/** Sets when things happen; only where the simulator's state is shown. */
export function useTimingSwitches(): Switches<SimulatorTiming> {
  const client = useQueryClient();
  const { run, isRunning, error } = useAct("simulator.setTiming");
  const change = useCallback(
    async (next: (now: SimulatorTiming) => SimulatorTiming): Promise<Result<unknown>> => {
      const state = client.getQueryData<SimulatorState>(STATE_KEY);
      // There is nothing to set before the state was shown.
      if (state === undefined) return { ok: true, value: null };
      const timing = next(state.timing);
      client.setQueryData<SimulatorState>(STATE_KEY, { ...state, timing });
      const result = await run(timing);
      if (!result.ok) void client.invalidateQueries({ queryKey: STATE_KEY });
      return result;
    },
    [client, run],
  );
  return { change, isRunning, error };
}
