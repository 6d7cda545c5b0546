// What is odd about the statuses of one reply: late, early, repeated, contradictory or unheard of. All are shown as they
// came; these are the words beside them.
import type { DeliveryStop } from "../../../preload/contract/conversation.ts";
import { LATE_MS, MESSAGE_STATUSES } from "../../../preload/contract/event.ts";
import type { EventId } from "../../../preload/contract/ids.ts";
import { describeStatusError } from "../../../preload/contract/status-codes.ts";
import { formatCount, formatSpan } from "../../components/format.ts";
import { statusAppearance } from "../../theme/status-colors.ts";

/** One remark and the event it is about. */
export interface StatusRemark {
  readonly text: string;
  readonly eventId: EventId;
}

/** Whether a status says that the message did not get there. */
export function isFailure(status: string): boolean {
  return status === "rejected" || status === "undeliverable";
}

/**
 * The remarks on statuses.
 * @param stops in order of arrival
 * @param refusedWith the code with which Vonage refused the request that they are about; null when it did not
 */
export function statusRemarks(
  stops: readonly DeliveryStop[],
  { refusedWith }: { readonly refusedWith: number | null },
): StatusRemark[] {
  return stops.flatMap((stop, index) => {
    const texts = [
      index === 0 && refusedWith !== null
        ? `Vonage answered ${refusedWith}, and told this all the same.`
        : null,
      order(stop, stops.slice(0, index)),
      repeated(stop),
      unheardOf(stop),
      late(stop),
      withError(stop),
    ];
    return texts.flatMap((text) => (text === null ? [] : [{ text, eventId: stop.eventId }]));
  });
}

/** Told after something that should have come later, or that it contradicts. */
function order({ status }: DeliveryStop, before: readonly DeliveryStop[]): string | null {
  const rank = rankOf(status);
  if (rank === null) return null;
  const contradicted = before.findLast((earlier) => {
    const earlierRank = rankOf(earlier.status);
    if (earlierRank === null) return false;
    // A failure after “submitted” is how a failure comes.
    return isFailure(status) ? earlier.status !== "submitted" : earlierRank > rank;
  });
  return contradicted === undefined ? null : `${word(status)} came after ${word(contradicted.status)}.`;
}

function repeated({ status, count }: DeliveryStop): string | null {
  if (count < 2) return null;
  return `${word(status)} came ${count === 2 ? "twice" : `${formatCount(count)} times`}.`;
}

function unheardOf({ status }: DeliveryStop): string | null {
  return rankOf(status) === null ? `“${status}” came too; no such status is published.` : null;
}

function late({ status, timestamp, receivedAt }: DeliveryStop): string | null {
  const lateMs = timestamp === null ? 0 : receivedAt - Date.parse(timestamp);
  return lateMs > LATE_MS ? `${word(status)} arrived ${formatSpan(lateMs)} after its timestamp.` : null;
}

function withError({ status, error }: DeliveryStop): string | null {
  if (error === null || isFailure(status)) return null;
  const code = error.code === "" ? "" : ` (${error.code})`;
  return `${word(status)} came with an error: ${describeStatusError(error).what}${code}.`;
}

function rankOf(status: string): number | null {
  const rank = MESSAGE_STATUSES.findIndex((known) => known === status);
  return rank < 0 ? null : rank;
}

function word(status: string): string {
  return statusAppearance(status).word;
}
