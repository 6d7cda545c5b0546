// What a person's input does to accounts, workspaces and secrets. Pure: decides everything, writes nothing.
import { AppError } from "../../preload/contract/errors.ts";
import { ApplicationId, PageId } from "../../preload/contract/ids.ts";
import type { WorkspaceId } from "../../preload/contract/ids.ts";
import { DEFAULT_API_HOST } from "../../preload/contract/workspace.ts";
import type { WorkspaceInput } from "../../preload/contract/workspace.ts";
import { readPrivateKey } from "../credentials/private-key.ts";
import { isSameApplication } from "../application-ids.ts";
import { momentsAfter } from "./evidence-moments.ts";
import { planHost, planPage } from "./plan-host.ts";
import { secretName } from "./stored-secrets.ts";
import type { SecretChanges } from "./stored-secrets.ts";
import type { AccountRow, WorkspaceRow, WorkspaceRows } from "./workspace-rows.ts";

/** A change that was decided on. */
export interface PlannedChange {
  readonly workspace: WorkspaceRow;
  /** To insert or replace; null when nothing about an account changes. */
  readonly putAccount: AccountRow | null;
  /** An account that no workspace belongs to any more. */
  readonly dropAccount: AccountRow | null;
  readonly secrets: SecretChanges;
}

/** The state and moment a change is planned in. */
export interface PlanContext {
  readonly rows: WorkspaceRows;
  /** Names of workspaces that are not rows, and whose they are. */
  readonly keptNames: Readonly<Record<string, string>>;
  /** The simulator's own, which no account may take. */
  readonly simulatedApiKey: string | null;
  /** The signature secret an account has now; it becomes the one before. */
  readonly signatureSecretOf: (account: string) => string | null;
  readonly now: number;
  readonly newId: () => string;
}

/**
 * How long a replaced signature secret is still tried: Vonage sends a callback again, perhaps as it was signed first, for
 * 24 hours. Source: support article 360028543292, read 2026-11.
 */
const ROTATION_MS = 24 * 60 * 60 * 1000;

/**
 * Plans a new workspace.
 * @throws AppError `WORKSPACE_NAME_MISSING` and those of {@link planChange}
 */
export function planAddition(input: WorkspaceInput, id: WorkspaceId, context: PlanContext): PlannedChange {
  if (input.name === undefined) throw new AppError("WORKSPACE_NAME_MISSING");
  const blank: WorkspaceRow = {
    id,
    name: input.name,
    kind: "real",
    applicationId: null,
    accountId: null,
    pageId: null,
    pageName: null,
    apiHost: DEFAULT_API_HOST,
    key: null,
    createdAt: context.now,
    applicationSince: null,
    accountSince: null,
  };
  return planChange(blank, input, context);
}

/**
 * Plans a change of `before`; what `input` leaves out stays.
 * @throws AppError `WORKSPACE_NAME_TAKEN`, `WORKSPACE_NAME_KEPT`, `WORKSPACE_IN_USE`, `WORKSPACE_HOST_INVALID`, `WORKSPACE_API_KEY_SIMULATED`, `CREDENTIALS_API_KEY_MISSING`, and
 * those of `readPrivateKey`
 */
export function planChange(before: WorkspaceRow, input: WorkspaceInput, context: PlanContext): PlannedChange {
  const store = new Map<string, string>();
  const remove: string[] = [];

  const { apiHost, kind } = planHost(before, input);
  const name = input.name ?? before.name;
  const applicationId = changed(before.applicationId, input.applicationId, (id) => ApplicationId.parse(id));
  assertFree(before.id, name, applicationId, context);

  const key = planKey(before, input, context.now, store, remove);
  const { account, isNew } = planAccount(before, input, context);
  const putAccount = planAccountSecrets(account, isNew, input, context, store, remove);
  const dropAccount = droppedAccount(before, account, context.rows);
  if (dropAccount !== null) remove.push(...secretsOf(dropAccount));

  return {
    workspace: {
      ...before,
      name,
      kind,
      applicationId,
      accountId: account?.id ?? null,
      pageId: planPage(
        before,
        kind,
        changed(before.pageId, input.pageId, (id) => PageId.parse(id)),
        input.pageId !== undefined,
      ),
      pageName: changed(before.pageName, input.pageName, (text) => text),
      apiHost,
      key,
      ...momentsAfter(before, { kind, applicationId, apiKey: account?.apiKey ?? null }, context),
    },
    putAccount,
    dropAccount,
    secrets: { store, remove },
  };
}

/** What goes when a workspace goes. */
export function planRemoval(
  workspace: WorkspaceRow,
  rows: WorkspaceRows,
): Pick<PlannedChange, "dropAccount"> & { readonly remove: readonly string[] } {
  const dropAccount = droppedAccount(workspace, null, rows);
  return {
    dropAccount,
    remove: [
      ...(workspace.key === null ? [] : [secretName.privateKey(workspace.id)]),
      ...(dropAccount === null ? [] : secretsOf(dropAccount)),
    ],
  };
}

function changed<T>(
  before: T | null,
  typed: string | null | undefined,
  parse: (text: string) => T,
): T | null {
  if (typed === undefined) return before;
  return typed === null ? null : parse(typed);
}

function assertFree(
  id: WorkspaceId,
  name: string,
  applicationId: ApplicationId | null,
  { rows, keptNames }: PlanContext,
): void {
  const others = rows.workspaces.filter((other) => other.id !== id);
  // A workspace is named by id or name everywhere: a name that is another's id would lead there.
  if (others.some((other) => sameName(other.name, name) || sameName(other.id, name))) {
    throw new AppError("WORKSPACE_NAME_TAKEN", { name });
  }
  const kept = Object.entries(keptNames).find(([taken]) => sameName(taken, name));
  if (kept !== undefined) throw new AppError("WORKSPACE_NAME_KEPT", { name, holder: kept[1] });
  if (applicationId === null) return;
  const user = others.find(
    (other) => other.applicationId !== null && isSameApplication(other.applicationId, applicationId),
  );
  if (user !== undefined) throw new AppError("WORKSPACE_IN_USE", { applicationId, name: user.name });
}

