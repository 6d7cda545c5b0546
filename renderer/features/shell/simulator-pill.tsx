// Says that nothing here is real, in the simulator's colour.
import { Button } from "@mantine/core";
import { IconDeviceMobile, IconKey } from "@tabler/icons-react";
import { navigate } from "../../router/router.ts";
import classes from "./simulator-pill.module.css";

interface SimulatorPillProps {
  /** What it means, where there is room to say so. */
  readonly note?: string;
}

/** The mark of the simulated workspace. */
export function SimulatorPill({ note }: SimulatorPillProps) {
  return (
    <span className={classes.pill}>
      <IconDeviceMobile size={16} stroke={1.75} aria-hidden="true" />
      <strong>Simulator</strong>
      {note !== undefined && <span className={classes.note}>{note}</span>}
    </span>
  );
}

/** The way out of the simulator. */
export function ConnectButton() {
  return (
    <Button
      className={classes.connect}
      aria-label="Connect a real Page"
      leftSection={<IconKey size={16} stroke={1.75} aria-hidden="true" />}
      onClick={() => navigate({ page: "keys" })}
    >
      Connect<span className={classes.rest}>&nbsp;a real Page</span>
    </Button>
  );
}
