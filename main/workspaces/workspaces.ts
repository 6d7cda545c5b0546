// Accounts and workspaces: rows in the store, secrets in the vault, and what the listener and the minter need of both.
//
// Threat model: a secret goes from here to the vault, to a key or a mac in memory, and nowhere else: no row, no answer, no log.
import { randomUUID } from "node:crypto";
import { AppError } from "../../preload/contract/errors.ts";
import { SIMULATED_WORKSPACE, WorkspaceId } from "../../preload/contract/ids.ts";
import type { Workspace, WorkspaceInput, WorkspaceList } from "../../preload/contract/workspace.ts";
import { lacks } from "../lacks.ts";
import type { AccountAccess } from "../network/vonage-call.ts";
import { createEnvironmentSubject } from "./environment-subject.ts";
import { createHeldSecrets, signatureSecretLabel } from "./held-secrets.ts";
import { createInMemory } from "./in-memory.ts";
import { alongWith, keptKeysOf, planTaking } from "./kept-keys.ts";
import { createLiveDirectory } from "./live-directory.ts";
import { ENVIRONMENT_NAME, ENVIRONMENT_WORKSPACE, SIMULATED_NAME, isUnproved } from "./memory-workspaces.ts";
import { assertRealApiKey, planAddition, planChange, planRemoval, sameName } from "./plan-change.ts";
import type { PlanContext, PlannedChange } from "./plan-change.ts";
import { createPendingKeys } from "./pending-keys.ts";
import { changeWithSecrets, removeUnclaimedSecrets, secretName } from "./stored-secrets.ts";
import {
  deleteAccount,
  deleteWorkspace,
  forgetChanges,
  forgetPreviousSecrets,
  putAccount,
  putWorkspace,
  readWorkspaceRows,
  writeRows,
} from "./workspace-rows.ts";
import type { WorkspaceRow } from "./workspace-rows.ts";
import { toWorkspace } from "./workspace-view.ts";
import type { Workspaces, WorkspacesParts } from "./workspaces-shape.ts";

export type { Workspaces } from "./workspaces-shape.ts";

