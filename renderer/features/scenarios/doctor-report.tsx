// What the handler doctor found: the grade, and every check with what was played, expected and seen.
import { IconCheck } from "@tabler/icons-react";
import { useState, type Ref } from "react";
import { CHECK_VERDICTS, type ExaminationState } from "../../../preload/contract/handler-examination.ts";
import { ChoiceChips } from "../../components/choice-chips.tsx";
import { CopyButton } from "../../components/copy-button.tsx";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { runAppearance } from "../../theme/outcome-colors.ts";
import { DoctorCheck } from "./doctor-check.tsx";
import {
  countsWords,
  filterChecks,
  GRADE_WORDS,
  gradeTone,
  progressWords,
  type CheckFilter,
} from "./doctor-words.ts";
import { ReportActions } from "./report-actions.tsx";
import classes from "./run.module.css";

interface DoctorReportProps {
  readonly examination: ExaminationState;
  readonly verdictRef: Ref<HTMLDivElement>;
}

/** Grows as the checks are made. */
export function DoctorReport({ examination, verdictRef }: DoctorReportProps) {
  const [filter, setFilter] = useState<CheckFilter>("all");
  const { checks, target, seed } = examination;
  const shown = filterChecks(checks, filter);
  const choices = (["all", ...CHECK_VERDICTS] as const).map((value) => ({
    value,
    label: `${value === "all" ? "All" : `${value.charAt(0).toUpperCase()}${value.slice(1)}`} ${filterChecks(checks, value).length}`,
  }));
  return (
    <section className={classes.run} aria-label="Report">
      <div className={classes.inSight} ref={verdictRef}>
        <Verdict examination={examination} />
      </div>
      <p className={classes.facts}>
        Seed <span className="mono">{seed}</span>
        <CopyButton value={String(seed)} label="seed" />
        <span>Against {target.inbound}</span>
        {target.status === undefined ? (
          <span>Without a status URL</span>
        ) : (
          <span>Statuses to {target.status}</span>
        )}
      </p>
      {examination.state === "finished" && (
        <div className={classes.buttons}>
          <ReportActions call="handlerDoctor.report" id={examination.id} />
        </div>
      )}
      <ChoiceChips icon={IconCheck} label="Checks" choices={choices} value={filter} onChange={setFilter} />
      {shown.length === 0 ? (
        <p className={classes.none}>{checks.length === 0 ? "No check is over yet." : "None of these."}</p>
      ) : (
        <ol className={classes.checks} aria-label="Checks">
          {shown.map((check) => (
            <DoctorCheck key={check.id} check={check} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Verdict({ examination }: { readonly examination: ExaminationState }) {
  if (examination.state === "finished") {
    const { report } = examination;
    return (
      <div className={classes.verdict} data-tone={gradeTone(report.grade)}>
        <span className={classes.grade} aria-hidden="true">
          {report.grade}
        </span>
        <div className={classes.verdictWords}>
          <p role="status">
            <strong>Grade {report.grade}.</strong> {GRADE_WORDS[report.grade]}
          </p>
          <p>{countsWords(report)}</p>
          <p className={classes.rule}>{report.rule}</p>
        </div>
      </div>
    );
  }
  if (examination.state === "broken") return <ErrorNotice error={examination.error} />;
  const { icon: IconOf, color, word, tone } = runAppearance(examination.state);
  return (
    <div className={classes.verdict} data-tone={tone}>
      <IconOf size={20} stroke={1.75} color={color} aria-hidden="true" />
      <div className={classes.verdictWords}>
        <p role="status">
          <strong>{word}.</strong>
          {examination.state === "stopped" && " There is no grade."}
        </p>
        <p>{progressWords(examination)}</p>
      </div>
    </div>
  );
}
