// Has the host write a private key to a file, and says where it is. The page never holds the key.
import { Button } from "@mantine/core";
import { IconFileDownload } from "@tabler/icons-react";
import { useState } from "react";
import type { ApplicationId, WorkspaceId } from "../../preload/contract/ids.ts";
import type { KeyFile } from "../../preload/contract/key-file.ts";
import { useAct } from "../bridge/use-call.ts";
import { CopyButton } from "./copy-button.tsx";
import { ErrorNotice } from "./error-notice.tsx";
import classes from "./save-key-file.module.css";

interface SaveKeyFileProps {
  readonly workspace: WorkspaceId;
  /** An application that was made here and is not the workspace's; left out, the workspace's own key. */
  readonly applicationId?: ApplicationId;
  readonly size?: "xs" | "sm";
  /** What the button says, where it is not about the key at hand. */
  readonly label?: string;
}

/** The button, and below its row of buttons the place. */
export function SaveKeyFile({
  workspace,
  applicationId,
  label = "Save key file",
  size = "sm",
}: SaveKeyFileProps) {
  const act = useAct("credentials.saveKeyFile");
  const [file, setFile] = useState<KeyFile | null>(null);

  async function save(): Promise<void> {
    // Not disabled meanwhile: the focus would be lost while the system's dialog is open.
    if (act.isRunning) return;
    const saved = await act.run({ workspace, ...(applicationId === undefined ? {} : { applicationId }) });
    if (saved.ok && saved.value.outcome !== "cancelled") setFile(saved.value);
  }

  return (
    <>
      <Button
        size={size}
        aria-busy={act.isRunning}
        leftSection={<IconFileDownload size={16} stroke={1.75} aria-hidden="true" />}
        onClick={() => void save()}
      >
        {label}
      </Button>
      {/* Always there, so that the place is read out. */}
      <div className={classes.result} role="status">
        {file !== null && file.outcome !== "cancelled" && act.error === null && (
          <>
            <p className={classes.place}>
              {file.outcome === "saved" ? "Saved as" : "Already saved as"}{" "}
              <span className={classes.path}>{file.path}</span>{" "}
              <CopyButton value={file.path} label="path of the key file" />
            </p>
            <p className={classes.hint}>Whoever has this file can act as the application.</p>
          </>
        )}
      </div>
      {act.error !== null && (
        <div className={classes.result}>
          <ErrorNotice error={act.error} />
        </div>
      )}
    </>
  );
}