/** Reads the rows at once; call `start` before secrets are needed. */
export function createWorkspaces(parts: WorkspacesParts): Workspaces {
  const { database, vault, clock, log, settings, simulatedApiKey, forgetEvents, forgetLateEvents } = parts;
  const listeners = new Set<(list: WorkspaceList) => void>();
  const held = createHeldSecrets({ vault, log });
  let rows = readWorkspaceRows(database);
  const memory = createInMemory({ clock });
  const environmentSubject = createEnvironmentSubject({ database, clock });
  /** In front for this run only; the settings remember stored workspaces. */
  let isEphemeralInFront = false;
  let lastChange: Promise<unknown> = Promise.resolve();
  const live = createLiveDirectory({
    clock,
    inMemory: memory.all,
    accounts: () => rows.accounts,
    stored: () => rows.workspaces.map((row) => view(row)),
    signatureSecrets: (account, now) => held.signatureSecrets(account, now),
  });
  const pending = createPendingKeys({ database, vault, clock, log, inTurn, onChange: tell });

  function tell(): void {
    live.renew();
    const list = listNow();
    for (const listener of listeners) listener(list);
  }

  function view(row: WorkspaceRow): Workspace {
    return toWorkspace(row, { accounts: rows.accounts, isStored: held.isStored, now: clock.now() });
  }

  function listNow(): WorkspaceList {
    const environment = memory.environment();
    const workspaces = [
      memory.simulated(),
      ...(environment === null ? [] : [environment]),
      ...rows.workspaces.map((row) => view(row)),
    ];
    const wanted = isEphemeralInFront ? ENVIRONMENT_WORKSPACE : settings.get().activeWorkspace;
    const isThere = workspaces.some(({ id }) => id === wanted);
    return { workspaces, activeId: isThere ? wanted : SIMULATED_WORKSPACE };
  }

  function get(id: WorkspaceId): Workspace {
    const found = listNow().workspaces.find((workspace) => workspace.id === id);
    if (found === undefined) throw new AppError("WORKSPACE_NOT_FOUND", { name: id });
    return found;
  }

  function isEnvironment(id: WorkspaceId): boolean {
    return id === ENVIRONMENT_WORKSPACE && memory.environment() !== null;
  }

  function hasUnprovedSecret(): boolean {
    return memory.hasUnprovedSecret() || rows.accounts.some(isUnproved);
  }

  function rowOf(id: WorkspaceId): WorkspaceRow {
    const row = rows.workspaces.find((workspace) => workspace.id === id);
    if (row !== undefined) return row;
    if (id === SIMULATED_WORKSPACE) throw new AppError("WORKSPACE_FIXED");
    throw new AppError("WORKSPACE_NOT_FOUND", { name: id });
  }

  async function apiSecretOf(id: WorkspaceId): Promise<string | null> {
    const inMemory = memory.find(id);
    if (inMemory !== undefined) return inMemory.apiSecret;
    const { accountId } = rowOf(id);
    const account = rows.accounts.find((known) => known.id === accountId);
    return account?.hasApiSecret === true ? held.read(secretName.apiSecret(account.id)) : null;
  }

  async function credentialsOf(id: WorkspaceId): Promise<AccountAccess> {
    const workspace = get(id);
    const { apiHost, apiKey } = workspace;
    const apiSecret = await apiSecretOf(id);
    if (apiKey === null || apiSecret === null) throw lacks("ACCOUNT_CREDENTIALS_MISSING", workspace);
    return { apiHost, apiKey, apiSecret };
  }

  function planContext(): PlanContext {
    return {
      rows,
      keptNames: {
        [SIMULATED_NAME]: "the simulator",
        [SIMULATED_WORKSPACE]: "the simulator",
        [ENVIRONMENT_NAME]: "the environment variables",
        [ENVIRONMENT_WORKSPACE]: "the environment variables",
      },
      simulatedApiKey,
      signatureSecretOf: (account) => held.text(secretName.signatureSecret(account)),
      now: clock.now(),
      newId: randomUUID,
    };
  }

  /** One change after the other: each is planned on what the one before left. */
  function inTurn<T>(change: () => Promise<T>): Promise<T> {
    const turn = lastChange.then(change);
    lastChange = turn.catch(() => undefined);
    return turn;
  }

  async function reload(): Promise<void> {
    rows = readWorkspaceRows(database);
    await held.load(rows);
    tell();
  }

  async function carryOut(
    { workspace, putAccount: put, dropAccount, secrets }: PlannedChange,
    writeMore: () => void = () => undefined,
  ): Promise<Workspace> {
    await changeWithSecrets({ vault, log }, secrets, () =>
      writeRows(database, () => {
        if (put !== null) putAccount(database, put);
        putWorkspace(database, workspace);
        if (dropAccount !== null) deleteAccount(database, dropAccount);
        writeMore();
      }),
    );
    await reload();
    return get(workspace.id);
  }

  /** Of a workspace that is gone, which nobody can remove again: what is left then is told to the log alone. */
  async function forgetRest(id: WorkspaceId): Promise<void> {
    try {
      await forgetLateEvents(id);
      forgetChanges(database);
    } catch (error) {
      log.error("workspace.rest-not-forgotten", error);
    }
  }

  function setEphemeral(input: WorkspaceInput): Workspace {
    if (typeof input.apiKey === "string") assertRealApiKey(input.apiKey, simulatedApiKey);
    const made = memory.setEnvironment(input);
    environmentSubject.note(made);
    return told(made);
  }

  function told(workspace: Workspace): Workspace {
    tell();
    return workspace;
  }

  return {
    start: () =>
      inTurn(async () => {
        const expired = rows.accounts.filter(
          ({ previousSecretUntil: until }) => until !== null && until <= clock.now(),
        );
        if (expired.length > 0) writeRows(database, () => forgetPreviousSecrets(database, expired));
        rows = readWorkspaceRows(database);
        await removeUnclaimedSecrets({ vault, log }, rows, pending.names());
        await reload();
      }),
    list: listNow,
    get,
    find: (idOrName) => {
      const { workspaces } = listNow();
      const found =
        workspaces.find(({ id }) => id === idOrName) ??
        workspaces.find(({ name }) => sameName(name, idOrName.trim()));
      if (found === undefined) throw new AppError("WORKSPACE_NOT_FOUND", { name: idOrName });
      return found;
    },
    add: (input) =>
      inTurn(() => carryOut(planAddition(input, WorkspaceId.parse(randomUUID()), planContext()))),
    change: (id, input) =>
      inTurn(async () => {
        if (isEnvironment(id)) return setEphemeral(input);
        const simulated = id === SIMULATED_WORKSPACE ? memory.changeSimulated(input) : null;
        if (simulated !== null) return told(simulated);
        return carryOut(planChange(rowOf(id), input, planContext()));
      }),
    takeApplication: (id, application) =>
      inTurn(async () => {
        const readKey = (): Promise<string | null> => held.read(secretName.privateKey(id));
        const { input, secrets } = await planTaking(rowOf(id), application, { vault, pending, readKey });
        const change = alongWith(planChange(rowOf(id), input, planContext()), secrets);
        return carryOut(change, () => pending.take(application.keyFingerprint));
      }),
    remove: (id, typedName, how = { forgetUrls: false }) =>
      inTurn(async () => {
        const { name } = get(id);
        if (typedName.trim() !== name) throw new AppError("WORKSPACE_NAME_MISTYPED", { name });
        if (isEnvironment(id)) {
          await forgetEvents(id, how);
          memory.dropEnvironment();
          isEphemeralInFront = false;
          tell();
          await forgetRest(id);
          return;
        }
        const row = rowOf(id);
        const { dropAccount, remove: present } = planRemoval(row, rows);
        const remove = [...present, ...(await keptKeysOf(vault, id)), ...pending.names(id)];
        // The events first: interrupted here, the workspace is still there to be removed again.
        await forgetEvents(id, how);
        await changeWithSecrets({ vault, log }, { store: new Map(), remove }, () =>
          writeRows(database, () => {
            deleteWorkspace(database, id);
            if (dropAccount !== null) deleteAccount(database, dropAccount);
          }),
        );
        if (settings.get().activeWorkspace === id) settings.activate(SIMULATED_WORKSPACE);
        await reload();
        await forgetRest(id);
      }),
    activate: (id) => {
      get(id);
      isEphemeralInFront = isEnvironment(id);
      if (!isEphemeralInFront) settings.activate(id);
      tell();
      return listNow();
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    keyOf: async (id) => {
      const workspace = get(id);
      const stored = async () => (workspace.key === null ? null : held.privateKey(id));
      const found = (memory.find(id) ?? { key: await stored() }).key;
      if (found === null) throw lacks("CREDENTIALS_KEY_MISSING", workspace);
      return found;
    },
    accountOf: async (id) => {
      const { name, kind } = get(id);
      if (kind === "sandbox") throw new AppError("ACCOUNT_SANDBOX", { workspace: name });
      return credentialsOf(id);
    },
    credentialsOf,
    addEphemeral: (secrets) => {
      const made = setEphemeral(secrets);
      isEphemeralInFront = true;
      tell();
      return made;
    },
    addSimulated: (identity) => told(memory.setSimulated(identity)),
    evidenceMoments: (id) => {
      if (isEnvironment(id)) return environmentSubject.moments();
      const row = rows.workspaces.find((known) => known.id === id);
      return { applicationSince: row?.applicationSince ?? null, accountSince: row?.accountSince ?? null };
    },
    hasUnprovedSecret,
    proveSecret: (label) =>
      inTurn(async () => {
        // A burst of webhooks asks once for each.
        if (!hasUnprovedSecret()) return;
        memory.prove(label);
        const account = rows.accounts.find(
          (known) => isUnproved(known) && signatureSecretLabel(known.apiKey) === label,
        );
        if (account !== undefined) {
          writeRows(database, () => putAccount(database, { ...account, signatureProvedAt: clock.now() }));
          rows = readWorkspaceRows(database);
        }
        tell();
      }),
    directory: live.directory,
    pendingKeys: pending.calls,
  };
}
