// The index of message ids becomes a table, so that it can be written a moment after the events, many at a time.
import type { Migration } from "./index.ts";

/** `message_index_up_to` has one row: what came after that event is not in `message_index` yet. */
export const messageIndexMigration: Migration = {
  version: 11,
  name: "message-index",
  sql: `
    CREATE TABLE message_index(
      message_uuid TEXT NOT NULL,
      event_id INTEGER NOT NULL,
      PRIMARY KEY(message_uuid, event_id)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO message_index SELECT message_uuid, id FROM events WHERE message_uuid IS NOT NULL ORDER BY message_uuid, id;
    CREATE TABLE message_index_up_to(id INTEGER NOT NULL) STRICT;
    INSERT INTO message_index_up_to SELECT coalesce(max(id), 0) FROM events;
    DROP INDEX events_message;
  `,
};
