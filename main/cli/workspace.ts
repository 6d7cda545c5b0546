// `hookline workspace`: keeps applications, Pages and keys. It never prints a secret.
import { isApplicationIdForm, isPageIdForm } from "../../preload/contract/ids.ts";
import {
  isRestingSimulator,
  WorkspaceToSave,
  type Workspace,
  type WorkspaceList,
} from "../../preload/contract/workspace.ts";
import { createControlClient } from "../control/control-client.ts";
import { describeProblem } from "../dispatch.ts";
import type { CommandContext, CommonOptions } from "./context.ts";
import { readEnvironmentSecrets } from "./environment.ts";
import { readSecretFile } from "./files.ts";
import { findWorkspace } from "./find-workspace.ts";
import { listWithKeptIdentity } from "./kept-simulator.ts";
import { lookForFolder } from "./look-for-folder.ts";
import { findOwner } from "./owner.ts";
import { unstoredList, withOwnServices, withWorkspace } from "./own-services.ts";
import { printable } from "../reports/printable.ts";
import { storeChecked } from "./store-checked.ts";
import { optionName, wrongUsage } from "./usage.ts";

/** Options of `workspace add`, as they were given. */
export interface WorkspaceAddOptions extends CommonOptions {
  readonly name?: string;
  readonly applicationId?: string;
  readonly privateKey?: string;
  readonly pageId?: string;
  readonly apiHost?: string;
  readonly sandbox?: boolean;
  readonly unchecked?: boolean;
}

/** Options of `workspace remove`, as they were given. */
export interface WorkspaceRemoveOptions extends CommonOptions {
  readonly forgetUrls?: boolean;
}

/** Adds one; its secrets come from the environment and from the key file. */
export async function runWorkspaceAdd(context: CommandContext, options: WorkspaceAddOptions): Promise<void> {
  if (options.name === undefined) throw wrongUsage("workspace add", "--name is missing.");
  const secrets = await readEnvironmentSecrets(context.env, {
    isKeyWanted: options.privateKey === undefined,
    isIdWanted: options.applicationId === undefined,
  });
  const privateKey =
    options.privateKey === undefined
      ? secrets?.privateKey
      : await readSecretFile(options.privateKey, "--private-key");
  const input = WorkspaceToSave.safeParse({
    name: options.name,
    applicationId: options.applicationId ?? secrets?.applicationId ?? undefined,
    pageId: options.pageId,
    apiHost: options.apiHost,
    // Typed in full at the prompt, so it is the answer to the question at once.
    agreedHost: options.apiHost === undefined ? undefined : originOf(options.apiHost),
    kind: options.sandbox === true ? "sandbox" : undefined,
    apiKey: secrets?.apiKey ?? undefined,
    apiSecret: secrets?.apiSecret ?? undefined,
    signatureSecret: secrets?.signatureSecret ?? undefined,
    privateKey: privateKey ?? undefined,
  });
  if (!input.success) throw wrongUsage("workspace add", describeProblem(input.error, optionName));
  const given = withoutUndefined(input.data);
  const added = await addChecked(context, given, options.unchecked);
  if (added.applicationId !== null && !isApplicationIdForm(added.applicationId)) {
    context.output.warn("The application ID was stored, but it is not a UUID, as those of Vonage are.");
  }
  if (added.pageId !== null && !isPageIdForm(added.pageId)) {
    context.output.warn("The Page ID was stored, but it is not a number, as those of Facebook Pages are.");
  }
  showWorkspace(context, added);
}

async function addChecked(
  context: CommandContext,
  wanted: WorkspaceToSave,
  unchecked: boolean | undefined,
): Promise<Workspace> {
  const owner = findOwner(context);
  const add = (input: WorkspaceToSave): Promise<Workspace> =>
    owner === null
      ? withOwnServices(context, { environment: "ignored" }, ({ saveWorkspace }) => saveWorkspace.add(input))
      : createControlClient(owner).call("workspaces.add", input);
  return storeChecked(context, { unchecked }, (how) => add({ ...wanted, ...how }));
}

