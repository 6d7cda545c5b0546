// What is seen, too, is about the application, the account and the Page of its time; and each of them keeps its ticks.
import type { Migration } from "./index.ts";

/**
 * `workspaces.application_since`, `account_since`: events from before say nothing of what it has now; null = all do.
 * `environment_subject` keeps the same of the workspace of the environment, which has no row: digests of what it names.
 * `linking_ticks` gets a row for each thing a step was ticked for, so that going back to one brings its ticks back.
 */
export const evidenceOfSomethingMigration: Migration = {
  version: 9,
  name: "evidence-of-something",
  sql: `
    ALTER TABLE workspaces ADD COLUMN application_since INTEGER;
    ALTER TABLE workspaces ADD COLUMN account_since INTEGER;
    CREATE TABLE environment_subject(
      id INTEGER PRIMARY KEY,
      application TEXT,
      account TEXT,
      application_since INTEGER,
      account_since INTEGER
    ) STRICT;

    CREATE TABLE ticks(
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      workspace_id TEXT NOT NULL,
      step TEXT NOT NULL,
      done INTEGER NOT NULL,
      at INTEGER NOT NULL,
      application_id TEXT,
      api_key TEXT,
      page_id TEXT
    ) STRICT;
    INSERT INTO ticks(workspace_id, step, done, at, application_id, api_key, page_id)
      SELECT workspace_id, step, done, at, application_id, api_key, page_id FROM linking_ticks;
    DROP TABLE linking_ticks;
    ALTER TABLE ticks RENAME TO linking_ticks;
    CREATE INDEX linking_ticks_workspace ON linking_ticks(workspace_id);
  `,
};
