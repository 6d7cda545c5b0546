// Why a workspace was not saved, and the two words with which it can be saved all the same.
import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import type { AppErrorValue } from "../../../preload/contract/errors.ts";
import { isUnasked } from "../../../preload/contract/workspace.ts";
import { ErrorNotice } from "../../components/error-notice.tsx";

interface SaveProblemProps {
  readonly error: AppErrorValue;
  readonly isSaving: boolean;
  /** null where no host is asked about, or not all is there that would be sent. */
  readonly onAgree: ((apiHost: string) => void) | null;
  /** null where not all is there that would be saved. */
  readonly onSaveUnchecked: (() => void) | null;
}

/** The error at the form. What was typed stands as it was. */
export function SaveProblem({ error, isSaving, onAgree, onSaveUnchecked }: SaveProblemProps): ReactNode {
  const { host, apiHost } = error.details;
  if (error.code === "WORKSPACE_HOST_FOREIGN" && typeof apiHost === "string" && onAgree !== null) {
    return (
      <ErrorNotice
        error={error}
        action={
          <Button size="xs" disabled={isSaving} onClick={() => onAgree(apiHost)}>
            Send them to {String(host)}
          </Button>
        }
      />
    );
  }
  if (error.code.startsWith("VONAGE_") && !isUnasked(error.code)) {
    return <ErrorNotice error={error} aside="Nothing was saved." />;
  }
  if (!isUnasked(error.code)) return <ErrorNotice error={error} />;
  return (
    <ErrorNotice
      error={error}
      aside="Nothing was saved: whether key and secret are right could not be asked."
      action={
        onSaveUnchecked === null ? undefined : (
          <Button size="xs" disabled={isSaving} onClick={onSaveUnchecked}>
            Save without checking
          </Button>
        )
      }
    />
  );
}
