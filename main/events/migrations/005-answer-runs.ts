// Nearly all answers in few rows, and messages found by all of their id.
import type { Migration } from "./index.ts";

/**
 * `answer_runs`: see answer-runs.ts. The index of messages holds whole ids: with twelve characters of each, whoever sends
 * many that differ in the middle alone would make every delivery slower than the last.
 */
export const answerRunsMigration: Migration = {
  version: 5,
  name: "answer-runs",
  sql: `
    CREATE TABLE answer_runs(
      first_id INTEGER PRIMARY KEY,
      last_id INTEGER NOT NULL,
      micros TEXT NOT NULL
    ) STRICT;

    DROP INDEX events_message;
    ALTER TABLE events DROP COLUMN message_key;
    CREATE INDEX events_message ON events(message_uuid) WHERE message_uuid IS NOT NULL;
  `,
};
