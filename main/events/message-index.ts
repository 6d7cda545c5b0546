// Finds the events of a message id. An index of SQLite's own would be written with every event; this one is a table that is
// written a moment after them, many at a time, so that no answer waits for it. The store has it written before it reads;
// while the disk is full, the newest events are not in it.

/** Stands for `events` where they are looked for by `message_uuid`, with the columns that are asked for there. */
export const EVENTS_BY_MESSAGE = `(SELECT m.message_uuid, m.event_id AS id, e.workspace_id, e.kind, e.received_at, e.psid,
    e.page_id, e.sent_at, e.status, e.error_code, e.error_title, e.error_detail, e.signature_state, e.signature_reason, e.attempt
  FROM message_index m CROSS JOIN events e ON e.id = m.event_id)`;

/**
 * Whether the message id of `events e` is `uuid`, a parameter. Those that are not in the index are looked at themselves: for
 * readers beside a running Hookline, who cannot have it written, and while the disk is full.
 */
export function hasMessageUuid(uuid: string): string {
  return `(e.id IN (SELECT event_id FROM message_index WHERE message_uuid = ${uuid})
    OR (e.id > (SELECT id FROM message_index_up_to) AND e.message_uuid = ${uuid}))`;
}

/** Takes in the events after one id, up to another. */
export const INDEX_MESSAGES = `INSERT INTO message_index
  SELECT message_uuid, id FROM events WHERE id > ? AND id <= ? AND message_uuid IS NOT NULL`;
