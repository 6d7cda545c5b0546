// Where the user's own scenarios lie, and how to write one.
import { Button } from "@mantine/core";
import { IconFolderOpen, IconRefresh } from "@tabler/icons-react";
import type { OwnScenarios } from "../../../preload/contract/scenario-run.ts";
import { useAct } from "../../bridge/use-call.ts";
import { CopyButton } from "../../components/copy-button.tsx";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { formatCount } from "../../components/format.ts";
import { JsonText } from "../../components/json-text.tsx";
import { useAppState } from "../../components/use-app-state.ts";
import { EXAMPLE_SCENARIO } from "./example-scenario.ts";
import { STEP_FIELDS } from "./step-fields.ts";
import classes from "./scenario-list.module.css";

interface OwnFolderProps {
  readonly own: OwnScenarios;
  readonly onLookAgain: () => void;
}

/** The folder, what cannot be read of it, and a scenario to begin with. */
export function OwnFolder({ own, onLookAgain }: OwnFolderProps) {
  const { folder, files, leftOut, error } = own;
  const open = useAct("scenarios.openFolder");
  const isDesktop = useAppState()?.host === "electron";
  const example = `${JSON.stringify(EXAMPLE_SCENARIO, null, 2)}\n`;
  return (
    <section className={classes.own} aria-label="Your own scenarios">
      <h2 className={classes.ownTitle}>Write your own</h2>
      {error === null ? (
        <p>
          {files.length === 0
            ? "A scenario is a JSON file. Put yours into this folder, and it is listed here:"
            : "Every .json file in this folder is listed here, as it was last saved:"}
        </p>
      ) : (
        <ErrorNotice error={error} />
      )}
      <div className={classes.folder}>
        <span className="mono">{folder}</span>
        <CopyButton value={folder} label="path of the folder" />
      </div>
      {!isDesktop && <p>A browser cannot open a folder: copy its path.</p>}
      {open.error !== null && <ErrorNotice error={open.error} />}
      {leftOut > 0 && (
        <p>{formatCount(leftOut)} more files are not listed: move some of them out of the folder.</p>
      )}
      <div className={classes.buttons}>
        {isDesktop && (
          <Button
            size="xs"
            leftSection={<IconFolderOpen size={14} stroke={1.75} aria-hidden="true" />}
            loading={open.isRunning}
            onClick={() => void open.run({})}
          >
            Open the folder
          </Button>
        )}
        <Button
          size="xs"
          leftSection={<IconRefresh size={14} stroke={1.75} aria-hidden="true" />}
          onClick={onLookAgain}
        >
          Look again
        </Button>
        <CopyButton size="xs" value={example} label="example" />
      </div>
      <details className={classes.help}>
        <summary>How to write one</summary>
        <JsonText label="A scenario" value={EXAMPLE_SCENARIO} />
        <p>
          <b>people</b> take part by a name of your choice. Steps like <b>say</b>, <b>read</b> and <b>play</b>{" "}
          do something; steps that begin with <b>expect-</b> look at what your app did. A misspelt field is
          reported with its line number.
        </p>
        <p>These are all steps with their fields. Those with a question mark can be left out.</p>
        <ul className={classes.stepFields} aria-label="Steps and their fields">
          {STEP_FIELDS.map(({ kind, fields }) => (
            <li key={kind}>
              <b>{kind}</b>{" "}
              {fields.map(({ name, isOptional }) => `${name}${isOptional ? "?" : ""}`).join(", ")}
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
