// Saves a workspace as a file, without its secrets.
import { Button } from "@mantine/core";
import type { WorkspaceId } from "../../../preload/contract/ids.ts";
import { useAct } from "../../bridge/use-call.ts";
import { downloadText } from "../../components/download-text.ts";
import { showFailure } from "../../components/show-failure.ts";

interface ExportWorkspaceProps {
  readonly workspace: WorkspaceId;
}

/** The button; the file holds names, ids, Page, host and the history of the Page link. */
export function ExportWorkspace({ workspace }: ExportWorkspaceProps) {
  const act = useAct("workspaces.export");

  async function save(): Promise<void> {
    const made = await act.run({ workspace });
    if (made.ok) downloadText(made.value, "application/json");
    else showFailure(made.error);
  }

  return (
    <Button disabled={act.isRunning} onClick={() => void save()}>
      Export without secrets
    </Button>
  );
}
