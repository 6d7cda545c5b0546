// The 24-hour window of Messenger as a meter of 24 ticks.
import { COMPUTER, useSimulatorNow, type SimulatorClock } from "./use-simulator.ts";
import { WINDOW_TICKS, describeWindow, windowSentence } from "./messaging-window.ts";
import classes from "./window-meter.module.css";

interface WindowMeterProps {
  /** When the person last wrote, epoch ms; null = never. */
  readonly lastInboundAt: number | null;
  /** The clock it goes by, where it is not the computer's. */
  readonly clock?: SimulatorClock;
}

const MINUTE_MS = 60_000;

/** Says whether the Page may write to this person now, and for how long. */
export function WindowMeter({ lastInboundAt, clock = COMPUTER }: WindowMeterProps) {
  const window = describeWindow(lastInboundAt, useSimulatorNow({ clock }, MINUTE_MS));
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an img element cannot hold text and a drawing
    <div className={classes.meter} data-state={window.state} role="img" aria-label={windowSentence(window)}>
      <div className={classes.label} aria-hidden="true">
        <span>{window.label}</span>
        <span className="num">{window.remark}</span>
      </div>
      <svg className={classes.ticks} viewBox="0.8 0 238.4 5" preserveAspectRatio="none" aria-hidden="true">
        {Array.from({ length: WINDOW_TICKS }, (_, index) => (
          <Tick key={index} index={index} lit={window.hoursLeft - (WINDOW_TICKS - 1 - index)} />
        ))}
      </svg>
    </div>
  );
}

interface TickProps {
  readonly index: number;
  /** How much of this hour is left, 0 to 1; less and more are cut. */
  readonly lit: number;
}

/**
 * One hour; the first one begins, and the last one ends, with the words above. Hours go by from the left, so the lit part of
 * a tick is its right end.
 */
function Tick({ index, lit }: TickProps) {
  const width = 8.4;
  const part = Math.min(1, Math.max(0, lit)) * width;
  const x = index * 10 + 0.8;
  return (
    <>
      <rect className={classes.gone} x={x} width={width} height="5" rx="1" />
      {part > 0 && <rect className={classes.lit} x={x + width - part} width={part} height="5" rx="1" />}
    </>
  );
}
