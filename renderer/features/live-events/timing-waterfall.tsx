// How long each step of the delivery took, always in view under the tabs.
import type { LoggedEvent } from "../../../preload/contract/event.ts";
import { formatDuration } from "../../components/format.ts";
import { timingSteps } from "./waterfall.ts";
import classes from "./event-detail.module.css";

interface TimingWaterfallProps {
  readonly event: LoggedEvent;
}

/** Bars on one scale, with their numbers beside them. Nothing for an event without an answer. */
export function TimingWaterfall({ event: { response, kind } }: TimingWaterfallProps) {
  if (response === null) return null;
  const steps = timingSteps(response);
  const last = steps.at(-1);
  const totalMs = Math.max(last === undefined ? 0 : last.startMs + last.durationMs, Number.MIN_VALUE);
  const by = kind === "reply" ? "Vonage answered" : "answered";
  return (
    <section className={classes.timing} aria-label="Timing">
      <h2>
        Timing
        <span className="num">
          {by} in {formatDuration(response.durationMs)}
        </span>
      </h2>
      {steps.length > 0 && (
        <dl className={classes.bars}>
          {steps.map(({ name, startMs, durationMs }) => (
            <div key={name}>
              <dt>
                <span className={classes.barName}>{name}</span>
              </dt>
              <dd>
                <span className={classes.track} aria-hidden="true">
                  <span
                    className={classes.bar}
                    // Where on the scale, and how long: measured.
                    style={{
                      left: `${(startMs / totalMs) * 100}%`,
                      width: `${(durationMs / totalMs) * 100}%`,
                    }}
                  />
                </span>
                <span className={classes.barValue}>{stepDuration(durationMs)}</span>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

/** Most steps are far under a millisecond; "0.0 ms" would deny that they happened. */
function stepDuration(durationMs: number): string {
  return durationMs < 0.05 ? "< 0.1 ms" : formatDuration(durationMs);
}
