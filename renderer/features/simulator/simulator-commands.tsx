// What can be told to the simulator from anywhere, by the palette.
import { useState } from "react";
import { SIMULATOR_FAULTS, type TimeToPlay } from "../../../preload/contract/simulator.ts";
import { useAct } from "../../bridge/use-call.ts";
import { showFailure } from "../../components/show-failure.ts";
import { countFaults, WEBHOOK_FAULTS } from "../../components/simulator-faults.ts";
import { showPassing } from "../../components/toast.ts";
import { useAppState } from "../../components/use-app-state.ts";
import { useShortcuts } from "../../keyboard/shortcuts.tsx";
import { navigate, SIMULATOR_PARTS } from "../../router/router.ts";
import { STRETCHES } from "./clock/stretches.ts";
import { ResetDialog } from "./reset-dialog.tsx";
import { playedWords } from "./simulator-moment.ts";
import { ALL_WELL, useFaultSwitches, withToggledFault } from "./use-switches.ts";

/** Registers them; renders nothing but the question before a reset. */
export function SimulatorCommands() {
  const simulator = useAppState()?.simulator;
  const { change } = useFaultSwitches();
  const { run } = useAct("simulator.play");
  const [isResetting, setResetting] = useState(false);

  async function play(wish: TimeToPlay): Promise<void> {
    const played = await run(wish);
    if (played.ok) showPassing(playedWords(played.value));
    else showFailure(played.error);
  }

  async function switchFaults(next: Parameters<typeof change>[0], words: string): Promise<void> {
    const done = await change(next);
    if (done.ok) showPassing(words);
    else showFailure(done.error);
  }

  useShortcuts(
    "Simulator",
    simulator?.running === true
      ? [
          ...SIMULATOR_PARTS.filter((part) => part !== "people").map((part) => ({
            id: `simulator-${part}`,
            keys: "",
            label: `Simulator: show ${part === "address" ? "its address" : `the ${part}`}`,
            run: () => navigate({ page: "simulator", part, person: null }),
          })),
          ...STRETCHES.map(({ label, advanceMs }) => ({
            id: `play-${advanceMs}`,
            keys: "",
            label: `Simulator: play ${label}`,
            run: () => void play({ advanceMs }),
          })),
          {
            id: "play-next",
            keys: "",
            label: "Simulator: play to what is scheduled next",
            run: () => void play({ until: "next" }),
          },
          {
            id: "play-idle",
            keys: "",
            label: "Simulator: play until all is sent",
            run: () => void play({ until: "idle" }),
          },
          ...(countFaults(simulator.faults) === 0
            ? []
            : [
                {
                  id: "all-well",
                  keys: "",
                  label: "Simulator: switch all faults off",
                  run: () => void switchFaults(() => ALL_WELL, "No fault is in force"),
                },
              ]),
          ...SIMULATOR_FAULTS.map((fault) => {
            const isOn = simulator.faults.webhooks.includes(fault);
            const { label } = WEBHOOK_FAULTS[fault];
            return {
              id: `fault-${fault}`,
              keys: "",
              label: `Simulator: switch ${isOn ? "off" : "on"} ${label.toLowerCase()}`,
              run: () =>
                void switchFaults(
                  (now) => withToggledFault(now, fault),
                  `${label} switched ${isOn ? "off" : "on"}`,
                ),
            };
          }),
          {
            id: "reset",
            keys: "",
            label: "Reset the simulator",
            run: () => setResetting(true),
          },
        ]
      : [],
  );
  return <ResetDialog isOpen={isResetting} onClose={() => setResetting(false)} />;
}
