// A key that was made for an application of which nobody knows whether it was created: where to look, and how to give it up.
import { Button } from "@mantine/core";
import { useState, type ReactNode } from "react";
import type { PendingKey } from "../../../../preload/contract/applications.ts";
import type { WorkspaceId } from "../../../../preload/contract/ids.ts";
import { useAct } from "../../../bridge/use-call.ts";
import { ErrorNotice } from "../../../components/error-notice.tsx";
import { focusOnMount } from "../../../components/focus-on-mount.ts";
import { Moment } from "../../../components/moment.tsx";
import { Note } from "../note.tsx";

interface PendingKeyNoteProps {
  readonly pendingKey: PendingKey;
  readonly workspace: WorkspaceId;
  /** Opens the account's applications. */
  onLook(): void;
}

/** Looking comes first; a key that is given up is gone for ever, so that is asked once more. */
export function PendingKeyNote({ pendingKey, workspace, onLook }: PendingKeyNoteProps): ReactNode {
  const { applicationName, apiHost, apiKey, keyFingerprint, madeAt } = pendingKey;
  const forget = useAct("applications.forgetPendingKey");
  const [isForgetting, setForgetting] = useState(false);
  if (isForgetting) {
    return (
      <>
        <Note
          what={`Delete the key made for “${applicationName}”?`}
          actions={
            <>
              <Button
                size="xs"
                disabled={forget.isRunning}
                onClick={() => void forget.run({ workspace, keyFingerprint })}
              >
                Delete the key
              </Button>
              <Button
                size="xs"
                variant="subtle"
                color="gray"
                ref={focusOnMount}
                onClick={() => setForgetting(false)}
              >
                Keep it
              </Button>
            </>
          }
        >
          It is nowhere else. Should the account have the application after all, nothing can sign for it any
          more.
        </Note>
        {forget.error !== null && <ErrorNotice error={forget.error} />}
      </>
    );
  }
  return (
    <Note
      what={`“${applicationName}” may have been created: its answer never came.`}
      actions={
        <>
          <Button size="xs" variant="filled" onClick={onLook}>
            Look in the account
          </Button>
          <Button size="xs" variant="subtle" color="gray" onClick={() => setForgetting(true)}>
            Delete its key
          </Button>
        </>
      }
    >
      Hookline made its key on <Moment at={madeAt} />, kept it, and asked {new URL(apiHost).host} for the
      application on account {apiKey}; then it ended, or the connection did. If the account has the
      application, choose it and the key is stored with it.
    </Note>
  );
}
