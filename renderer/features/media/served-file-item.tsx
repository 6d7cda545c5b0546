// One file that is served: what it is, its address, for how long, how often it was fetched, and how to stop it.
import { Button } from "@mantine/core";
import { IconAlertTriangle, IconPlayerStop } from "@tabler/icons-react";
import type { ServedFile } from "../../../preload/contract/media.ts";
import { useAct } from "../../bridge/use-call.ts";
import { CopyButton } from "../../components/copy-button.tsx";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { TimeText } from "../../components/time-text.tsx";
import { useNow } from "../../components/use-now.tsx";
import { describeFile, describeServing, fileWarnings } from "./served-words.ts";
import classes from "./serve-local-file.module.css";

interface ServedFileItemProps {
  readonly file: ServedFile;
  /** Puts the address where it is needed; left out where nothing waits for it. */
  readonly onUse?: ((url: string) => void) | undefined;
}

/** An item of the list of served files. */
export function ServedFileItem({ file, onUse }: ServedFileItemProps) {
  const now = useNow(1_000);
  const stop = useAct("media.stop");
  const { id, name, url, lastFetchAt } = file;
  return (
    <li className={classes.file}>
      <p className={classes.name}>
        <strong>{name}</strong> <span className={classes.note}>{describeFile(file)}</span>
      </p>
      {url !== null && (
        <p className={classes.address}>
          <span className="mono">{url}</span>
          <CopyButton value={url} label="address of the file" />
        </p>
      )}
      <p className={classes.note}>
        <span className="num">{describeServing(file, now)}</span>
        {lastFetchAt !== null && (
          <>
            , last at <TimeText at={lastFetchAt} />
          </>
        )}
      </p>
      {fileWarnings(file).map((warning) => (
        <p key={warning} className={classes.warning}>
          <IconAlertTriangle size={14} stroke={1.75} aria-hidden="true" />
          {warning}
        </p>
      ))}
      {stop.error !== null && <ErrorNotice error={stop.error} />}
      <div className={classes.buttons}>
        {onUse !== undefined && url !== null && (
          <Button size="xs" onClick={() => onUse(url)}>
            Use this address
          </Button>
        )}
        <Button
          size="xs"
          aria-disabled={stop.isRunning}
          leftSection={<IconPlayerStop size={14} stroke={1.75} aria-hidden="true" />}
          onClick={() => {
            if (!stop.isRunning) void stop.run({ id });
          }}
        >
          Stop<span className="visually-hidden"> serving {name}</span>
        </Button>
      </div>
    </li>
  );
}
