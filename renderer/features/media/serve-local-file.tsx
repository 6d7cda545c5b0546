// Serves a local file through the tunnel, so that Messenger can fetch it.
import { Button, FileButton } from "@mantine/core";
import { IconFileUpload, IconShieldLock } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { MEDIA_BYTE_LIMIT } from "../../../preload/contract/media.ts";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { useAppState } from "../../components/use-app-state.ts";
import type { ToldAddress } from "./moved-address.ts";
import { ServedFileItem } from "./served-file-item.tsx";
import { describeEnd } from "./served-words.ts";
import { TunnelNeeded } from "./tunnel-needed.tsx";
import { useServeFile } from "./use-serve-file.ts";
import { useServedFiles } from "./use-served-files.ts";
import classes from "./serve-local-file.module.css";

interface ServeLocalFileProps {
  /**
   * Called with a file's public address as soon as it is served, and when a person presses “Use this address”. Left out
   * where nothing waits for an address.
   */
  readonly onAddress?: ((told: ToldAddress) => void) | undefined;
}

/** Choosing a file, what is served now, and what is in the way. */
export function ServeLocalFile({ onAddress }: ServeLocalFileProps) {
  const { active, ended } = useServedFiles();
  const tunnel = useAppState()?.tunnel;
  const root = useRef<HTMLDivElement>(null);
  const file = useServeFile(({ id, url }) => {
    if (url !== null) onAddress?.({ id, url });
  });

  useEffect(() => {
    // A file that went took its buttons along: the focus stays here.
    if (ended !== null && document.activeElement === document.body) root.current?.focus();
  }, [ended]);

  return (
    <div className={classes.root} ref={root} tabIndex={-1}>
      {tunnel !== undefined && tunnel.state !== "open" && (
        <TunnelNeeded tunnel={tunnel} waiting={active.length} />
      )}
      {active.length > 0 && (
        <ul className={classes.files} aria-label="Files served through the tunnel">
          {active.map((each) => (
            <ServedFileItem
              key={each.id}
              file={each}
              onUse={onAddress === undefined ? undefined : (url) => onAddress({ id: each.id, url })}
            />
          ))}
        </ul>
      )}
      <p className={classes.ended} role="status">
        {file.isComing && file.chosenBy === "page" && "Copying the file"}
        {!file.isComing && ended !== null && describeEnd(ended)}
      </p>
      {file.error !== null && <ErrorNotice error={file.error} />}
      {tunnel?.state === "open" && <Chooser file={file} isFirst={active.length === 0} />}
    </div>
  );
}

interface ChooserProps {
  readonly file: ReturnType<typeof useServeFile>;
  readonly isFirst: boolean;
}

function Chooser({ file, isFirst }: ChooserProps) {
  const { chosenBy, isComing, serve } = file;
  const button = {
    "aria-disabled": isComing,
    leftSection: <IconFileUpload size={16} stroke={1.75} aria-hidden="true" />,
    children: isFirst ? "Choose a file" : "Choose another file",
  };
  return (
    <>
      <div className={classes.buttons}>
        {chosenBy === "host" ? (
          <Button {...button} onClick={() => void (isComing || serve(null))} />
        ) : (
          <FileButton
            onChange={(chosen) => {
              if (chosen !== null && !isComing) void serve(chosen);
            }}
            inputProps={{ "aria-label": "File to serve" }}
          >
            {(props) => <Button {...button} {...props} />}
          </FileButton>
        )}
      </div>
      <p className={classes.hint}>
        <IconShieldLock size={14} stroke={1.75} aria-hidden="true" />
        <span>
          Up to {MEDIA_BYTE_LIMIT / 1024 / 1024} MB. A copy is served at an address nobody can guess, until
          its message is delivered, for an hour at most. Whoever has the address can fetch it, and the
          tunnel’s operator can see it.
        </span>
      </p>
    </>
  );
}
