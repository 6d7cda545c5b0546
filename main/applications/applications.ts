// The applications of a workspace's account: made, chosen, given Messages, compared with the stored key, removed.
//
// Threat model: a private key made here, or by Vonage, goes to the vault or is held in memory, and nowhere else. What was
// made at Vonage is never lost by a failure on this side: a key made here is in the vault before it is asked for, one made
// there is held until it is stored or the application is gone.
import type { KeyObject } from "node:crypto";
import type {
  Application,
  ApplicationPage,
  KeyPairing,
  NewApplication,
} from "../../preload/contract/applications.ts";
import {
  AppError,
  describeError,
  toAppError,
  toErrorValue,
  type ErrorCode,
} from "../../preload/contract/errors.ts";
import { SIMULATED_WORKSPACE, type ApplicationId, type WorkspaceId } from "../../preload/contract/ids.ts";
import type { Workspace, WorkspaceInput } from "../../preload/contract/workspace.ts";
import { isSameApplication } from "../application-ids.ts";
import type { ApplicationToTake } from "../workspaces/kept-keys.ts";
import type { PendingKeys } from "../workspaces/pending-keys.ts";
import { newApplicationBody, withMessages, type WebhookAddresses } from "./application-body.ts";
import { toApplication } from "./application-view.ts";
import type { AccountAccess, ApplicationsApi, RawApplication } from "./applications-api.ts";
import type { HeldKeys } from "./held-keys.ts";
import { pairingOf } from "./key-pairing.ts";
import { makeKeyPair, type NewKeyPair } from "./new-key-pair.ts";
import { readOwnPublicKey } from "./own-public-key.ts";

/** What may be done with applications. All throw AppError `ACCOUNT_…`, `VONAGE_…` or `NETWORK_…` besides their own. */
export interface Applications {
  list(workspace: WorkspaceId, page: number): Promise<ApplicationPage>;
  /** @throws AppError `APPLICATION_NOT_FOUND` */
  get(workspace: WorkspaceId, id: ApplicationId): Promise<Application>;
  /** @throws AppError `APPLICATION_PUBLIC_KEY_INVALID`, `APPLICATION_KEY_HOMELESS`; `APPLICATION_NOT_TAKEN` when it was made, but not stored here */
  create(wanted: NewApplication): Promise<Application>;
  /** Makes it the workspace's. @throws AppError `APPLICATION_NOT_FOUND`, `APPLICATION_WITHOUT_MESSAGES`, `WORKSPACE_IN_USE` */
  choose(workspace: WorkspaceId, id: ApplicationId): Promise<Workspace>;
  /** @throws AppError `APPLICATION_NOT_FOUND`, `APPLICATION_MESSAGES_NO_TUNNEL` */
  addMessages(workspace: WorkspaceId, id: ApplicationId): Promise<Application>;
  /** @throws AppError `APPLICATION_NOT_FOUND`, `APPLICATION_NAME_MISTYPED` */
  remove(workspace: WorkspaceId, id: ApplicationId, typedName: string): Promise<void>;
  /** @throws AppError `APPLICATION_NOT_CHOSEN`, `APPLICATION_NOT_FOUND` */
  pairing(workspace: WorkspaceId): Promise<KeyPairing>;
}

/** What {@link createApplications} works with. */
export interface ApplicationsParts {
  readonly api: ApplicationsApi;
  readonly heldKeys: HeldKeys;
  readonly workspaces: {
    get(id: WorkspaceId): Workspace;
    accountOf(id: WorkspaceId): Promise<AccountAccess>;
    keyOf(id: WorkspaceId): Promise<KeyObject>;
    change(id: WorkspaceId, input: WorkspaceInput): Promise<Workspace>;
    takeApplication(id: WorkspaceId, application: ApplicationToTake): Promise<Workspace>;
    readonly pendingKeys: Pick<PendingKeys, "keep" | "settle" | "drop">;
  };
  /** Where Vonage reaches the listener; null while no tunnel is open. */
  readonly publicAddresses: () => WebhookAddresses | null;
  /** Where the simulator, which is on this computer, reaches it. */
  readonly localAddresses: () => WebhookAddresses;
}

