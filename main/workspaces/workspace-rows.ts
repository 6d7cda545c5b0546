// The rows of accounts and workspaces, as they stand in the store. No secret passes through here.
import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import { ApplicationId, PageId, WorkspaceId } from "../../preload/contract/ids.ts";
import { KeySummary } from "../../preload/contract/workspace.ts";
import type { WorkspaceKind } from "../../preload/contract/workspace.ts";
import { toWriteError } from "../events/store-errors.ts";

/** A Vonage account. */
export interface AccountRow {
  readonly id: string;
  readonly apiKey: string;
  readonly hasApiSecret: boolean;
  readonly hasSignatureSecret: boolean;
  /** Until when the signature secret before this one is still tried, epoch ms; null = there is none. */
  readonly previousSecretUntil: number | null;
  /** When a webhook first proved the present signature secret right, epoch ms; null = none has yet. */
  readonly signatureProvedAt: number | null;
  readonly createdAt: number;
}

/** A workspace without its secrets. */
export interface WorkspaceRow {
  readonly id: WorkspaceId;
  readonly name: string;
  readonly kind: WorkspaceKind;
  readonly applicationId: ApplicationId | null;
  readonly accountId: string | null;
  readonly pageId: PageId | null;
  readonly pageName: string | null;
  readonly apiHost: string;
  readonly key: KeySummary | null;
  readonly createdAt: number;
  /** Events from before are of another application, epoch ms; null = none are. */
  readonly applicationSince: number | null;
  /** Events from before are of another account, epoch ms; null = none are. */
  readonly accountSince: number | null;
}

/** All accounts and workspaces. */
export interface WorkspaceRows {
  readonly accounts: readonly AccountRow[];
  /** Oldest first. */
  readonly workspaces: readonly WorkspaceRow[];
}

/** Reads all rows. */
export function readWorkspaceRows(database: DatabaseSync): WorkspaceRows {
  return {
    accounts: database.prepare("SELECT * FROM accounts ORDER BY created_at, id").all().map(toAccount),
    workspaces: database.prepare("SELECT * FROM workspaces ORDER BY created_at, id").all().map(toWorkspace),
  };
}

/** Runs `write` as one transaction. @throws AppError `DATA_WRITE_FAILED`, `DATA_FILE_DAMAGED`; nothing was changed then */
export function writeRows(database: DatabaseSync, write: () => void): void {
  try {
    database.exec("BEGIN IMMEDIATE");
    write();
    database.exec("COMMIT");
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw toWriteError("DATA_WRITE_FAILED", error);
  }
}

/** Inserts the account, or replaces the one with its id. A new API key takes the ledger of its Page links along. */
export function putAccount(database: DatabaseSync, account: AccountRow): void {
  database
    .prepare(
      "UPDATE page_links SET api_key = :apiKey WHERE api_key = (SELECT api_key FROM accounts WHERE id = :id)",
    )
    .run({ id: account.id, apiKey: account.apiKey });
  // So do the ticks.
  database
    .prepare(
      `UPDATE linking_ticks SET api_key = :apiKey WHERE api_key = (SELECT api_key FROM accounts WHERE id = :id)
       AND workspace_id IN (SELECT id FROM workspaces WHERE account_id = :id)`,
    )
    .run({ id: account.id, apiKey: account.apiKey });
  // What another key's account said of its Pages says nothing of this one's.
  database
    .prepare(
      `DELETE FROM page_sightings
       WHERE api_key = (SELECT api_key FROM accounts WHERE id = :id) AND api_key <> :apiKey`,
    )
    .run({ id: account.id, apiKey: account.apiKey });
  database
    .prepare(
      `INSERT INTO accounts VALUES (:id, :apiKey, :hasApiSecret, :hasSignatureSecret, :previousSecretUntil, :createdAt,
         :signatureProvedAt)
       ON CONFLICT(id) DO UPDATE SET api_key = :apiKey, has_api_secret = :hasApiSecret,
         has_signature_secret = :hasSignatureSecret, previous_secret_until = :previousSecretUntil,
         signature_proved_at = :signatureProvedAt`,
    )
    .run({
      ...account,
      hasApiSecret: Number(account.hasApiSecret),
      hasSignatureSecret: Number(account.hasSignatureSecret),
    });
}

