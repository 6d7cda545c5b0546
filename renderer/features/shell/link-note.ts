// How the Page link stands, in the few words of the card.
import { LINK_TERM_DAYS, type LinkState } from "../../../preload/contract/linking.ts";
import { formatCount } from "../../components/format.ts";

/** What the card says of a link once all steps are done. The term is the guides'; only a 1370 is a fact. */
export function linkNote({ expiredBy, ended, daysLeft }: LinkState): string {
  if (expiredBy !== null) return "The link expired";
  if (ended !== null) return "The link is over";
  if (daysLeft === null) return "The Page is linked";
  if (daysLeft < 0) return `Past the ${String(LINK_TERM_DAYS)} days by ${formatCount(-daysLeft)}`;
  return `${String(daysLeft)} of the ${String(LINK_TERM_DAYS)} days left`;
}
