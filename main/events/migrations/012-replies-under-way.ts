// Replies are noted before they leave, so that a kill in between hides none of them.
import type { Migration } from "./index.ts";

/** `event` is the reply as it is logged where nothing came back, as JSON; see messages/replies-under-way.ts. */
export const repliesUnderWayMigration: Migration = {
  version: 12,
  name: "replies-under-way",
  sql: `
    CREATE TABLE replies_under_way(
      id INTEGER PRIMARY KEY,
      workspace_id TEXT NOT NULL,
      event TEXT NOT NULL
    ) STRICT;
  `,
};
