// Switching the simulator: a change shows at once, so that the next one is made of it and not of what was before.
import { useQueryClient, type QueryClient } from "@tanstack/react-query";
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

/** Where what is in force stands in the page, and may stand before the simulator has said so. */
interface Place<T> {
  /** undefined: not known yet. */
  read(client: QueryClient): T | undefined;
  write(client: QueryClient, value: T): void;
  readonly keys: readonly (readonly unknown[])[];
}

/** Every screen knows which faults are in force, so they can be switched from each of them. */
const FAULTS: Place<FaultsInForce> = {
  read: (client) => client.getQueryData<AppState>(APP_KEY)?.simulator.faults,
  write: (client, faults) => {
    client.setQueryData<AppState>(
      APP_KEY,
      (app) => app && { ...app, simulator: { ...app.simulator, faults } },
    );
    client.setQueryData<SimulatorState>(STATE_KEY, (state) => state && { ...state, faults });
  },
  keys: [APP_KEY, STATE_KEY],
};

/** Known only where the simulator's state is shown. */
const TIMING: Place<SimulatorTiming> = {
  read: (client) => client.getQueryData<SimulatorState>(STATE_KEY)?.timing,
  write: (client, timing) => {
    client.setQueryData<SimulatorState>(STATE_KEY, (state) => state && { ...state, timing });
  },
  keys: [STATE_KEY],
};

/** Puts faults in force. */
export function useFaultSwitches(): Switches<FaultsInForce> {
  const { run, isRunning, error } = useAct("simulator.setFaults");
  return { change: useChange(FAULTS, run), isRunning, error };
}

/** Sets when things happen. */
export function useTimingSwitches(): Switches<SimulatorTiming> {
  const { run, isRunning, error } = useAct("simulator.setTiming");
  return { change: useChange(TIMING, run), isRunning, error };
}

function useChange<T>(place: Place<T>, run: (value: T) => Promise<Result<unknown>>): Switches<T>["change"] {
  const client = useQueryClient();
  return useCallback(
    async (next) => {
      const known = place.read(client);
      // There is nothing to switch before it is known what is in force.
      if (known === undefined) return { ok: true, value: null };
      const value = next(known);
      place.write(client, value);
      const result = await run(value);
      if (!result.ok) for (const queryKey of place.keys) void client.invalidateQueries({ queryKey });
      return result;
    },
    [client, place, run],
  );
}
