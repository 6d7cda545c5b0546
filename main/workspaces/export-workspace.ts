// A workspace as a file: names, ids, Page, host and the history of its Page link. It is made of named members only, so
// that no secret can come along by itself.
import type { Handlers } from "../../preload/contract/contract.ts";
import type { WorkspaceId } from "../../preload/contract/ids.ts";
import type { PageLink } from "../../preload/contract/linking.ts";
import type { TextFile } from "../../preload/contract/text-file.ts";
import type { Workspace } from "../../preload/contract/workspace.ts";
import type { Clock } from "../ports.ts";
import { fileNameOf } from "./file-name.ts";
import type { Workspaces } from "./workspaces.ts";

/** Raised when a reader of older files would misunderstand newer ones. */
const FORMAT = 1;

/** What {@link createExportCalls} works with. */
export interface ExportParts {
  readonly workspaces: Pick<Workspaces, "get">;
  readonly linking: { historyOf(id: WorkspaceId): Promise<readonly PageLink[]> };
  readonly clock: Pick<Clock, "now">;
}

/** Handlers of this call. */
export function createExportCalls({
  workspaces,
  linking,
  clock,
}: ExportParts): Pick<Handlers, "workspaces.export"> {
  return {
    "workspaces.export": async ({ workspace: id }) => {
      const workspace = workspaces.get(id);
      return exportWorkspace(workspace, await linking.historyOf(id), clock.now());
    },
  };
}

/** Makes the file. */
export function exportWorkspace(workspace: Workspace, history: readonly PageLink[], now: number): TextFile {
  const { id, name, kind, applicationId, pageId, pageName, apiHost, apiKey, key } = workspace;
  const content = {
    format: FORMAT,
    exportedAt: new Date(now).toISOString(),
    workspace: {
      id,
      name,
      kind,
      applicationId,
      pageId,
      pageName,
      apiHost: apiHost === "" ? null : apiHost,
      apiKey,
      // Tells which key belongs to it; the key itself stays in the vault.
      keyFingerprint: key?.fingerprint ?? null,
    },
    links: history.map(({ linkedOn, source, recordedAt, endedAt }) => ({
      linkedOn,
      source,
      recordedAt: new Date(recordedAt).toISOString(),
      endedAt: endedAt === null ? null : new Date(endedAt).toISOString(),
    })),
  };
  return {
    fileName: `${fileNameOf(name, "workspace")}.hookline.json`,
    text: `${JSON.stringify(content, null, 2)}\n`,
  };
}
