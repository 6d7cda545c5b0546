// SQL about the deliveries of one message: which of them stands for it, and whether any of them can be believed.
import { EVENTS_BY_MESSAGE } from "./message-index.ts";

/** First deliveries of messages: exactly what the index `events_person` holds, so it must be written just so. */
export function firstMessages(alias: string): string {
  return `${alias}.attempt = 1 AND ${alias}.kind IN ('inbound', 'reply')`;
}

/** Deliveries `alias`, of {@link EVENTS_BY_MESSAGE}, of the same message `of`: of one person, so that a forgery which names another one is no copy. */
export function copies(alias: string, of: string): string {
  return `${alias}.message_uuid = ${of}.message_uuid AND ${alias}.kind = ${of}.kind AND ${alias}.psid = ${of}.psid
    AND ${alias}.page_id = ${of}.page_id AND ${alias}.workspace_id IS ${of}.workspace_id`;
}

/** The delivery that stands for a message: whoever forges it first, or sends it unsigned, must not take its place. */
export function bestCopy(of: string): string {
  return `iif(${of}.kind = 'reply' OR ${of}.signature_state IS 'verified', ${of}.id,
    coalesce((SELECT g.id FROM ${EVENTS_BY_MESSAGE} g WHERE ${copies("g", of)} ORDER BY
      CASE g.signature_state WHEN 'verified' THEN 0 WHEN 'bad' THEN 2 ELSE 1 END, g.attempt LIMIT 1), ${of}.id))`;
}

/** Whether any delivery of the message has a signature that is not bad. */
export function isSound(of: string): string {
  return `(${of}.signature_state IS NOT 'bad'
    OR EXISTS(SELECT 1 FROM ${EVENTS_BY_MESSAGE} g WHERE ${copies("g", of)} AND g.signature_state IS NOT 'bad'))`;
}
