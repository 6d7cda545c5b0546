// `hookline workspace import`: lists what Vonage's tools left on this computer, and takes one of it into a workspace.
import type { ImportCandidate } from "../../preload/contract/workspace-import.ts";
import type { Workspace } from "../../preload/contract/workspace.ts";
import { createControlClient } from "../control/control-client.ts";
import { createImports, type ImportTarget } from "../workspaces/imports/imports.ts";
import type { CommandContext, CommonOptions } from "./context.ts";
import { findWorkspace } from "./find-workspace.ts";
import { findOwner } from "./owner.ts";
import { withOwnServices } from "./own-services.ts";
import { printable } from "../reports/printable.ts";
import { storeChecked } from "./store-checked.ts";
import { readInteger, wrongUsage } from "./usage.ts";
import { showWorkspace } from "./workspace.ts";

/** Options of `workspace import`, as they were given. */
export interface WorkspaceImportOptions extends CommonOptions {
  readonly take?: string;
  readonly name?: string;
  readonly into?: string;
  readonly unchecked?: boolean;
}

const COMMAND = "workspace import";

/** Looks from where the command stands, with its variables; a running Hookline only stores what was taken. */
export async function runWorkspaceImport(
  context: CommandContext,
  options: WorkspaceImportOptions,
): Promise<void> {
  const { take, name, into, unchecked } = options;
  if (take === undefined) {
    if ((name ?? into ?? unchecked) !== undefined) {
      throw wrongUsage(COMMAND, "--name, --into and --unchecked go with --take.");
    }
    return list(context);
  }
  if ((name === undefined) === (into === undefined)) {
    throw wrongUsage(COMMAND, "--take needs --name for a new workspace, or --into for one that is there.");
  }
  if (name?.trim() === "") throw wrongUsage(COMMAND, "--name is empty.");
  const owner = findOwner(context);
  if (owner === null) {
    return withOwnServices(context, { environment: "ignored" }, async ({ workspaces, saveWorkspace }) => {
      const target: ImportTarget = {
        ...saveWorkspace,
        list: () => workspaces.list(),
        // It does not run without a running Hookline.
        simulatorUrl: () => null,
      };
      showWorkspace(context, await takeInto(context, options, target));
    });
  }
  const client = createControlClient(owner);
  const target: ImportTarget = {
    list: () => client.call("workspaces.list", {}),
    simulatorUrl: async () => (await client.call("app.state", {})).simulator.url,
    add: (input) => client.call("workspaces.add", input),
    change: (id, change) => client.call("workspaces.change", { id, change }),
  };
  return showWorkspace(context, await takeInto(context, options, target));
}

function list({ importsFrom, clock, output }: CommandContext): void {
  const nothing: ImportTarget = { list: refuse, simulatorUrl: refuse, add: refuse, change: refuse };
  const imports = createImports({ surroundings: importsFrom, target: nothing, clock });
  const found = imports.look();
  imports.stop();
  if (output.isJson) {
    // The ids end with this command; a number is what `--take` takes.
    const numbered = found.map(({ id: _ofThisLook, ...candidate }, index) => ({
      number: index + 1,
      ...candidate,
    }));
    return output.answer(JSON.stringify(numbered));
  }
  for (const [index, candidate] of found.entries()) {
    output.answer(printable(`${String(index + 1).padStart(2)}  ${candidate.place}: ${wordsOf(candidate)}`));
  }
  if (found.length === 0) {
    return output.note("Vonage’s tools left nothing in this folder, your home folder or the environment.");
  }
  return output.note("Nothing is stored yet. To store one: hookline workspace import --take 1 --name NAME");
}

async function takeInto(
  context: CommandContext,
  { take = "", name = "", into, unchecked }: WorkspaceImportOptions,
  target: ImportTarget,
): Promise<Workspace> {
  const { importsFrom, clock } = context;
  const imports = createImports({ surroundings: importsFrom, target, clock });
  try {
    const found = imports.look();
    if (found.length === 0) throw wrongUsage(COMMAND, "There is nothing to take: nothing was found.");
    const range = { command: COMMAND, option: "--take", min: 1, max: found.length };
    const chosen = found[readInteger(take, range) - 1];
    const workspace = into === undefined ? null : findWorkspace(await target.list(), into).id;
    return await storeChecked(context, { unchecked }, (how) =>
      imports.take({ candidate: chosen?.id ?? "", workspace, name, ...how }),
    );
  } finally {
    imports.stop();
  }
}

function wordsOf(candidate: ImportCandidate): string {
  if (candidate.problem !== null) return candidate.problem;
  const parts = [
    candidate.apiKey === null ? null : `API key ${candidate.apiKey}`,
    candidate.hasApiSecret ? "an API secret" : null,
    candidate.applicationId === null ? null : `application ${candidate.applicationId}`,
    candidate.hasPrivateKey ? "a private key" : null,
    candidate.hasSignatureSecret ? "a signature secret" : null,
  ].filter((part) => part !== null);
  const host =
    candidate.foreignHost === null
      ? ""
      : `; its host ${candidate.foreignHost} is not Vonage’s, so only the IDs would be taken`;
  return `${parts.join(", ")}${host}.`;
}

function refuse(): never {
  throw new Error("A list stores nothing.");
}