/** Makes the service. */
export function createApplications(parts: ApplicationsParts): Applications {
  const { api, heldKeys, workspaces, publicAddresses, localAddresses } = parts;

  async function read(workspace: WorkspaceId, id: ApplicationId): Promise<Application> {
    const account = await workspaces.accountOf(workspace);
    return toApplication(await api.get(account, id), account);
  }

  /** A workspace in memory has no vault: the key it had can be had back by `choose` until Hookline ends. */
  async function changeInMemory(
    { id, applicationId, key }: Workspace,
    application: Application,
    privateKey: string | null,
  ): Promise<Workspace> {
    if (
      privateKey !== null &&
      applicationId !== null &&
      key !== null &&
      !isSameApplication(applicationId, application.id)
    ) {
      const present = await workspaces.keyOf(id);
      heldKeys.hold(present.export({ type: "pkcs8", format: "pem" }).toString(), applicationId);
    }
    const change = { applicationId: application.id, ...(privateKey === null ? {} : { privateKey }) };
    return workspaces.change(id, change);
  }

  /** The workspace's from now on, with the key that is held for it. */
  async function take(id: WorkspaceId, application: Application): Promise<Workspace> {
    const workspace = workspaces.get(id);
    const privateKey = heldKeys.pemOf(application);
    const { keyFingerprint } = application;
    const changed = isInMemory(workspace)
      ? await changeInMemory(workspace, application, privateKey)
      : await workspaces.takeApplication(id, { applicationId: application.id, privateKey, keyFingerprint });
    heldKeys.drop(application);
    return changed;
  }

  /**
   * Before the application is asked for: should the answer get lost, or Hookline be killed, the application may be there, and
   * its key must be too. One that is thrown away is worth no more than this run.
   */
  async function hold(
    pair: NewKeyPair,
    wanted: NewApplication,
    { apiHost, apiKey }: AccountAccess,
  ): Promise<void> {
    const { privateKeyPem, keyFingerprint } = pair;
    const { workspace, name: applicationName } = wanted;
    if (wanted.use && !isInMemory(workspaces.get(workspace))) {
      await workspaces.pendingKeys.keep({
        workspace,
        applicationName,
        apiHost,
        apiKey,
        keyFingerprint,
        privateKeyPem,
      });
    }
    heldKeys.hold(privateKeyPem, null);
  }

  async function giveUp({ privateKeyPem, keyFingerprint }: NewKeyPair): Promise<void> {
    heldKeys.dropPem(privateKeyPem);
    await workspaces.pendingKeys.drop(keyFingerprint).catch(() => {
      // It stays, and is offered for an application that is not there; what is to be told is the refusal.
    });
  }

  async function createWith(
    wanted: NewApplication,
    account: AccountAccess,
    { publicKeyPem, pair }: { readonly publicKeyPem: string | null; readonly pair: NewKeyPair | null },
  ): Promise<Application> {
    let raw: RawApplication;
    try {
      raw = await api.create(account, newApplicationBody(wanted, publicKeyPem));
    } catch (error) {
      if (pair !== null && !mayHaveBeenMade(error)) await giveUp(pair);
      throw error;
    }
    const application = toApplication(raw, account);
    const privateKeyPem = pair?.privateKeyPem ?? privateKeyIn(raw);
    if (privateKeyPem !== null) heldKeys.hold(privateKeyPem, application.id);
    if (!wanted.use) return application;
    try {
      if (wanted.key.from === "vonage" && privateKeyPem === null) {
        throw new AppError("VONAGE_UNEXPECTED_ANSWER", {
          ...WITHOUT_KEY,
          host: new URL(account.apiHost).host,
        });
      }
      const keyFingerprint = application.keyFingerprint ?? pair?.keyFingerprint ?? null;
      await take(wanted.workspace, { ...application, keyFingerprint });
    } catch (error) {
      const reason = describeError(toErrorValue(toAppError(error))).why;
      const details = { applicationId: application.id, applicationName: application.name, reason };
      throw new AppError("APPLICATION_NOT_TAKEN", details, { cause: error });
    }
    return application;
  }

  return {
    list: async (workspace, page) => {
      const account = await workspaces.accountOf(workspace);
      const { applications, ...counts } = await api.list(account, page);
      return { ...counts, applications: applications.map((raw) => toApplication(raw, account)) };
    },
    get: read,
    create: async (wanted) => {
      const { name, ephemeral } = workspaces.get(wanted.workspace);
      if (ephemeral && wanted.use && wanted.key.from !== "own") {
        throw new AppError("APPLICATION_KEY_HOMELESS", { workspace: name });
      }
      const account = await workspaces.accountOf(wanted.workspace);
      if (wanted.key.from !== "local") {
        const own = wanted.key.from === "own" ? readOwnPublicKey(wanted.key.publicKey) : null;
        return createWith(wanted, account, { publicKeyPem: own, pair: null });
      }
      const pair = await makeKeyPair();
      await hold(pair, wanted, account);
      try {
        return await createWith(wanted, account, { publicKeyPem: pair.publicKeyPem, pair });
      } finally {
        workspaces.pendingKeys.settle(pair.keyFingerprint);
      }
    },
    choose: async (workspace, id) => {
      const application = await read(workspace, id);
      if (!application.hasMessages) {
        throw new AppError("APPLICATION_WITHOUT_MESSAGES", { applicationId: id, name: application.name });
      }
      return take(workspace, application);
    },
    addMessages: async (workspace, id) => {
      const addresses = workspace === SIMULATED_WORKSPACE ? localAddresses() : publicAddresses();
      if (addresses === null) throw new AppError("APPLICATION_MESSAGES_NO_TUNNEL", { applicationId: id });
      const account = await workspaces.accountOf(workspace);
      const raw = await api.get(account, id);
      const present = toApplication(raw, account);
      // What is there already has URLs of its own; setting those is another matter.
      if (present.hasMessages) return present;
      return toApplication(await api.put(account, id, withMessages(raw, addresses)), account);
    },
    remove: async (workspace, id, typedName) => {
      const account = await workspaces.accountOf(workspace);
      const application = toApplication(await api.get(account, id), account);
      if (typedName.trim() !== application.name.trim()) {
        throw new AppError("APPLICATION_NAME_MISTYPED", { name: application.name });
      }
      await api.remove(account, id);
      heldKeys.drop(application);
      if (application.keyFingerprint !== null) await workspaces.pendingKeys.drop(application.keyFingerprint);
      const { applicationId } = workspaces.get(workspace);
      const isItsOwn = applicationId !== null && isSameApplication(applicationId, id);
      // The key stays: it may be the pair of other applications too. The simulator's workspace has always one.
      if (isItsOwn && workspace !== SIMULATED_WORKSPACE)
        await workspaces.change(workspace, { applicationId: null });
    },
    pairing: async (workspace) => {
      const { name, applicationId, key } = workspaces.get(workspace);
      if (applicationId === null) throw new AppError("APPLICATION_NOT_CHOSEN", { workspace: name });
      return pairingOf(key, await read(workspace, applicationId));
    },
  };
}

function isInMemory({ kind, ephemeral }: Workspace): boolean {
  return ephemeral || kind === "simulated";
}

/** Failures after which nobody knows whether Vonage made it. */
const UNCERTAIN: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "NETWORK_NO_ANSWER",
  "NETWORK_BROKEN",
  "VONAGE_SERVER_ERROR",
  "VONAGE_UNEXPECTED_ANSWER",
]);

/** It is given once, by the answer that made the pair. */
const WITHOUT_KEY = { status: 201, problem: "an application without its private key" };

function mayHaveBeenMade(error: unknown): boolean {
  return !(error instanceof AppError) || UNCERTAIN.has(error.code);
}

function privateKeyIn(raw: RawApplication): string | null {
  const keys = raw["keys"];
  if (typeof keys !== "object" || keys === null || !("private_key" in keys)) return null;
  return typeof keys.private_key === "string" ? keys.private_key : null;
}
