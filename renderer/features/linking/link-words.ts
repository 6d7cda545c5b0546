// The one place that says in words and tone how a Page link stands.
import { RELINK_DAYS_BEFORE, type LinkState } from "../../../preload/contract/linking.ts";
import { dayName } from "../../components/day-name.ts";
import { formatCount } from "../../components/format.ts";

const URGENT_DAYS = 3;

/** How urgent a link is; each tone has its colour. */
export type LinkTone = "unknown" | "good" | "soon" | "urgent" | "over" | "expired";

/**
 * Green, amber from the day on which to link again, red for the last {@link URGENT_DAYS}. Then only the guides' days are over; what
 * proves the end is a status 1370, which overrides the date.
 */
export function linkTone(link: LinkState): LinkTone {
  if (link.expiredBy !== null) return "expired";
  if (link.daysLeft === null) return "unknown";
  if (link.daysLeft < 0) return "over";
  if (link.daysLeft <= URGENT_DAYS) return "urgent";
  return link.daysLeft <= RELINK_DAYS_BEFORE ? "soon" : "good";
}

/**
 * Whether Part 1 needs nothing: the Page is on the account, and neither a status nor the guides' term says that it is to be
 * linked again.
 */
export function isPart1Done(link: LinkState): boolean {
  const isOnAccount = link.linkedOn !== null || link.onAccountSince !== null;
  const tone = linkTone(link);
  return isOnAccount && tone !== "over" && tone !== "expired";
}

/** How a link stands: the figure of the ring, the words below it, and one sentence for all. */
export interface LinkWords {
  readonly big: string;
  readonly small: string;
  /** What the figure is part of; null where it is none. */
  readonly whole: string | null;
  readonly sentence: string;
}

/** What the ring, the chip and the screen reader say. The term is the guides'; only a 1370 is a fact. */
export function linkWords(link: LinkState): LinkWords {
  if (link.expiredBy !== null) {
    return {
      big: "0",
      small: "expired, by status 1370",
      whole: null,
      sentence: "The Page link has expired: Vonage sent a status with code 1370.",
    };
  }
  if (link.ended !== null) {
    const day = dayName(link.ended.day);
    return link.ended.by === "removed"
      ? {
          big: "–",
          small: `removed on ${day}`,
          whole: null,
          sentence: `Hookline took the Page off the Vonage account on ${day}.`,
        }
      : {
          big: "–",
          small: "not on the account",
          whole: null,
          sentence: `On ${day} the Vonage account had no such Page.`,
        };
  }
  if (link.onAccountSince !== null) {
    return {
      big: "–",
      small: "linked, its day is not known",
      whole: null,
      sentence: "The Vonage account has the Page. On which day it was linked is not known.",
    };
  }
  if (link.daysLeft === null) {
    return { big: "–", small: "not linked yet", whole: null, sentence: "No date of linking is known." };
  }
  if (link.daysLeft < 0) {
    const ago = plural(-link.daysLeft, "day");
    return {
      big: "0",
      small: `past the 90 days by ${ago}`,
      whole: null,
      sentence: `The 90 days that the guides name ended ${ago} ago.`,
    };
  }
  return {
    big: String(link.daysLeft),
    small: link.daysLeft === 1 ? "day left" : "days left",
    whole: "of the 90 the guides name",
    sentence: `${plural(link.daysLeft, "day")} left of the 90 that the guides name.`,
  };
}

/** What linking the Page again is called: as urgent as the ring above it says. */
export function relinkTitle(link: LinkState): string {
  const tone = linkTone(link);
  switch (tone) {
    case "unknown":
      return "Re-link";
    case "good":
      return "Re-link early";
    case "soon":
    case "urgent":
    case "over":
    case "expired":
      return "Re-link now";
    default:
      return tone satisfies never;
  }
}

function plural(count: number, word: string): string {
  return `${formatCount(count)} ${word}${count === 1 ? "" : "s"}`;
}
