// Event ids are given by the writer alone; SQLite noted the last one too, a page of every commit.
import type { Migration } from "./index.ts";

/** `removed_up_to` has one row: no id up to it is given again, although its event may be gone. */
export const givenIdsMigration: Migration = {
  version: 10,
  name: "given-ids",
  sql: `
    CREATE TABLE removed_up_to(id INTEGER NOT NULL) STRICT;
    INSERT INTO removed_up_to SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'events'), 0);

    CREATE TABLE given_events(
      id INTEGER PRIMARY KEY,
      workspace_id TEXT,
      simulated INTEGER NOT NULL,
      kind TEXT NOT NULL,
      received_at INTEGER NOT NULL,
      payload_version TEXT,
      message_uuid TEXT,
      channel TEXT,
      psid TEXT,
      page_id TEXT,
      sent_at INTEGER,
      message_type TEXT,
      text TEXT,
      media_url TEXT,
      status TEXT,
      error_code TEXT,
      error_title TEXT,
      error_detail TEXT,
      client_ref TEXT,
      usage TEXT,
      signature_state TEXT,
      signature_reason TEXT,
      secret_tried TEXT,
      attempt INTEGER NOT NULL,
      problem INTEGER NOT NULL
    ) STRICT;
    INSERT INTO given_events SELECT * FROM events ORDER BY id;
    DROP TABLE events;
    ALTER TABLE given_events RENAME TO events;

    CREATE INDEX events_message ON events(message_uuid) WHERE message_uuid IS NOT NULL;
    CREATE INDEX events_person ON events(psid, page_id, workspace_id, kind)
      WHERE attempt = 1 AND kind IN ('inbound', 'reply');
    CREATE INDEX events_error ON events(error_code, workspace_id) WHERE error_code IS NOT NULL;
  `,
};
