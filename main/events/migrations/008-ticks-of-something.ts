// What a step was ticked for: the application, the account and the Page that the workspace had then.
import type { Migration } from "./index.ts";

/** null = not known then, or the workspace had none. Ticks of before are taken to be for what the workspace has now. */
export const ticksOfSomethingMigration: Migration = {
  version: 8,
  name: "ticks-of-something",
  sql: `
    ALTER TABLE linking_ticks ADD COLUMN application_id TEXT;
    ALTER TABLE linking_ticks ADD COLUMN api_key TEXT;
    ALTER TABLE linking_ticks ADD COLUMN page_id TEXT;
    UPDATE linking_ticks SET
      application_id = (SELECT application_id FROM workspaces WHERE id = workspace_id),
      page_id = (SELECT page_id FROM workspaces WHERE id = workspace_id),
      api_key = (
        SELECT accounts.api_key FROM workspaces JOIN accounts ON accounts.id = workspaces.account_id
        WHERE workspaces.id = workspace_id
      );
  `,
};