/** Notes that the signature secrets before the present ones are tried no more. */
export function forgetPreviousSecrets(database: DatabaseSync, accounts: readonly AccountRow[]): void {
  for (const account of accounts) putAccount(database, { ...account, previousSecretUntil: null });
}

/** Inserts the workspace, or replaces the one with its id. */
export function putWorkspace(database: DatabaseSync, { key, ...workspace }: WorkspaceRow): void {
  database
    .prepare(
      `INSERT INTO workspaces VALUES
         (:id, :name, :kind, :applicationId, :accountId, :pageId, :pageName, :apiHost, :keySummary, :createdAt,
          :applicationSince, :accountSince)
       ON CONFLICT(id) DO UPDATE SET name = :name, kind = :kind, application_id = :applicationId,
         account_id = :accountId, page_id = :pageId, page_name = :pageName, api_host = :apiHost, key_summary = :keySummary,
         application_since = :applicationSince, account_since = :accountSince`,
    )
    .run({ ...workspace, keySummary: key === null ? null : JSON.stringify(key) });
}

/** Removes the workspace, what was ticked in it, and the links that no account knows. */
export function deleteWorkspace(database: DatabaseSync, id: WorkspaceId): void {
  for (const sql of [
    "DELETE FROM workspaces WHERE id = ?",
    "DELETE FROM pending_keys WHERE workspace_id = ?",
    "DELETE FROM linking WHERE workspace_id = ?",
    "DELETE FROM linking_ticks WHERE workspace_id = ?",
    "DELETE FROM page_links WHERE workspace_id = ? AND (api_key IS NULL OR page_id IS NULL)",
    "DELETE FROM page_sightings WHERE workspace_id = ? AND api_key IS NULL",
  ]) {
    database.prepare(sql).run(id);
  }
}

/** Removes the account, the ledger of its Page links, and what it said of its Pages. */
export function deleteAccount(database: DatabaseSync, { id, apiKey }: AccountRow): void {
  database.prepare("DELETE FROM page_links WHERE api_key = ?").run(apiKey);
  database.prepare("DELETE FROM page_sightings WHERE api_key = ?").run(apiKey);
  database.prepare("DELETE FROM accounts WHERE id = ?").run(id);
}

/** What was removed is written over in the file (`secure_delete`); this takes it out of the log of changes beside it. */
export function forgetChanges(database: DatabaseSync): void {
  database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
}

type Row = Readonly<Record<string, SQLOutputValue>>;

function toAccount(row: Row): AccountRow {
  return {
    id: String(row["id"]),
    apiKey: String(row["api_key"]),
    hasApiSecret: row["has_api_secret"] === 1,
    hasSignatureSecret: row["has_signature_secret"] === 1,
    previousSecretUntil: numberOf(row["previous_secret_until"]),
    signatureProvedAt: numberOf(row["signature_proved_at"]),
    createdAt: Number(row["created_at"]),
  };
}

function toWorkspace(row: Row): WorkspaceRow {
  const summary = textOf(row["key_summary"]);
  return {
    id: WorkspaceId.parse(row["id"]),
    name: String(row["name"]),
    kind: row["kind"] === "sandbox" ? "sandbox" : "real",
    applicationId: ApplicationId.nullable().parse(row["application_id"]),
    accountId: textOf(row["account_id"]),
    pageId: PageId.nullable().parse(row["page_id"]),
    pageName: textOf(row["page_name"]),
    apiHost: String(row["api_host"]),
    key: summary === null ? null : KeySummary.parse(JSON.parse(summary)),
    createdAt: Number(row["created_at"]),
    applicationSince: numberOf(row["application_since"]),
    accountSince: numberOf(row["account_since"]),
  };
}

function numberOf(value: SQLOutputValue | undefined): number | null {
  return typeof value === "number" ? value : null;
}

function textOf(value: SQLOutputValue | undefined): string | null {
  return typeof value === "string" ? value : null;
}
