// Scenarios and the handler doctor: the list of what can be played, and what is played beside it.
import { Button, Skeleton } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { useRef, useState, type ReactNode } from "react";
import type { ScenarioList } from "../../../preload/contract/scenario-run.ts";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { BrokenScenario } from "./broken-scenario.tsx";
import { DoctorPanel } from "./doctor-panel.tsx";
import { builtInEntries, DOCTOR, keyOfRun, ownEntries, type Entry, type Playing } from "./entries.ts";
import { ScenarioListPane } from "./scenario-list.tsx";
import { ScenarioPanel } from "./scenario-panel.tsx";
import { useKeepFocus } from "./use-keep-focus.ts";
import { usePlayForm } from "./use-play-form.ts";
import { useScenarios, type Scenarios } from "./use-scenarios.ts";
import classes from "./scenario-board.module.css";

/** The whole of it. In a narrow space the list and what was chosen in it take turns. */
export function ScenarioBoard() {
  const scenarios = useScenarios();
  const { list, error } = scenarios;
  if (list !== undefined) return <Board scenarios={scenarios} list={list} />;
  return (
    <div className={classes.waiting}>
      {error === null ? <Skeleton height={120} /> : <ErrorNotice error={error.value} />}
    </div>
  );
}

interface BoardProps {
  readonly scenarios: Scenarios;
  readonly list: ScenarioList;
}

function Board({ scenarios, list }: BoardProps) {
  const [form, changeForm] = usePlayForm();
  const [isOpen, setOpen] = useState(form.chosen !== null);
  const listRef = useRef<HTMLDivElement>(null);
  const chosenRef = useRef<HTMLDivElement>(null);
  const { run, examination } = scenarios;

  const entries: readonly Entry[] = [DOCTOR, ...builtInEntries(list), ...ownEntries(list)];
  const keyOf = (key: string | null): Entry | undefined => entries.find((entry) => entry.key === key);
  const chosen =
    keyOf(form.chosen) ?? keyOf(run === null ? null : keyOfRun(run)) ?? builtInEntries(list)[0] ?? DOCTOR;
  const choose = (key: string): void => {
    changeForm({ chosen: key });
    setOpen(true);
  };
  const playing = playingEntry(scenarios);
  useKeepFocus({ list: listRef, chosen: chosenRef }, `${chosen.kind} ${chosen.key}`, isOpen);

  function drawChosen(): ReactNode {
    const shared = { form, onChange: changeForm, playing, onShow: choose };
    switch (chosen.kind) {
      case "doctor":
        return <DoctorPanel {...shared} examination={examination} />;
      case "broken":
        return (
          <BrokenScenario file={chosen.file} folder={list.own.folder} onLookAgain={scenarios.lookAgain} />
        );
      case "built-in":
      case "own":
        return (
          <ScenarioPanel
            key={chosen.key}
            {...shared}
            entry={chosen}
            folder={list.own.folder}
            run={run !== null && keyOfRun(run) === chosen.key ? run : null}
          />
        );
    }
  }

  return (
    <div className={classes.board} data-shows={isOpen ? "chosen" : "list"}>
      <div className={classes.list} ref={listRef}>
        <ScenarioListPane
          list={list}
          chosen={chosen.key}
          playing={playing?.key ?? null}
          onChoose={choose}
          onLookAgain={scenarios.lookAgain}
        />
      </div>
      <div className={classes.chosen} ref={chosenRef} tabIndex={-1} data-region="Chosen scenario">
        <div className={classes.back}>
          <Button
            size="xs"
            leftSection={<IconArrowLeft size={14} stroke={1.75} aria-hidden="true" />}
            onClick={() => setOpen(false)}
          >
            All scenarios
          </Button>
        </div>
        {drawChosen()}
      </div>
    </div>
  );
}

function playingEntry({ run, examination }: Scenarios): Playing | null {
  if (examination?.state === "running") return { key: DOCTOR.key, title: "Handler doctor" };
  return run?.state === "running" ? { key: keyOfRun(run), title: run.title } : null;
}
