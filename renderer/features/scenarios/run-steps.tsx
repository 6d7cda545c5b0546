// The steps of a run, each with its outcome and what was seen.
import type { StepResult } from "../../../preload/contract/scenario-run.ts";
import { formatDuration } from "../../components/format.ts";
import { stepAppearance } from "../../theme/outcome-colors.ts";
import { offsetWords } from "./run-words.ts";
import classes from "./run.module.css";

/** In their order. */
export function RunSteps({ steps }: { readonly steps: readonly StepResult[] }) {
  return (
    <section aria-label="Steps">
      <h3 className={classes.heading}>Steps</h3>
      <ol className={classes.steps}>
        {steps.map((step) => (
          <Step key={step.number} step={step} />
        ))}
      </ol>
    </section>
  );
}

function Step({ step }: { readonly step: StepResult }) {
  const { number, says, outcome, atMs, durationMs, seen, todo } = step;
  const { icon: IconOf, word, color } = stepAppearance(outcome);
  return (
    <li
      className={classes.step}
      data-outcome={outcome}
      aria-current={outcome === "running" ? "step" : undefined}
    >
      <span className={classes.number}>{number}</span>
      <span className={classes.outcome}>
        <IconOf size={16} stroke={1.75} color={color} aria-hidden="true" />
        <span className={classes.outcomeWord}>{word}</span>
      </span>
      <div className={classes.stepWords}>
        <p>{says}</p>
        {seen !== null && (
          <p className={classes.seen}>
            {(outcome === "failed" || outcome === "skipped") && <b>Seen: </b>}
            {seen}
          </p>
        )}
        {todo !== null && (
          <p className={classes.todo}>
            <b>To do: </b>
            {todo}
          </p>
        )}
      </div>
      <span className={classes.times}>
        {atMs !== null && (
          <span title="When it began, by the simulator’s clock, counted from the beginning of the run">
            {offsetWords(atMs)}
          </span>
        )}
        {durationMs !== null && (
          <span title="How long it took, by this computer’s clock">
            <span className="visually-hidden">, </span>took {formatDuration(durationMs)}
          </span>
        )}
      </span>
    </li>
  );
}
