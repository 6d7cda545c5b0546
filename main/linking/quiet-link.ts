// Whether messages stopped with the link: it is over, and nothing has come since. Pure.
import type { LinkState, QuietLink } from "../../preload/contract/linking.ts";
import { dayOf } from "./calendar.ts";
import type { LinkingFacts } from "./probe.ts";

/** null while the link goes on, or something came after its end. The simulator's Page has no term, the sandbox's no link. */
export function quietSince(
  link: LinkState,
  { lastInbound, isSimulated, isSandbox }: Pick<LinkingFacts, "lastInbound" | "isSimulated" | "isSandbox">,
  timeZone: string | undefined,
): QuietLink | null {
  if (isSandbox) return null;
  if (link.expiredBy !== null) return sinceMoment("status", link.expiredBy.at);
  if (link.ended !== null) return sinceMoment("ended", link.ended.at);
  const { guidesExpireOn, daysLeft } = link;
  if (isSimulated || guidesExpireOn === null || daysLeft === null || daysLeft >= 0) return null;
  const came = lastInbound === null ? null : dayOf(lastInbound.at, timeZone);
  return came !== null && came > guidesExpireOn ? null : { day: guidesExpireOn, by: "term" };

  function sinceMoment(by: "status" | "ended", at: number): QuietLink | null {
    return lastInbound !== null && lastInbound.at > at ? null : { day: dayOf(at, timeZone), by };
  }
}
