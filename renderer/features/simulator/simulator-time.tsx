// A moment by the simulator's clock, which may be days ahead.
import { describeMoment, formatAge } from "../../components/format.ts";
import { useNow } from "../../components/use-now.tsx";
import { useSettings } from "../../components/use-settings.ts";
import { momentWords } from "./simulator-moment.ts";
import classes from "./simulator-time.module.css";

interface SimulatorTimeProps {
  /** Epoch ms, by the simulator's clock. */
  readonly at: number;
  /** How far that clock is ahead. */
  readonly aheadMs: number;
}

const MINUTE_MS = 60_000;

/** Its time, with the day where it is another one than the simulator's today. */
export function SimulatorTime({ at, aheadMs }: SimulatorTimeProps) {
  const [{ timeFormat }] = useSettings();
  const now = useNow(MINUTE_MS) + aheadMs;
  return (
    <time className={classes.time} dateTime={new Date(at).toISOString()} title={describeMoment(at, now)}>
      {timeFormat === "relative" ? formatAge(now - at) : momentWords(at, { now, format: timeFormat })}
    </time>
  );
}
