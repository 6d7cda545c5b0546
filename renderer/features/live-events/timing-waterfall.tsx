// How long each step of the delivery took, always in view under the tabs.
import { ActionIcon } from "@mantine/core";
import { IconChevronDown, IconChevronUp } from "@tabler/icons-react";
import { useId, useState } from "react";
import type { LoggedEvent } from "../../../preload/contract/event.ts";
import { formatDuration } from "../../components/format.ts";
import { timingSteps } from "./waterfall.ts";
import classes from "./event-detail.module.css";

interface TimingWaterfallProps {
  readonly event: LoggedEvent;
}

/**
 * Bars on one scale, with their numbers beside them; in a low window one line until it is opened. Nothing for an event
 * without an answer.
 */
export function TimingWaterfall({ event: { response, kind } }: TimingWaterfallProps) {
  const [isOpen, setIsOpen] = useState(false);
  const stepsId = useId();
  if (response === null) return null;
  const steps = timingSteps(response);
  const last = steps.at(-1);
  const totalMs = Math.max(last === undefined ? 0 : last.startMs + last.durationMs, Number.MIN_VALUE);
  const by = kind === "reply" ? "Vonage answered" : "answered";
  return (
    <section
      className={classes.timing}
      aria-label="Timing"
      data-folds={steps.length > 0}
      data-folded={steps.length > 0 && !isOpen}
    >
      <h2>
        Timing
        <span className="num">
          {by} in {formatDuration(response.durationMs)}
        </span>
      </h2>
      {steps.length > 0 && (
        <div className={classes.unfold}>
          <ActionIcon
            size={24}
            aria-label="Steps of the answer"
            aria-expanded={isOpen}
            aria-controls={stepsId}
            onClick={() => setIsOpen(!isOpen)}
          >
            {isOpen ? (
              <IconChevronDown size={16} stroke={1.75} aria-hidden="true" />
            ) : (
              <IconChevronUp size={16} stroke={1.75} aria-hidden="true" />
            )}
          </ActionIcon>
        </div>
      )}
      {steps.length > 0 && (
        <dl id={stepsId} className={classes.bars}>
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
