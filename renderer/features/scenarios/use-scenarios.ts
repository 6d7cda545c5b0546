// What there is to play, what is being played, and what the handler doctor found, as the host tells it.
import { useEffect, useState } from "react";
import type { ExaminationState } from "../../../preload/contract/handler-examination.ts";
import type { ScenarioList, ScenarioRun } from "../../../preload/contract/scenario-run.ts";
import type { CallError } from "../../bridge/query-cache.ts";
import { useCall, useRefresh } from "../../bridge/use-call.ts";
import { useTopic } from "../../bridge/use-topic.ts";
import { newest } from "./run-words.ts";

/** Everything the board shows. */
export interface Scenarios {
  /** undefined until known. */
  readonly list: ScenarioList | undefined;
  readonly error: CallError | null;
  /** The run that goes on or was the last one. */
  readonly run: ScenarioRun | null;
  readonly examination: ExaminationState | null;
  /** Looks into the folder again. */
  readonly lookAgain: () => void;
}

/** Keeps it current: topics tell of runs, and files are looked at again whenever the person comes back from an editor. */
export function useScenarios(): Scenarios {
  const { data, error } = useCall("scenarios.list", {}, { freshForMs: 0 });
  const asked = useCall("handlerDoctor.state", {}, { freshForMs: 0 });
  const [run, setRun] = useState<ScenarioRun | null>(null);
  const [examination, setExamination] = useState<ExaminationState | null>(null);
  useTopic("scenarios.changed", setRun);
  useTopic("handlerDoctor.changed", setExamination);
  const refresh = useRefresh();
  useEffect(() => {
    const look = (): void => refresh("scenarios.list");
    addEventListener("focus", look);
    return () => removeEventListener("focus", look);
  }, [refresh]);
  return {
    list: data,
    error,
    run: newest(data?.run, run),
    examination: newest(asked.data, examination),
    lookAgain: () => refresh("scenarios.list"),
  };
}
