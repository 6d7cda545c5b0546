// The contract's calls about the simulator.
import type { Handlers } from "../../preload/contract/contract.ts";
import { AppError } from "../../preload/contract/errors.ts";
import type { Simulator } from "./simulator-shape.ts";

type SimulatorCalls = Pick<Handlers, Extract<keyof Handlers, `simulator.${string}`>>;

/** Ties the calls to the simulator. All but the questions throw AppError `SIMULATOR_OFF` while it does not run. */
export function createSimulatorCalls({ simulator }: { readonly simulator: Simulator }): SimulatorCalls {
  /** Without its endpoints nothing could be answered, and its signature would not be known. */
  const running = (): Simulator => {
    if (simulator.url() === null) throw new AppError("SIMULATOR_OFF");
    return simulator;
  };

  return {
    "simulator.receive": (message) => running().receive(message),
    "simulator.sendStatus": (status) => running().sendStatus(status),
    "simulator.state": () => simulator.shortState(),
    "simulator.read": (person) => ({ messageUuids: [...running().read(person)] }),
    "simulator.savePerson": (person) => running().savePerson(person),
    "simulator.removePerson": (person) => {
      running().removePerson(person);
      return {};
    },
    "simulator.conversation": (person) => simulator.conversation(person),
    "simulator.delivery": ({ id }) => simulator.delivery(id),
    "simulator.setFaults": (switches) => {
      running().setFaults(switches);
      return simulator.shortState().faults;
    },
    "simulator.setTiming": (timing) => {
      running().setTiming(timing);
      return timing;
    },
    "simulator.setSandbox": (settings) => {
      running().setSandbox(settings);
      return simulator.shortState().sandbox;
    },
    "simulator.play": (wish) => running().play(wish),
    "simulator.reset": () => {
      running().reset();
      return simulator.shortState();
    },
  };
}
