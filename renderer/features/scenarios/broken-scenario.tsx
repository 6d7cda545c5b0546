// A file that is no scenario yet: what is wrong, where, and what to do.
import { Button } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import type { OwnScenario } from "../../../preload/contract/scenario-run.ts";
import { CopyButton } from "../../components/copy-button.tsx";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { pathIn } from "./cli-command.ts";
import classes from "./play.module.css";

interface BrokenScenarioProps {
  readonly file: OwnScenario & { readonly state: "broken" };
  readonly folder: string;
  readonly onLookAgain: () => void;
}

/** The error, which names the line to go to. */
export function BrokenScenario({ file, folder, onLookAgain }: BrokenScenarioProps) {
  const path = pathIn(folder, file.file);
  return (
    <section className={classes.panel} aria-label={file.file}>
      <header>
        <h2 className={classes.title}>{file.file}</h2>
        <p className={classes.path}>
          <span className="mono">{path}</span>
          <CopyButton value={path} label="path of the file" />
        </p>
      </header>
      <ErrorNotice
        error={file.error}
        action={
          <Button
            size="xs"
            leftSection={<IconRefresh size={14} stroke={1.75} aria-hidden="true" />}
            onClick={onLookAgain}
          >
            Look again
          </Button>
        }
      />
      <p className={classes.note}>
        Save the file when it is mended. It is read again when you come back to this window, or press Look
        again.
      </p>
    </section>
  );
}
