// What the workspaces service offers to the rest of the program, and what it works with.
import type { KeyObject } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import type { WorkspaceId } from "../../preload/contract/ids.ts";
import type { Workspace, WorkspaceInput, WorkspaceList } from "../../preload/contract/workspace.ts";
import type { EnvironmentSecrets } from "../app-shape.ts";
import type { AccountAccess } from "../network/vonage-call.ts";
import type { Clock, Log, SecretVault } from "../ports.ts";
import type { SettingsService } from "../settings/settings.ts";
import type { WebhookDirectory } from "../webhooks/directory.ts";
import type { ApplicationToTake } from "./kept-keys.ts";
import type { SimulatedIdentity } from "./memory-workspaces.ts";
import type { PendingKeys } from "./pending-keys.ts";
import type { WorkspaceRow } from "./workspace-rows.ts";

/** The workspaces service. */
export interface Workspaces {
  /** Loads the secrets and removes those a crash left behind. Before it, no key is known. */
  start(): Promise<void>;
  list(): WorkspaceList;
  /** @throws AppError `WORKSPACE_NOT_FOUND` */
  get(id: WorkspaceId): Workspace;
  /** By id, else by name, capital letters aside. @throws AppError `WORKSPACE_NOT_FOUND` */
  find(idOrName: string): Workspace;
  /** @throws AppError `WORKSPACE_NAME_…`, `WORKSPACE_IN_USE`, `WORKSPACE_HOST_INVALID`, `CREDENTIALS_…`, `DATA_WRITE_FAILED` */
  add(input: WorkspaceInput): Promise<Workspace>;
  /** As {@link Workspaces.add}; also `WORKSPACE_FIXED`, `WORKSPACE_NOT_FOUND`. */
  change(id: WorkspaceId, input: WorkspaceInput): Promise<Workspace>;
  /**
   * Makes an application the stored workspace's, setting the key of the one before aside; a key that waits for it becomes
   * its own. As {@link Workspaces.change}
   * besides. @throws AppError `CREDENTIALS_VAULT_LOCKED`
   */
  takeApplication(id: WorkspaceId, application: ApplicationToTake): Promise<Workspace>;
  /**
   * Removes it with its secrets and events.
   * @throws AppError `WORKSPACE_NAME_MISTYPED`, `WORKSPACE_FIXED`, and what `forgetEvents` throws; nothing is removed then
   */
  remove(id: WorkspaceId, typedName: string, how?: RemovalChoice): Promise<void>;
  /** Brings it to the front. @throws AppError `WORKSPACE_NOT_FOUND` */
  activate(id: WorkspaceId): WorkspaceList;
  /** Returns what ends the subscription. */
  onChange(listener: (list: WorkspaceList) => void): () => void;
  /** Parsed once; the same object until it is replaced. @throws AppError `CREDENTIALS_KEY_MISSING`, `CREDENTIALS_VAULT_LOCKED` */
  keyOf(id: WorkspaceId): Promise<KeyObject>;
  /**
   * What opens its account's own APIs, at its host and nowhere else.
   * @throws AppError `ACCOUNT_CREDENTIALS_MISSING`, `ACCOUNT_SANDBOX`, `CREDENTIALS_VAULT_LOCKED`
   */
  accountOf(id: WorkspaceId): Promise<AccountAccess>;
  /**
   * Key and secret as Basic authentication sends messages with them, in the sandbox too.
   * @throws AppError `ACCOUNT_CREDENTIALS_MISSING`, `CREDENTIALS_VAULT_LOCKED`
   */
  credentialsOf(id: WorkspaceId): Promise<AccountAccess>;
  /** Makes the workspace of the environment, in memory only, and brings it to the front. */
  addEphemeral(secrets: EnvironmentSecrets): Workspace;
  /** Takes in the identity of a simulator that runs. */
  addSimulated(identity: SimulatedIdentity): Workspace;
  /** From when on events are of the workspace's application and account, epoch ms; null = all are. */
  evidenceMoments(id: WorkspaceId): Pick<WorkspaceRow, "applicationSince" | "accountSince">;
  /** Whether a stored signature secret waits for the first webhook that proves it right. */
  hasUnprovedSecret(): boolean;
  /** A webhook was verified by the secret of this label, as events name it. */
  proveSecret(label: string): Promise<void>;
  readonly directory: WebhookDirectory;
  readonly pendingKeys: PendingKeys;
}

/** What `createWorkspaces` works with. */
export interface WorkspacesParts {
  readonly database: DatabaseSync;
  readonly vault: SecretVault;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: Pick<SettingsService, "get" | "activate">;
  /** The API key of the simulator, whether it runs or not. */
  readonly simulatedApiKey: string;
  /** Removes all events of a workspace that is about to go, and what else is kept for it. */
  readonly forgetEvents: (workspace: WorkspaceId, how: RemovalChoice) => Promise<void> | void;
  /** Removes those that came in for it after that, until it was gone. */
  readonly forgetLateEvents: (workspace: WorkspaceId) => Promise<void> | void;
}

/** How a workspace is removed. `forgetUrls` = also when old webhook URLs of its application cannot be put back. */
export interface RemovalChoice {
  readonly forgetUrls: boolean;
}
