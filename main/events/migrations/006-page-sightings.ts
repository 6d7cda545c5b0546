// That a Page link has ended, and what the account said last of a Page.
import type { Migration } from "./index.ts";

/**
 * `ended_at`: our clock when a call of ours took the Page off the account. `page_sightings` holds one row for each Page an
 * account was asked about; `workspace_id` tells whose Page it is while the API key is not known.
 */
export const pageSightingsMigration: Migration = {
  version: 6,
  name: "page-sightings",
  sql: `
    ALTER TABLE page_links ADD COLUMN ended_at INTEGER;

    CREATE TABLE page_sightings(
      id INTEGER PRIMARY KEY,
      workspace_id TEXT NOT NULL,
      api_key TEXT,
      page_id TEXT NOT NULL,
      on_account INTEGER NOT NULL,
      application_id TEXT,
      since INTEGER NOT NULL,
      seen_by TEXT NOT NULL
    ) STRICT;
    CREATE INDEX page_sightings_page ON page_sightings(page_id);
  `,
};
