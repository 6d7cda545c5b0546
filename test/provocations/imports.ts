// Provokes what an import is refused for.
import { startTestApp } from "../fakes/running-app.ts";
import { createImportPlaces } from "../fakes/import-places.ts";
import type { ImportCandidate, ImportRequest } from "../../preload/contract/workspace-import.ts";
import type { Workspace } from "../../preload/contract/workspace.ts";
import { refused, type Provocation, type Said, type Stage } from "./stage.ts";

/** By code. */
export const importProvocations = {
  IMPORT_CANDIDATE_GONE: ({ callFails }) =>
    callFails("imports.take", { candidate: "of-another-day", workspace: null, name: "Bot" }),
  IMPORT_CANDIDATE_UNUSABLE: (stage) => taking(stage, { text: "{" }),
  IMPORT_HOST_FOREIGN: (stage) =>
    taking(stage, { text: '{"apiKey":"a1b2c3d4"}', into: "https://proxy.example" }),
} satisfies Readonly<Record<string, Provocation>>;

/** Takes what a file says, into a new workspace or one of that host. */
async function taking(
  stage: Stage,
  { text, into }: { readonly text: string; readonly into?: string },
): Promise<Said> {
  const places = createImportPlaces();
  stage.defer(() => places.remove());
  places.write("home/.vonagerc", text);
  const { app, stop } = await startTestApp({}, { importsFrom: places.surroundings });
  stage.defer(stop);
  const target =
    into === undefined
      ? null
      : await answer<Workspace>(app.call("workspaces.add", { name: "Bot", apiHost: into, agreedHost: into }));
  const [found] = await answer<readonly ImportCandidate[]>(app.call("imports.look", {}));
  const request: ImportRequest = {
    candidate: found?.id ?? "",
    workspace: target?.id ?? null,
    name: "Bot",
  };
  return refused(await app.call("imports.take", request));
}

async function answer<T>(calling: ReturnType<Stage["running"]["app"]["call"]>): Promise<T> {
  const result = await calling;
  if (!result.ok) throw new Error(result.error.code);
  return result.value as T; // the call's output in the contract
}
