// Finds the attempt before an event's own, as the log counts them: of one message to or from one person and Page.
import type { EventRow, LoggedEvent } from "../../../preload/contract/event.ts";

/** What is looked for: attempts of the event's message, and perhaps others; null = there is none before it. */
export function attemptsQuery({ messageUuid, kind, psid, pageId, attempt }: LoggedEvent): string | null {
  if (attempt <= 1 || messageUuid === null || messageUuid.includes('"')) return null;
  const terms = [`uuid:"${messageUuid}"`, `kind:${kind}`];
  // So that no number of forgeries which name others pushes it out of the page.
  if (psid !== null && !psid.includes('"')) terms.push(`psid:"${psid}"`);
  if (pageId !== null && !pageId.includes('"')) terms.push(`page:"${pageId}"`);
  return terms.join(" ");
}

/** The attempt before, among what was found. By hand, for the query knows only ids, and the statuses of the API's list. */
export function previousAttempt(event: LoggedEvent, rows: readonly EventRow[]): EventRow | null {
  const { kind, messageUuid, status, workspace, psid, pageId, attempt } = event;
  const previous = rows.find(
    (row) =>
      row.attempt === attempt - 1 &&
      row.kind === kind &&
      row.messageUuid === messageUuid &&
      row.status === status &&
      row.workspace === workspace &&
      row.psid === psid &&
      row.pageId === pageId,
  );
  return previous ?? null;
}
