// Says that nothing here is real, in the simulator's colour.
import { Button } from "@mantine/core";
import { IconDeviceMobile, IconKey } from "@tabler/icons-react";
import { useFaultCount } from "../../components/use-simulator.ts";
import { hrefOf, navigate, SIMULATOR } from "../../router/router.ts";
import classes from "./simulator-pill.module.css";

interface SimulatorPillProps {
  /** What it means, where there is room to say so. */
  readonly note?: string;
}

/** The mark of the simulated workspace, the way to its screen, and the word on faults that are in force. */
export function SimulatorPill({ note }: SimulatorPillProps) {
  const faults = useFaultCount();
  return (
    <a className={classes.pill} href={hrefOf(SIMULATOR)}>
      <IconDeviceMobile size={16} stroke={1.75} aria-hidden="true" />
      <strong>Simulator</strong>
      {faults > 0 ? (
        <span className={classes.faults}>
          {faults} {faults === 1 ? "fault" : "faults"}
        </span>
      ) : (
        note !== undefined && <span className={classes.note}>{note}</span>
      )}
    </a>
  );
}

/** The way out of the simulator. */
export function ConnectButton() {
  return (
    <Button
      className={classes.connect}
      aria-label="Connect a real Page"
      leftSection={<IconKey size={16} stroke={1.75} aria-hidden="true" />}
      onClick={() => navigate({ page: "keys", place: "add" })}
    >
      Connect<span className={classes.rest}>&nbsp;a real Page</span>
    </Button>
  );
}
