// The simulator of a running Hookline as a stage: scenarios and the handler doctor play on it one at a time.
import { AppError } from "../../preload/contract/errors.ts";
import type { ScenarioTarget } from "../../preload/contract/scenario-run.ts";
import type { Clock } from "../ports.ts";
import type { Simulator } from "../simulator/simulator.ts";
import { callbackTarget } from "../simulator/targets.ts";
import { knock } from "./knock.ts";

/** Who may play, and against whom. */
export interface Stage {
  /**
   * Makes sure that the simulator runs and that webhooks may go there; null = where they usually go.
   * @throws AppError `SIMULATOR_OFF`, `SIMULATOR_CALLBACK_REFUSED`, `TARGET_REFUSED`, `TARGET_OWN_PORT`
   */
  assertPlayable(target: ScenarioTarget | null): void;
  /**
   * Takes the stage until what is answered is called. Nobody else gets it while it is being found out whether the app
   * listens.
   * @throws AppError `SCENARIO_RUNNING`, `TARGET_UNREACHABLE`
   */
  take(title: string, target: ScenarioTarget | null): Promise<() => void>;
}

interface StagePorts {
  readonly simulator: Simulator;
  readonly clock: Clock;
  /** Ports of Hookline that no webhook may go to. */
  readonly ownPorts: () => readonly number[];
}

const KNOCK_LIMIT_MS = 3_000;

/** An empty one. */
export function createStage({ simulator, clock, ownPorts }: StagePorts): Stage {
  let playing: string | null = null;
  return {
    assertPlayable(target) {
      const url = simulator.url();
      if (url === null) throw new AppError("SIMULATOR_OFF");
      for (const address of addressesOf(target)) {
        callbackTarget(address, [], [...ownPorts(), Number(new URL(url).port)]);
      }
    },
    async take(title, target) {
      if (playing !== null) throw new AppError("SCENARIO_RUNNING", { title: playing });
      playing = title;
      const leave = (): void => {
        playing = null;
      };
      for (const address of addressesOf(target)) {
        const { host } = new URL(address);
        // oxlint-disable-next-line no-await-in-loop -- the first that fails is told
        const reason = await knock(new URL(address), KNOCK_LIMIT_MS, clock);
        if (reason === null) continue;
        leave();
        throw new AppError("TARGET_UNREACHABLE", { host, reason });
      }
      return leave;
    },
  };
}

function addressesOf(target: ScenarioTarget | null): readonly string[] {
  if (target === null) return [];
  return target.status === undefined ? [target.inbound] : [target.inbound, target.status];
}
