// How the Page link stands: a date the person gave, the term the guides name, and the one thing that proves its end.
import { LINK_TERM_DAYS } from "../../preload/contract/linking.ts";
import type { LinkState, PageLink } from "../../preload/contract/linking.ts";
import { addDays, dayOf, daysBetween, type Day } from "./calendar.ts";
import type { PageSighting } from "./page-sightings.ts";
import type { LinkingFacts, Witness } from "./probe.ts";

/**
 * Judges the newest link. `expired` is the newest status with code 1370, `goodAt` when the newest delivered reply left, `page`
 * what the account said last of the Page.
 */
export function judgeLink(
  link: PageLink | null,
  facts: Pick<LinkingFacts, "expired" | "goodAt" | "page">,
  { now, timeZone }: { readonly now: number; readonly timeZone?: string | undefined },
): LinkState {
  const { page } = facts;
  const expired = openExpiry(facts);
  const end = endOf(link, page);
  const ended = end === null ? null : { ...end, day: dayOf(end.at, timeZone) };
  // A status of a link that is over says nothing of what came after.
  const overSince = link?.endedAt ?? ended?.at ?? null;
  const isExpired =
    expired !== null && (overSince === null ? isAfter(expired, link, timeZone) : expired.at > overSince);
  const expiredBy = isExpired ? expired : null;
  if (link === null || overSince !== null) {
    const onAccountSince = ended === null && page?.isOnAccount === true ? page.since : null;
    const noDay = { linkedOn: null, source: null, guidesExpireOn: null, daysLeft: null };
    return { ...noDay, expiredBy, ended, onAccountSince };
  }
  const guidesExpireOn = addDays(link.linkedOn, LINK_TERM_DAYS);
  return {
    linkedOn: link.linkedOn,
    source: link.source,
    guidesExpireOn,
    daysLeft: daysBetween(dayOf(now, timeZone), guidesExpireOn),
    expiredBy,
    ended,
    onAccountSince: null,
  };
}

/** The status with code 1370, unless a reply that left after it was delivered: the link is good again, whoever renewed it. */
export function openExpiry({ expired, goodAt }: Pick<LinkingFacts, "expired" | "goodAt">): Witness | null {
  return expired !== null && goodAt !== null && goodAt > expired.at ? null : expired;
}

/**
 * Whether a day that is entered now only corrects that entry: it was entered, too, nothing has shown of its link since, and
 * the day was no day ahead then, as that of a later link would have been.
 */
export function isCorrectedBy(
  day: Day,
  { source, recordedAt, endedAt }: PageLink,
  { expired, goodAt, page }: Pick<LinkingFacts, "expired" | "goodAt" | "page">,
  timeZone: string | undefined,
): boolean {
  if (source !== "entered" || endedAt !== null || day > dayOf(recordedAt, timeZone)) return false;
  const leftAt = page === null || page.isOnAccount ? null : page.since;
  return [expired?.at ?? null, goodAt, leftAt].every((at) => at === null || at <= recordedAt);
}

/** How the Page left the account; null while it is there, or nothing says otherwise. */
type LinkEnd = Omit<NonNullable<LinkState["ended"]>, "day">;

function endOf(link: PageLink | null, page: PageSighting | null): LinkEnd | null {
  if (link !== null && link.endedAt !== null) {
    const isBack = page?.isOnAccount === true && page.since > link.endedAt;
    return isBack ? null : { at: link.endedAt, by: "removed" };
  }
  if (page === null || page.isOnAccount) return null;
  // What was recorded after the account was asked is newer than its answer.
  if (link !== null && link.recordedAt >= page.since) return null;
  return { at: page.since, by: page.by === "removed" ? "removed" : "missing" };
}

// A link has a day, not an hour. One recorded on its own day happened before it was recorded; of one recorded later, the
// whole day counts as before: nobody is rejected for expiry on the day of linking.
function isAfter(expired: Witness, link: PageLink | null, timeZone: string | undefined): boolean {
  if (link === null) return true;
  if (dayOf(link.recordedAt, timeZone) === link.linkedOn) return expired.at > link.recordedAt;
  return dayOf(expired.at, timeZone) > link.linkedOn;
}
