// The handler doctor: an address, everything awkward played against it, and the graded report.
import { Button } from "@mantine/core";
import { IconPlayerPlay, IconPlayerStop } from "@tabler/icons-react";
import { useRef, useState, type FormEvent } from "react";
import type { ExaminationState } from "../../../preload/contract/handler-examination.ts";
import { useAct } from "../../bridge/use-call.ts";
import { CopyButton } from "../../components/copy-button.tsx";
import { doctorCommand } from "./cli-command.ts";
import { DoctorReport } from "./doctor-report.tsx";
import { DOCTOR, type Playing } from "./entries.ts";
import { PlayFailure } from "./play-failure.tsx";
import { appTarget, formProblems, readSeed, type PlayForm } from "./play-form.ts";
import { SeedField } from "./seed-field.tsx";
import { TargetFields } from "./target-fields.tsx";
import { useVerdictInSight } from "./use-verdict-in-sight.ts";
import classes from "./play.module.css";

interface DoctorPanelProps {
  readonly form: PlayForm;
  readonly onChange: (change: Partial<PlayForm>) => void;
  /** The newest one. */
  readonly examination: ExaminationState | null;
  readonly playing: Playing | null;
  /** Goes to another entry of the list. */
  readonly onShow: (key: string) => void;
}

/** Everything typed stays, however it comes out. */
export function DoctorPanel({ form, onChange, examination, playing, onShow }: DoctorPanelProps) {
  const start = useAct("handlerDoctor.run");
  const stop = useAct("handlerDoctor.stop");
  const [isJudged, setJudged] = useState(false);
  const examineButton = useRef<HTMLButtonElement>(null);
  const problems = formProblems(form);
  const isMine = examination?.state === "running";
  const verdict = useVerdictInSight(examination);

  async function halt(): Promise<void> {
    const stopped = await stop.run({});
    // The button that was pressed goes.
    if (stopped.ok) examineButton.current?.focus();
  }

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    // Not disabled meanwhile: a disabled button drops the focus of whoever has no mouse.
    if (start.isRunning || isMine) return;
    setJudged(true);
    stop.reset();
    const seed = readSeed(form.seed);
    if (seed === undefined || problems.inbound !== null) return;
    void start.run({ target: appTarget(form), seed });
  }

  return (
    <section className={classes.panel} aria-label="Handler doctor">
      <header>
        <h2 className={classes.title}>Handler doctor</h2>
        <p className={classes.about}>
          Plays forged, doubled, late, torn, huge and unknown webhooks against your app, one after the other,
          and grades how it takes them. It takes about half a minute; an app that does not answer makes it
          longer.
        </p>
      </header>
      <form className={classes.form} aria-label="What to examine" noValidate onSubmit={submit}>
        <TargetFields form={form} onChange={onChange} problem={isJudged ? problems.inbound : null} />
        <SeedField
          form={form}
          onChange={onChange}
          problem={isJudged ? problems.seed : null}
          emptyMeans="a new one each time"
        />
        <div className={classes.buttons}>
          <Button
            type="submit"
            variant={isMine ? "default" : "filled"}
            size="md"
            aria-disabled={isMine}
            ref={examineButton}
            leftSection={<IconPlayerPlay size={16} stroke={1.75} aria-hidden="true" />}
          >
            Examine
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
            value={doctorCommand(appTarget(form), readSeed(form.seed) ?? null)}
            label="command"
          />
        </div>
        <PlayFailure
          error={start.error ?? stop.error}
          playing={playing}
          ownKey={DOCTOR.key}
          onShow={onShow}
          onStopped={() => examineButton.current?.focus()}
        />
      </form>
      {examination !== null && <DoctorReport examination={examination} verdictRef={verdict} />}
    </section>
  );
}
