// Less to write for each delivery: what can be told from the rest of a row is not stored beside it.
import type { Migration } from "./index.ts";

/**
 * A body's size and SHA-256 are read off the body (`cut_from` is the size of one that was not kept whole), and why a
 * signature is not verified is stored by its name. `message_key` stands for the message in the index: a third of its
 * length, different enough for every kind of UUID (random, or by time).
 */
export const leanEventsMigration: Migration = {
  version: 4,
  name: "lean-events",
  sql: `
    CREATE TABLE lean_requests(
      event_id INTEGER PRIMARY KEY,
      method TEXT NOT NULL,
      path TEXT NOT NULL,
      headers TEXT NOT NULL,
      body BLOB NOT NULL,
      cut_from INTEGER
    ) STRICT;
    INSERT INTO lean_requests(event_id, method, path, headers, body, cut_from)
      SELECT event_id, method, path, headers, body, iif(truncated, body_bytes, NULL) FROM requests ORDER BY event_id;
    DROP TABLE requests;
    ALTER TABLE lean_requests RENAME TO requests;

    UPDATE events SET signature_reason = CASE signature_reason
      WHEN 'It carries no webhook JWT, although a signature secret is stored.' THEN 'missing'
      WHEN 'The Authorization header does not hold a well-formed JWT.' THEN 'malformed'
      WHEN 'The Authorization header holds a JWT without the word Bearer before it.' THEN 'schemeMissing'
      WHEN 'The algorithm of the JWT is not HS256.' THEN 'algorithm'
      WHEN 'The JWT demands extensions (crit) that Hookline does not know.' THEN 'critical'
      WHEN 'The signature does not match the stored secret.' THEN 'mismatch'
      WHEN 'It is signed for another account than the one of this Page.' THEN 'otherAccount'
      WHEN 'No signature secret is stored for this account.' THEN 'noSecret'
      WHEN 'The issuer (iss) is not Vonage.' THEN 'issuer'
      WHEN 'The time of issue (iat) is not a number.' THEN 'issuedAt'
      WHEN 'The JWT is not valid yet (nbf).' THEN 'notBefore'
      WHEN 'The JWT has expired (exp).' THEN 'expired'
      WHEN 'The JWT has no payload_hash.' THEN 'hashMissing'
      WHEN 'payload_hash does not match the body: the body was changed on its way.' THEN 'hashMismatch'
      WHEN 'The body was over the limit, so payload_hash could not be compared.' THEN 'hashUnknown'
    END WHERE signature_reason IS NOT NULL;

    ALTER TABLE events ADD COLUMN message_key TEXT
      GENERATED ALWAYS AS (substr(message_uuid, 1, 4) || substr(message_uuid, -8)) VIRTUAL;
    DROP INDEX events_message;
    CREATE INDEX events_message ON events(message_key) WHERE message_key IS NOT NULL;
  `,
};