/** Lists all. */
export async function runWorkspaceList(context: CommandContext): Promise<void> {
  const { output } = context;
  const list = await readList(context);
  if (output.isJson) return output.answer(JSON.stringify(list));
  const nameWidth = Math.max(...list.workspaces.map(({ name }) => name.length));
  for (const { id, name, kind, applicationId, pageId } of list.workspaces) {
    const mark = id === list.activeId ? "*" : " ";
    const application = (applicationId ?? "no application").padEnd(36);
    const named = `${mark} ${name.padEnd(nameWidth)}  ${kind.padEnd(9)}`;
    const line = isUnmade({ kind, applicationId })
      ? `${named}  made at the simulator’s first start`
      : `${named}  ${application}  Page ${pageId ?? "unknown"}`;
    output.answer(printable(line));
  }
  return undefined;
}

/** Shows one. */
export async function runWorkspaceShow(
  context: CommandContext,
  _options: CommonOptions,
  [idOrName]: readonly string[],
): Promise<void> {
  showWorkspace(context, findWorkspace(await readList(context), idOrName));
}

/** Removes one with its secrets and events. Naming it is the confirmation. */
export async function runWorkspaceRemove(
  context: CommandContext,
  options: WorkspaceRemoveOptions,
  [idOrName]: readonly string[],
): Promise<void> {
  const { output } = context;
  const { id, name } = await removeNamed(context, idOrName, options.forgetUrls === true);
  if (output.isJson) output.answer(JSON.stringify({ removed: { id, name } }));
  else output.note("Removed, with its keys and events. Key files that were saved stay.");
}

async function removeNamed(
  context: CommandContext,
  idOrName: string | undefined,
  forgetUrls: boolean,
): Promise<Workspace> {
  const owner = findOwner(context);
  if (owner === null) {
    const options = { name: idOrName, environment: "ignored", keeps: "nothing" } as const;
    return withWorkspace(context, options, async ({ workspaces }, found) => {
      await workspaces.remove(found.id, found.name, { forgetUrls });
      return found;
    });
  }
  const client = createControlClient(owner);
  const found = findWorkspace(await client.call("workspaces.list", {}), idOrName);
  await client.call("workspaces.remove", { id: found.id, typedName: found.name, forgetUrls });
  return found;
}

/** The simulator invents application, Page and account when it first starts. */
function isUnmade({ kind, applicationId }: Pick<Workspace, "kind" | "applicationId">): boolean {
  return kind === "simulated" && applicationId === null;
}

async function readList(context: CommandContext): Promise<WorkspaceList> {
  return listWithKeptIdentity(context, await readStoredList(context));
}

async function readStoredList(context: CommandContext): Promise<WorkspaceList> {
  const owner = findOwner(context);
  if (owner !== null) return createControlClient(owner).call("workspaces.list", {});
  if (!lookForFolder(context)) return unstoredList(context.clock.now());
  return withOwnServices(context, { environment: "ignored" }, async ({ workspaces }) => workspaces.list());
}

/** Prints what is stored of a workspace, but no secret. */
export function showWorkspace({ output }: CommandContext, workspace: Workspace): void {
  if (output.isJson) return output.answer(JSON.stringify(workspace));
  const lines: readonly (readonly [string, string])[] = [
    ["Name", workspace.name],
    ["ID", workspace.id],
    ["Kind", workspace.kind],
    ...(isUnmade(workspace) ? [["Made", "at the simulator’s first start"] as const] : factsOf(workspace)),
  ];
  for (const [label, value] of lines) output.answer(`${label.padEnd(18)}${printable(value)}`);
  return undefined;
}

function factsOf(workspace: Workspace): readonly (readonly [string, string])[] {
  const { key } = workspace;
  return [
    ["Application", workspace.applicationId ?? "none"],
    ["Page", workspace.pageId ?? "unknown"],
    ["API host", isRestingSimulator(workspace) ? "none while the simulator does not run" : workspace.apiHost],
    ["API key", workspace.apiKey ?? "none"],
    ["Private key", key === null ? "none" : `${key.bits} bits, ${key.fingerprint}`],
    ["API secret", workspace.hasApiSecret ? "stored" : "none"],
    ["Signature secret", signatureSecretState(workspace)],
  ];
}

function originOf(apiHost: string): string | undefined {
  return URL.parse(apiHost)?.origin;
}

function signatureSecretState(workspace: Workspace): string {
  if (!workspace.hasSignatureSecret) return "none";
  return workspace.signatureProvedAt === null ? "stored, not proved by a webhook yet" : "stored, proved";
}

function withoutUndefined(input: WorkspaceToSave): WorkspaceToSave {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}
