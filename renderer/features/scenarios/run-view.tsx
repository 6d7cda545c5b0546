// A run: how it stands, its steps, what the app sent, and what became of the webhooks.
import { Button } from "@mantine/core";
import { IconRepeat, IconArrowsShuffle } from "@tabler/icons-react";
import type { Ref } from "react";
import type { ScenarioRun } from "../../../preload/contract/scenario-run.ts";
import { CopyButton } from "../../components/copy-button.tsx";
import { TimeText } from "../../components/time-text.tsx";
import { runAppearance } from "../../theme/outcome-colors.ts";
import { ReportActions } from "./report-actions.tsx";
import { RunSends } from "./run-sends.tsx";
import { RunSteps } from "./run-steps.tsx";
import { RunWebhooks } from "./run-webhooks.tsx";
import { verdictWords } from "./run-words.ts";
import classes from "./run.module.css";

interface RunViewProps {
  readonly run: ScenarioRun;
  readonly verdictRef: Ref<HTMLDivElement>;
  readonly onAgain: () => void;
  readonly onNewSeed: () => void;
}

/** Told as it goes on. */
export function RunView({ run, verdictRef, onAgain, onNewSeed }: RunViewProps) {
  const { icon: IconOf, word, tone, color } = runAppearance(run.state);
  const isOver = run.state !== "running";
  return (
    <section className={classes.run} aria-label="Run" data-run={run.id}>
      <div className={`${classes.verdict} ${classes.inSight}`} data-tone={tone} ref={verdictRef}>
        <IconOf size={20} stroke={1.75} color={color} aria-hidden="true" />
        <div className={classes.verdictWords}>
          <p>
            <span role="status">
              <strong>{word}.</strong> {isOver && verdictWords(run)}
            </span>
            {/* Not a part of the status: it would be read out with every step. */}
            {!isOver && verdictWords(run)}
          </p>
          <p className={classes.facts}>
            Seed <span className="mono">{run.seed}</span>
            <CopyButton value={String(run.seed)} label="seed" />
            <span>
              Begun <TimeText at={run.startedAt} />
            </span>
            <span>{run.target === null ? "Into Hookline itself" : `Against ${run.target.inbound}`}</span>
          </p>
        </div>
      </div>
      {isOver && (
        <div className={classes.buttons}>
          <Button
            size="xs"
            leftSection={<IconRepeat size={14} stroke={1.75} aria-hidden="true" />}
            onClick={onAgain}
          >
            Again with the same seed
          </Button>
          <Button
            size="xs"
            leftSection={<IconArrowsShuffle size={14} stroke={1.75} aria-hidden="true" />}
            onClick={onNewSeed}
          >
            Again with a new seed
          </Button>
          <ReportActions call="scenarios.report" id={run.id} />
        </div>
      )}
      <RunSteps steps={run.steps} />
      <RunSends run={run} />
      <RunWebhooks run={run} />
    </section>
  );
}
