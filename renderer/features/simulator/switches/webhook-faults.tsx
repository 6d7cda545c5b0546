// Faults that spoil every webhook while they are on.
import { Checkbox } from "@mantine/core";
import { SIMULATOR_FAULTS, type FaultsInForce } from "../../../../preload/contract/simulator.ts";
import { WEBHOOK_FAULTS } from "../../../components/simulator-faults.ts";
import { useFaultSwitches, withToggledFault } from "../use-switches.ts";
import { SwitchSection } from "./switch-section.tsx";
import classes from "./switches.module.css";

/** One box a fault, each with what the handler meets. */
export function WebhookFaults({ faults }: { readonly faults: FaultsInForce }) {
  const setFaults = useFaultSwitches();
  return (
    <SwitchSection
      title="Webhooks"
      lede="Applied to every webhook until switched off. They can be combined."
      error={setFaults.error}
    >
      <ul className={classes.faults} aria-busy={setFaults.isRunning}>
        {SIMULATOR_FAULTS.map((fault) => (
          <li key={fault}>
            <Checkbox
              size="xs"
              label={WEBHOOK_FAULTS[fault].label}
              description={WEBHOOK_FAULTS[fault].line}
              checked={faults.webhooks.includes(fault)}
              classNames={{ label: classes.fault ?? "", description: classes.line ?? "" }}
              onChange={() => void setFaults.change((now) => withToggledFault(now, fault))}
            />
          </li>
        ))}
      </ul>
    </SwitchSection>
  );
}
