// One scenario: what it is about, against what it is played, and how that went.
import { Button } from "@mantine/core";
import { IconCheck, IconPlayerPlay, IconPlayerStop } from "@tabler/icons-react";
import { useRef, useState, type FormEvent } from "react";
import type { ScenarioRun } from "../../../preload/contract/scenario-run.ts";
import { useAct } from "../../bridge/use-call.ts";
import { ChoiceChips } from "../../components/choice-chips.tsx";
import { CopyButton } from "../../components/copy-button.tsx";
import { pathIn, scenarioCommand } from "./cli-command.ts";
import type { PlayableEntry, Playing } from "./entries.ts";
import { PlayFailure } from "./play-failure.tsx";
import { appTarget, drawSeed, formProblems, readSeed, type PlayForm } from "./play-form.ts";
import { RunView } from "./run-view.tsx";
import { SeedField } from "./seed-field.tsx";
import { TargetFields } from "./target-fields.tsx";
import { useVerdictInSight } from "./use-verdict-in-sight.ts";
import classes from "./play.module.css";

interface ScenarioPanelProps {
  readonly entry: PlayableEntry;
  /** Of the user's own. */
  readonly folder: string;
  readonly form: PlayForm;
  readonly onChange: (change: Partial<PlayForm>) => void;
  /** The newest run, if it is of this scenario. */
  readonly run: ScenarioRun | null;
  readonly playing: Playing | null;
  /** Goes to another entry of the list. */
  readonly onShow: (key: string) => void;
}

const WHERE = [
  { value: "hookline", label: "Hookline itself" },
  { value: "app", label: "My app" },
] as const;

/** Everything typed stays, however a run comes out. */
export function ScenarioPanel(props: ScenarioPanelProps) {
  const { entry, folder, form, onChange, run, playing, onShow } = props;
  const { scenario } = entry;
  const start = useAct("scenarios.run");
  const stop = useAct("scenarios.stop");
  const [isJudged, setJudged] = useState(false);
  const runButton = useRef<HTMLButtonElement>(null);
  const problems = formProblems(form);
  const inboundProblem = form.where === "app" ? problems.inbound : null;
  const isMine = playing !== null && playing.key === entry.key;
  const verdict = useVerdictInSight(run);
  const path = entry.kind === "own" ? pathIn(folder, entry.file) : null;

  async function play(seed: number | null | undefined): Promise<void> {
    // Not disabled meanwhile: a disabled button drops the focus of whoever has no mouse.
    if (start.isRunning || isMine) return;
    setJudged(true);
    stop.reset();
    if (seed === undefined || inboundProblem !== null) return;
    await start.run({
      scenario: entry.kind === "own" ? { file: entry.file } : { name: scenario.name },
      target: form.where === "app" ? appTarget(form) : null,
      seed,
    });
  }

  async function halt(): Promise<void> {
    const stopped = await stop.run({});
    // The button that was pressed goes.
    if (stopped.ok) runButton.current?.focus();
  }

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    void play(readSeed(form.seed));
  }

  function playWith(seed: number): void {
    onChange({ seed: String(seed) });
    // The button that was pressed goes while it runs.
    runButton.current?.focus();
    void play(seed);
  }

  return (
    <section className={classes.panel} aria-label={scenario.title}>
      <header>
        <h2 className={classes.title}>{scenario.title}</h2>
        {scenario.about !== "" && <p className={classes.about}>{scenario.about}</p>}
        {path !== null && (
          <p className={classes.path}>
            <span className="mono">{path}</span>
            <CopyButton value={path} label="path of the file" />
          </p>
        )}
      </header>
      <form className={classes.form} aria-label="What to play against" noValidate onSubmit={submit}>
        <div className={classes.where}>
          <span className={classes.label} id="scenario-where">
            Webhooks go to
          </span>
          <ChoiceChips
            icon={IconCheck}
            choices={WHERE}
            value={form.where}
            onChange={(where) => onChange({ where })}
            labelledBy="scenario-where"
          />
        </div>
        {form.where === "app" ? (
          <TargetFields form={form} onChange={onChange} problem={isJudged ? inboundProblem : null} />
        ) : (
          <p className={classes.note}>
            They come in as events, like those of a simulated person. Nobody has to reply: what is expected of
            replies is skipped.
          </p>
        )}
        <SeedField
          form={form}
          onChange={onChange}
          problem={isJudged ? problems.seed : null}
          emptyMeans="the file’s own or a new one"
        />
        <div className={classes.buttons}>
          <Button
            type="submit"
            variant={isMine ? "default" : "filled"}
            size="md"
            aria-disabled={isMine}
            ref={runButton}
            leftSection={<IconPlayerPlay size={16} stroke={1.75} aria-hidden="true" />}
          >
            Run
          </Button>
          {isMine && (
            <Button
              variant="filled"
              size="md"
              leftSection={<IconPlayerStop size={16} stroke={1.75} aria-hidden="true" />}
              onClick={() => void halt()}
            >
              Stop
            </Button>
          )}
          <CopyButton
            size="md"
            value={scenarioCommand(path ?? scenario.name, appTarget(form), readSeed(form.seed) ?? null)}
            label="command"
          />
        </div>
        <PlayFailure
          error={start.error ?? stop.error}
          playing={playing}
          ownKey={entry.key}
          onShow={onShow}
          onStopped={() => runButton.current?.focus()}
        />
      </form>
      {run !== null && (
        <RunView
          run={run}
          verdictRef={verdict}
          onAgain={() => playWith(run.seed)}
          onNewSeed={() => playWith(drawSeed())}
        />
      )}
    </section>
  );
}
