// Accounts, their workspaces, the ledger of Page links, and what was ticked while linking.
import type { Migration } from "./index.ts";

/**
 * `accounts` and `workspaces` hold no secret, only whether the vault holds one. `page_links` is keyed by account and Page,
 * so that two applications on one Page share it; an entry made before either was known belongs to its workspace.
 */
export const workspacesMigration: Migration = {
  version: 2,
  name: "workspaces",
  sql: `
    CREATE TABLE accounts(
      id TEXT PRIMARY KEY,
      api_key TEXT NOT NULL UNIQUE,
      has_api_secret INTEGER NOT NULL,
      has_signature_secret INTEGER NOT NULL,
      previous_secret_until INTEGER,
      created_at INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE workspaces(
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL CHECK(kind IN ('real', 'sandbox')),
      application_id TEXT,
      account_id TEXT REFERENCES accounts(id),
      page_id TEXT,
      page_name TEXT,
      api_host TEXT NOT NULL,
      key_summary TEXT,
      created_at INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE page_links(
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      workspace_id TEXT NOT NULL,
      api_key TEXT,
      page_id TEXT,
      linked_on TEXT NOT NULL,
      source TEXT NOT NULL,
      recorded_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX page_links_page ON page_links(api_key, page_id);
    CREATE INDEX page_links_workspace ON page_links(workspace_id);

    CREATE TABLE linking(
      workspace_id TEXT PRIMARY KEY,
      generation TEXT NOT NULL,
      relinking INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE linking_ticks(
      workspace_id TEXT NOT NULL,
      step TEXT NOT NULL,
      done INTEGER NOT NULL,
      at INTEGER NOT NULL,
      PRIMARY KEY(workspace_id, step)
    ) STRICT, WITHOUT ROWID;
  `,
};