/** Names are told apart as people do: not by capital letters. */
export function sameName(one: string, other: string): boolean {
  return one.normalize().toLowerCase() === other.normalize().toLowerCase();
}

function planKey(
  before: WorkspaceRow,
  { privateKey }: WorkspaceInput,
  now: number,
  store: Map<string, string>,
  remove: string[],
): WorkspaceRow["key"] {
  if (privateKey === undefined) return before.key;
  if (privateKey === null) {
    if (before.key !== null) remove.push(secretName.privateKey(before.id));
    return null;
  }
  const { pkcs8Pem, summary } = readPrivateKey(privateKey);
  store.set(secretName.privateKey(before.id), pkcs8Pem);
  return { ...summary, addedAt: now };
}

/** @throws AppError `WORKSPACE_API_KEY_SIMULATED` */
export function assertRealApiKey(apiKey: string, simulatedApiKey: string | null): void {
  if (apiKey === simulatedApiKey) throw new AppError("WORKSPACE_API_KEY_SIMULATED", { apiKey });
}

function planAccount(
  before: WorkspaceRow,
  { apiKey }: WorkspaceInput,
  { rows, simulatedApiKey, now, newId }: PlanContext,
): { readonly account: AccountRow | null; readonly isNew: boolean } {
  const present = rows.accounts.find(({ id }) => id === before.accountId) ?? null;
  if (apiKey === undefined || apiKey === present?.apiKey) return { account: present, isNew: false };
  if (apiKey === null) return { account: null, isNew: false };
  assertRealApiKey(apiKey, simulatedApiKey);

  const known = rows.accounts.find((account) => account.apiKey === apiKey);
  if (known !== undefined) return { account: known, isNew: false };
  // The key of an account of this workspace alone was corrected: its secrets stay, as everything does that is left out.
  const isCorrection = present !== null && isOnlyUser(before, present, rows);
  if (isCorrection) return { account: { ...present, apiKey, signatureProvedAt: null }, isNew: true };
  return {
    account: {
      id: newId(),
      apiKey,
      hasApiSecret: false,
      hasSignatureSecret: false,
      previousSecretUntil: null,
      signatureProvedAt: null,
      createdAt: now,
    },
    isNew: true,
  };
}

function planAccountSecrets(
  account: AccountRow | null,
  isNew: boolean,
  input: WorkspaceInput,
  { signatureSecretOf, now }: PlanContext,
  store: Map<string, string>,
  remove: string[],
): AccountRow | null {
  const apiSecret = trimmed(input.apiSecret);
  const signatureSecret = trimmed(input.signatureSecret);
  if (account === null) {
    if (typeof apiSecret === "string" || typeof signatureSecret === "string") {
      throw new AppError("CREDENTIALS_API_KEY_MISSING");
    }
    return null;
  }

  let next = account;
  if (apiSecret !== undefined) {
    next = { ...next, hasApiSecret: apiSecret !== null };
    if (apiSecret === null) remove.push(secretName.apiSecret(account.id));
    else store.set(secretName.apiSecret(account.id), apiSecret);
  }
  if (signatureSecret === null) {
    next = { ...next, hasSignatureSecret: false, previousSecretUntil: null, signatureProvedAt: null };
    remove.push(secretName.signatureSecret(account.id), secretName.previousSignatureSecret(account.id));
  } else if (signatureSecret !== undefined) {
    const present = account.hasSignatureSecret ? signatureSecretOf(account.id) : null;
    if (present !== null && present !== signatureSecret) {
      store.set(secretName.previousSignatureSecret(account.id), present);
      next = { ...next, previousSecretUntil: now + ROTATION_MS };
    }
    store.set(secretName.signatureSecret(account.id), signatureSecret);
    const isSame = present === signatureSecret;
    next = {
      ...next,
      hasSignatureSecret: true,
      signatureProvedAt: isSame ? account.signatureProvedAt : null,
    };
  } else if (input.previousSignatureSecret === null && account.previousSecretUntil !== null) {
    next = { ...next, previousSecretUntil: null };
    remove.push(secretName.previousSignatureSecret(account.id));
  }
  return isNew || next !== account ? next : null;
}

// Pasted secrets bring line breaks along, and no secret of Vonage begins or ends with white space.
function trimmed(secret: string | null | undefined): string | null | undefined {
  if (typeof secret !== "string") return secret;
  const text = secret.trim();
  if (text === "") {
    throw new AppError("CONTRACT_INPUT_INVALID", {
      name: "workspaces.change",
      problem: "A secret is blank.",
    });
  }
  return text;
}

function droppedAccount(
  before: WorkspaceRow,
  after: Pick<AccountRow, "id"> | null,
  rows: WorkspaceRows,
): AccountRow | null {
  const account = rows.accounts.find(({ id }) => id === before.accountId);
  if (account === undefined || account.id === after?.id || !isOnlyUser(before, account, rows)) return null;
  return account;
}

function isOnlyUser(workspace: WorkspaceRow, account: AccountRow, { workspaces }: WorkspaceRows): boolean {
  return workspaces.every((other) => other.id === workspace.id || other.accountId !== account.id);
}

function secretsOf({ id }: AccountRow): readonly string[] {
  return [secretName.apiSecret(id), secretName.signatureSecret(id), secretName.previousSignatureSecret(id)];
}
