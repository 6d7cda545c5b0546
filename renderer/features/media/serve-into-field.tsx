// Below a field that waits for an address: a quiet button for serving a local file, and what became of the one it served.
import { Button } from "@mantine/core";
import { IconAlertTriangle, IconChevronDown, IconFileUpload } from "@tabler/icons-react";
import { useId, useState } from "react";
import { SERVED_PATH, type ServedFile } from "../../../preload/contract/media.ts";
import { useTopic } from "../../bridge/use-topic.ts";
import { bringIntoView } from "../../components/bring-into-view.ts";
import { useNow } from "../../components/use-now.tsx";
import { movedAddress, type ToldAddress } from "./moved-address.ts";
import { ServeLocalFile } from "./serve-local-file.tsx";
import { describeEnd, describeFile, describeServing, sizeWarning } from "./served-words.ts";
import { useServedFiles } from "./use-served-files.ts";
import classes from "./serve-into-field.module.css";

interface ServeIntoFieldProps {
  /** What the field holds now. */
  readonly address: string;
  /**
   * Called with the address of a file that a person served or chose, and again when the tunnel gave it another one.
   * @param former the address that it takes the place of; null the first time
   */
  readonly onAddress: (url: string, former: string | null) => void;
}

/** Closed until it is asked for, and again once there is an address. */
export function ServeIntoField({ address, onAddress }: ServeIntoFieldProps) {
  const { active, areKnown, ended } = useServedFiles();
  const [isOpen, setOpen] = useState(false);
  const [told, setTold] = useState<ToldAddress | null>(null);
  const partId = useId();
  const file = active.find(({ id }) => id === told?.id);
  const inField = active.find(({ url }) => url !== null && url === address);
  // A draft that was kept has the address of a file that is served still.
  if (inField !== undefined && inField.id !== told?.id) setTold({ id: inField.id, url: address });

  // One that was kept in a draft, or copied, and outlived its file.
  const path = servedPathIn(address);
  const isStale =
    areKnown && told === null && path !== null && active.every(({ url }) => isOfAnother(url, path));

  useTopic("media.changed", (files) => {
    const url = movedAddress(told, files.active);
    if (url === null || told === null) return;
    setTold({ id: told.id, url });
    onAddress(url, told.url);
  });

  return (
    <div className={classes.root}>
      {file !== undefined && !isOpen && <Served file={file} />}
      <p className={classes.ended} role="status">
        {!isOpen &&
          isStale &&
          "The address above is of a file that is served no longer: it leads nowhere now."}
        {!isOpen && ended !== null && ended.id === told?.id && (
          <>
            {describeEnd(ended)}
            {address === told.url && " The address above leads nowhere now."}
          </>
        )}
      </p>
      <Button
        size="xs"
        variant="subtle"
        className={classes.toggle ?? ""}
        aria-expanded={isOpen}
        aria-controls={isOpen ? partId : undefined}
        leftSection={<IconFileUpload size={14} stroke={1.75} aria-hidden="true" />}
        rightSection={<IconChevronDown size={14} stroke={1.75} aria-hidden="true" />}
        onClick={() => setOpen(!isOpen)}
      >
        Serve a local file
      </Button>
      {isOpen && (
        <div id={partId} className={classes.part} ref={bringIntoView}>
          <ServeLocalFile
            onAddress={(next) => {
              setTold(next);
              setOpen(false);
              onAddress(next.url, null);
            }}
          />
        </div>
      )}
    </div>
  );
}

/** The path of a served file's address, whichever tunnel it is of; null = it is no such address. */
function servedPathIn(address: string): string | null {
  const path = URL.canParse(address) ? new URL(address).pathname : "";
  return path.startsWith(SERVED_PATH) ? path : null;
}

/** Whether a served file is surely not the one at a path. Without a tunnel it has no address to tell by. */
function isOfAnother(url: string | null, path: string): boolean {
  return url !== null && servedPathIn(url) !== path;
}

/** In a line, what the field's address leads to. */
function Served({ file }: { readonly file: ServedFile }) {
  const now = useNow(1_000);
  const warning = file.url === null ? "No tunnel is open, so nobody can fetch it." : sizeWarning(file);
  return (
    <>
      <p className={classes.note}>
        <strong>{file.name}</strong>{" "}
        <span className="num">
          {describeFile(file)}, {describeServing(file, now)}
        </span>
      </p>
      {warning !== null && (
        <p className={classes.warning}>
          <IconAlertTriangle size={14} stroke={1.75} aria-hidden="true" />
          {warning}
        </p>
      )}
    </>
  );
}
