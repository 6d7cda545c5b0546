// Says that faults are in force, so that nobody looks for the mistake in their own app.
import { Button } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { FaultsInForce } from "../../../preload/contract/simulator.ts";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { countFaults, faultLabels, faultsInForceWords } from "../../components/simulator-faults.ts";
import { ALL_WELL, useFaultSwitches } from "./use-switches.ts";
import classes from "./faults-marker.module.css";

/** A band over the screen; nothing while all is well. */
export function FaultsMarker({ faults }: { readonly faults: FaultsInForce }) {
  const setFaults = useFaultSwitches();
  const count = countFaults(faults);
  if (count === 0) return null;
  return (
    <section className={classes.marker} aria-label="Faults in force">
      <IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />
      <p className={classes.words}>
        <strong>{faultsInForceWords(count)}:</strong> <span>{faultLabels(faults).join(", ")}</span>
      </p>
      <Button size="xs" loading={setFaults.isRunning} onClick={() => void setFaults.change(() => ALL_WELL)}>
        Switch all faults off
      </Button>
      {setFaults.error !== null && <ErrorNotice error={setFaults.error} />}
    </section>
  );
}
