// The services for one command, when no Hookline runs: the command becomes the folder's owner for a moment.
import type { Workspace, WorkspaceList } from "../../preload/contract/workspace.ts";
import { openDataFolder } from "../data-folder/data-folder.ts";
import { createEventFeed } from "../events/event-feed.ts";
import { createFolderKeyFiles } from "../hosts/browser/key-files.ts";
import { refuseToOpenFolder } from "../hosts/browser/open-folder.ts";
import { openFileVault } from "../hosts/browser/secret-vault.ts";
import { createFileLog } from "../log.ts";
import type { SecretVault } from "../ports.ts";
import { openServices, type Services } from "../services.ts";
import { openConfSettingsFile } from "../settings/conf-settings-file.ts";
import { VERSION } from "../version.ts";
import { ENVIRONMENT_NAME, restingSimulator } from "../workspaces/memory-workspaces.ts";
import { sameName } from "../workspaces/plan-change.ts";
import type { CommandContext } from "./context.ts";
import { readEnvironmentSecrets } from "./environment.ts";
import { findWorkspace } from "./find-workspace.ts";
import { hasFolder, lookForFolder } from "./look-for-folder.ts";
import { inPassingFolder } from "./passing-folder.ts";

/** Whether the VONAGE_* variables make a workspace of their own for this command. */
export interface OwnServicesOptions {
  readonly environment: "as-workspace" | "ignored";
}

/** For a command that needs one workspace and no other: the one that is named, else the one in front. */
export function environmentFor(idOrName: string | undefined): OwnServicesOptions["environment"] {
  // Its id is its name in small letters.
  const isMeant = idOrName === undefined || sameName(idOrName.trim(), ENVIRONMENT_NAME);
  return isMeant ? "as-workspace" : "ignored";
}

/**
 * Opens the data folder, acts, and closes it again. Nothing listens meanwhile.
 * @throws AppError `DATA_FOLDER_…`, `STORE_…`, those of `readEnvironmentSecrets`, and what `act` throws
 */
export async function withOwnServices<T>(
  context: CommandContext,
  { environment }: OwnServicesOptions,
  act: (services: Services) => Promise<T>,
): Promise<T> {
  const { clock, command, network, output } = context;
  const secrets = environment === "as-workspace" ? await readEnvironmentSecrets(context.env) : null;
  const folder = await openDataFolder(context.dataFolder, { command, clock });
  const endings: (() => unknown)[] = [() => folder.close()];
  try {
    const dataFolder = folder.path;
    const log = createFileLog({ dataFolder, clock });
    endings.unshift(() => log.close());
    const settingsFile = openConfSettingsFile({ dataFolder });
    for (const { warning } of [settingsFile, log]) if (warning !== null) output.warn(warning);
    for (const warning of folder.warnings) output.warn(warning);
    const vault = countKept(openFileVault({ dataFolder }));
    const services = await openServices(
      {
        host: "browser",
        version: VERSION,
        dataFolder,
        clock,
        log,
        network,
        vault,
        settingsFile,
        // A command has no clipboard: it prints.
        secretClipboard: {
          through: "system",
          deliver: () => Promise.reject(new Error("A command has no clipboard.")),
        },
        keyFiles: createFolderKeyFiles({ dataFolder }),
        // Nor does it have a person in front of a page.
        files: {
          receive: () => Promise.reject(new Error("A command has nobody to choose a file.")),
          deliver: () => Promise.reject(new Error("A command has nobody to save a file for.")),
        },
        openFolder: refuseToOpenFolder,
        importsFrom: context.importsFrom,
      },
      createEventFeed({ log }),
    );
    endings.unshift(() => services.close());
    await services.workspaces.start();
    if (secrets !== null) services.workspaces.addEphemeral(secrets);
    const answer = await act(services);
    if (vault.kept() > 0 && vault.warning !== null) output.warn(vault.warning);
    return answer;
  } finally {
    for (const end of endings) await end();
  }
}

/** What there is where nothing is stored. */
export function unstoredList(now: number): WorkspaceList {
  const { workspace } = restingSimulator(now);
  return { workspaces: [workspace], activeId: workspace.id };
}

/** Which workspace, and whether what is done with it is logged. */
export interface WithWorkspaceOptions extends OwnServicesOptions {
  readonly name: string | undefined;
  readonly keeps: "events" | "nothing";
}

/**
 * As {@link withOwnServices}, for a command about one workspace: where nothing is stored it is not there either, and no folder
 * is made for a path that was mistyped. The simulated one and that of the environment, which are never stored, are there all
 * the same; a folder is made where what is sent from the latter has to be logged.
 * @throws AppError as `withOwnServices`, and `WORKSPACE_NOT_FOUND`
 */
export async function withWorkspace<T>(
  context: CommandContext,
  { name, environment, keeps }: WithWorkspaceOptions,
  act: (services: Services, workspace: Workspace) => Promise<T>,
): Promise<T> {
  const { clock, dataFolder, env, output } = context;
  const mayBeGiven = environment === "as-workspace" && environmentFor(name) === "as-workspace";
  const isGiven = mayBeGiven && (await readEnvironmentSecrets(env)) !== null;
  const within = (folder: string): Promise<T> =>
    withOwnServices({ ...context, dataFolder: folder }, { environment }, (services) =>
      act(services, findWorkspace(services.workspaces.list(), name)),
    );
  if (isGiven && keeps === "events") return within(dataFolder);
  // With --json, stderr is for the error alone; and what the environment gives is looked for in no folder.
  const isThere = isGiven || output.isJson ? hasFolder(dataFolder) : lookForFolder(context);
  if (isThere) return within(dataFolder);
  if (!isGiven) findWorkspace(unstoredList(clock.now()), name);
  return inPassingFolder(within);
}

/** Whoever gives a command a secret to keep is told where it lies, as `serve` and the page tell it. */
function countKept(vault: SecretVault): SecretVault & { readonly kept: () => number } {
  let kept = 0;
  return {
    ...vault,
    get warning() {
      return vault.warning;
    },
    set: async (name, value) => {
      await vault.set(name, value);
      kept += 1;
    },
    kept: () => kept,
  };
}
