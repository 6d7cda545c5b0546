// What the simulator is told to do badly, when it does things, and whether it plays the sandbox.
import type { SimulatorState } from "../../../../preload/contract/simulator-state.ts";
import { AnswerFaults } from "./answer-faults.tsx";
import { SandboxForm } from "./sandbox-form.tsx";
import { TimingForm } from "./timing-form.tsx";
import { WebhookFaults } from "./webhook-faults.tsx";
import classes from "./switches.module.css";

/** All switches; each acts at once. */
export function SwitchesPanel({ state }: { readonly state: SimulatorState }) {
  return (
    <div className={classes.panel}>
      <WebhookFaults faults={state.faults} />
      <AnswerFaults faults={state.faults} />
      <TimingForm timing={state.timing} />
      <SandboxForm sandbox={state.sandbox} people={state.people} />
    </div>
  );
}
