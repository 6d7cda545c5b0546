// The simulator as it is now: asked for once, kept current by its topic, shared by all who show it.
import type { UseQueryResult } from "@tanstack/react-query";
import type { SimulatorState } from "../../preload/contract/simulator-state.ts";
import type { CallError } from "../bridge/query-cache.ts";
import { useIsConnected } from "../bridge/bridge.tsx";
import { useCall } from "../bridge/use-call.ts";
import { countFaults } from "./simulator-faults.ts";
import { useAppState } from "./use-app-state.ts";
import { useNow, useRenewedNow } from "./use-now.tsx";

/** State of the simulator. */
export function useSimulator(): UseQueryResult<SimulatorState, CallError> {
  return useCall("simulator.state", {});
}

/**
 * Where that clock jumps ahead, or a lost host tells its time anew, all that counts goes on from there at once: a step may be
 * nearly a minute old.
 */
export function useClockJumps(): void {
  useRenewedNow(useIsConnected());
  useRenewedNow(useAppState()?.simulator.aheadMs);
}

/** How many faults are in force; 0 until it is known. */
export function useFaultCount(): number {
  const simulator = useAppState()?.simulator;
  return simulator === undefined ? 0 : countFaults(simulator.faults);
}

/** What of the state says how late it is there. */
export type SimulatorClock = Pick<SimulatorState["clock"], "aheadMs">;

/** The host's own clock, as a {@link SimulatorClock}. */
export const COMPUTER: SimulatorClock = { aheadMs: 0 };

/** The clock that 24-hour windows go by: of simulated people it is the simulator's, as far as it is known. */
export function useWindowClock(isSimulated: boolean): SimulatorClock {
  const aheadMs = useAppState()?.simulator.aheadMs ?? 0;
  return isSimulated ? { aheadMs } : COMPUTER;
}

/** The time by the simulator's clock, epoch ms, renewed every `stepMs`: the same for all who ask with the same step. */
export function useSimulatorNow({ clock }: { readonly clock: SimulatorClock }, stepMs: number): number {
  return useNow(stepMs) + clock.aheadMs;
}
