// Key pairs that were made for applications of which it is not known yet whether they were created.
import type { Migration } from "./index.ts";

/** One row for each private key that waits in the vault; `key_fingerprint` is that of its public key. */
export const pendingKeysMigration: Migration = {
  version: 7,
  name: "pending-keys",
  sql: `
    CREATE TABLE pending_keys(
      key_fingerprint TEXT PRIMARY KEY,
      workspace_id TEXT NOT NULL,
      application_name TEXT NOT NULL,
      api_host TEXT NOT NULL,
      api_key TEXT NOT NULL,
      made_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX pending_keys_workspace ON pending_keys(workspace_id);
  `,
};
