// The event log: what arrived or was sent, its bytes, and the answers. Append-only; nothing here is updated in place.
import type { Migration } from "./index.ts";

/**
 * `events` holds what lists and filters need, `requests` the bytes, `answers` what was answered later. No foreign keys
 * and no CHECKs: each costs the acknowledgement time, the one writer is typed, and rows are only ever removed together.
 */
export const eventsMigration: Migration = {
  version: 1,
  name: "events",
  sql: `
    CREATE TABLE events(
      id INTEGER PRIMARY KEY AUTOINCREMENT,
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

    CREATE TABLE requests(
      event_id INTEGER PRIMARY KEY,
      method TEXT NOT NULL,
      path TEXT NOT NULL,
      headers TEXT NOT NULL,
      body BLOB NOT NULL,
      body_bytes INTEGER NOT NULL,
      body_sha256 TEXT,
      truncated INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE answers(
      event_id INTEGER PRIMARY KEY,
      status INTEGER NOT NULL,
      duration_us INTEGER NOT NULL,
      headers TEXT NOT NULL,
      body TEXT,
      read_us INTEGER,
      verify_us INTEGER,
      store_us INTEGER,
      answer_us INTEGER,
      sent INTEGER NOT NULL
    ) STRICT;

    CREATE INDEX events_message ON events(message_uuid) WHERE message_uuid IS NOT NULL;
    CREATE INDEX events_person ON events(psid, page_id, workspace_id, kind)
      WHERE attempt = 1 AND kind IN ('inbound', 'reply');
    CREATE INDEX events_error ON events(error_code, workspace_id) WHERE error_code IS NOT NULL;
    CREATE INDEX answers_refused ON answers(event_id) WHERE status >= 400;
  `,
};
