// Receive, inspect, reply: the three steps, which fill as they happen.
import { ActionIcon } from "@mantine/core";
import { IconCircle, IconCircleCheckFilled, IconCircleFilled, IconX, type Icon } from "@tabler/icons-react";
import type { FirstRunSteps } from "./use-first-run.ts";
import classes from "./first-run-strip.module.css";

interface FirstRunStripProps {
  readonly steps: FirstRunSteps;
  /** `page` with a sentence each, `bar` in one line above the panes. */
  readonly layout: "page" | "bar";
  readonly onFinish?: () => void;
}

/** How a step stands; each has a mark of its own shape. */
type StepState = "done" | "next" | "later";

const MARKS: Readonly<Record<StepState, Icon>> = {
  done: IconCircleCheckFilled,
  next: IconCircleFilled,
  later: IconCircle,
};

/** The steps of the first run; the first that is not done is the next. */
export function FirstRunStrip({ steps, layout, onFinish }: FirstRunStripProps) {
  const rows = [
    { name: "Receive", text: "A message arrives on your webhook, signed.", isDone: steps.isReceived },
    { name: "Inspect", text: "Body, headers, signature and your answer.", isDone: steps.isInspected },
    { name: "Reply", text: "Watch submitted, delivered, then read.", isDone: steps.isReplied },
  ];
  const next = rows.findIndex(({ isDone }) => !isDone);
  return (
    <div className={classes.frame} data-layout={layout}>
      <ol className={classes.strip} data-layout={layout} aria-label="First webhook">
        {rows.map(({ name, text, isDone }, index) => {
          const state: StepState = isDone ? "done" : index === next ? "next" : "later";
          const Mark = MARKS[state];
          return (
            <li key={name} data-state={state} aria-current={state === "next" ? "step" : undefined}>
              <Mark className={classes.mark} size={14} stroke={2} aria-hidden="true" />
              <strong>{name}</strong>
              {isDone && <span className="visually-hidden">, done</span>}
              <span>{text}</span>
            </li>
          );
        })}
      </ol>
      {onFinish !== undefined && (
        <ActionIcon size={24} aria-label="Close the first steps" onClick={onFinish}>
          <IconX size={14} stroke={1.75} />
        </ActionIcon>
      )}
    </div>
  );
}
