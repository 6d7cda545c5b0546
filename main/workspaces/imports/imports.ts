// Imports from the files and variables of Vonage's tools: looked for only when asked, shown, then taken one by one.
//
// Threat model: a file found may be a stranger's (a project from the internet) and name a host of the stranger's. So no
// host but Vonage's is ever taken, and with it no secret; and nothing is taken into a workspace that sends elsewhere. What
// is taken goes the way of what is typed: key and secret are tried before they are kept.
import { randomUUID } from "node:crypto";
import { dirname } from "node:path";
import { AppError } from "../../../preload/contract/errors.ts";
import type { ImportCandidate, ImportRequest } from "../../../preload/contract/workspace-import.ts";
import type { Workspace, WorkspaceInput, WorkspaceList } from "../../../preload/contract/workspace.ts";
import type { Clock, ImportSurroundings } from "../../ports.ts";
import { needsNoQuestion } from "../../network/api-host.ts";
import type { SaveWorkspace } from "../save-workspace.ts";
import { judgeCredentials, judgeProblem } from "./candidate.ts";
import type { FoundAt, JudgedPlace } from "./candidate.ts";
import { sortEntries } from "./config-entries.ts";
import { environmentPlaces } from "./environment-place.ts";
import { readFoundFile } from "./found-file.ts";
import { parseIniConfig } from "./ini-config.ts";
import { parseJsonConfig } from "./json-config.ts";
import { filePlaces, shownPath } from "./places.ts";
import type { FilePlace } from "./places.ts";

/** Where what is taken goes: saved here, or by a running Hookline as a command sees it. */
export interface ImportTarget extends SaveWorkspace {
  list(): WorkspaceList | Promise<WorkspaceList>;
  /** Where the simulator of the Hookline that saves runs; null while it does not. */
  simulatorUrl(): string | null | Promise<string | null>;
}

/** The imports service. */
export interface Imports {
  /** Looks at every place. What was found before is forgotten. */
  look(): readonly ImportCandidate[];
  /**
   * Stores a candidate of the last look.
   * @throws AppError `IMPORT_CANDIDATE_GONE`, `IMPORT_CANDIDATE_UNUSABLE`, `IMPORT_HOST_FOREIGN`, and those of
   * {@link SaveWorkspace}; the candidate can be taken again then
   */
  take(request: ImportRequest): Promise<Workspace>;
  /** Forgets what was found. */
  stop(): void;
}

/** What {@link createImports} works with. */
export interface ImportsParts {
  readonly surroundings: ImportSurroundings;
  readonly target: ImportTarget;
  readonly clock: Pick<Clock, "after">;
}

/** Found secrets are not kept for longer than a person needs to choose. */
const KEPT_MS = 10 * 60 * 1000;

/** Makes the service. Nothing is read before `look`. */
export function createImports({ surroundings, target, clock }: ImportsParts): Imports {
  let found = new Map<string, JudgedPlace>();
  let cancelForgetting: (() => void) | null = null;

  function forget(): void {
    cancelForgetting?.();
    cancelForgetting = null;
    found = new Map();
  }

  return {
    look: () => {
      forget();
      const judged = lookAround(surroundings);
      found = new Map(judged.map((place) => [randomUUID(), place]));
      if (found.size > 0) cancelForgetting = clock.after(KEPT_MS, forget);
      return [...found].map(([id, { candidate }]) => ({ id, ...candidate }));
    },
    take: async ({ candidate: id, workspace, name, unchecked }) => {
      const chosen = found.get(id);
      if (chosen === undefined) throw new AppError("IMPORT_CANDIDATE_GONE");
      const { place, problem } = chosen.candidate;
      if (problem !== null) throw new AppError("IMPORT_CANDIDATE_UNUSABLE", { place, problem });
      const input = { ...chosen.input, ...(unchecked === true ? { unchecked } : {}) };
      if (workspace === null) return target.add({ ...input, name });
      const { workspaces } = await target.list();
      const known = workspaces.find((other) => other.id === workspace);
      if (known !== undefined) assertSendsToVonage(known, input, await target.simulatorUrl());
      return target.change(workspace, input);
    },
    stop: forget,
  };
}

/** The workspace's own host was agreed to for the secrets it had then, not for these. */
function assertSendsToVonage(
  { name, kind, apiHost }: Workspace,
  input: WorkspaceInput,
  simulatorUrl: string | null,
): void {
  if (kind === "simulated" || needsNoQuestion(input.apiHost ?? apiHost, simulatorUrl)) return;
  throw new AppError("IMPORT_HOST_FOREIGN", { name, host: new URL(apiHost).host });
}

function lookAround(surroundings: ImportSurroundings): readonly JudgedPlace[] {
  const files = filePlaces(surroundings).flatMap((place) => judgeFile(place, surroundings) ?? []);
  const variables = environmentPlaces(surroundings.env).map(({ place, credentials }) => {
    const found: FoundAt = {
      source: "environment",
      place,
      folder: surroundings.workingFolder,
      keyAnywhere: true,
    };
    return judgeCredentials(credentials, found, surroundings);
  });
  return [...files, ...variables];
}

function judgeFile(place: FilePlace, surroundings: ImportSurroundings): JudgedPlace | null {
  const file = readFoundFile(place);
  if (file.kind === "absent") return null;
  const found: FoundAt = {
    source: place.source,
    place: shownPath(place.path, surroundings),
    folder: dirname(place.path),
    keyAnywhere: false,
  };
  if (file.kind === "problem") return judgeProblem(file.problem, found);
  const parsed = place.form === "json" ? parseJsonConfig(file.text) : parseIniConfig(file.text);
  if (parsed.entries === undefined) return judgeProblem(parsed.problem, found);
  const sorted = sortEntries(parsed.entries);
  if (sorted.credentials === undefined) return judgeProblem(sorted.problem, found);
  return judgeCredentials(sorted.credentials, found, surroundings);
}
