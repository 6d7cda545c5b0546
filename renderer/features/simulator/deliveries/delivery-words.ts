// What is said of a webhook that was sent: what it was, how it fares, what it was answered.
import type { HandlerAnswer } from "../../../../preload/contract/simulator.ts";
import type { WebhookDelivery } from "../../../../preload/contract/simulator-state.ts";
import { formatCount, formatDuration, formatSpan } from "../../../components/format.ts";
import { statusAppearance } from "../../../theme/status-colors.ts";

/** What it was: "Message", "Delivered". */
export function deliveryTitle({ kind, status }: Pick<WebhookDelivery, "kind" | "status">): string {
  return kind === "inbound" ? "Message" : statusAppearance(status).word;
}

/** How a state is called, and its colour. */
export const STATE_LOOKS: Readonly<
  Record<
    WebhookDelivery["state"],
    { readonly word: string; readonly tone: "neutral" | "quiet" | "verified" | "unsigned" | "badsig" }
  >
> = {
  "under-way": { word: "Under way", tone: "neutral" },
  taken: { word: "Taken", tone: "verified" },
  refused: { word: "Refused", tone: "badsig" },
  waiting: { word: "Waiting", tone: "unsigned" },
  "given-up": { word: "Given up", tone: "badsig" },
  "not-sent": { word: "Not sent", tone: "quiet" },
};

/** "200 in 12 ms", "no answer", or nothing while there is none. */
export function answerWords(answer: HandlerAnswer | null): string {
  if (answer === null) return "";
  return answer.status === null ? "no answer" : `${answer.status} in ${formatDuration(answer.durationMs)}`;
}

/** "1 attempt", "12 attempts". */
export function attemptWords(attempts: number): string {
  return attempts === 1 ? "1 attempt" : `${formatCount(attempts)} attempts`;
}

/** When it is sent again: "again in 4 s", "again now"; empty when it is not. */
export function againWords({ nextAttemptAt }: Pick<WebhookDelivery, "nextAttemptAt">, now: number): string {
  if (nextAttemptAt === null) return "";
  const left = nextAttemptAt - now;
  return left < 1_000 ? "again now" : `again in ${formatSpan(left)}`;
}

/** Terms of the search that find its event. */
export function eventQuery({ kind, status, messageUuid }: WebhookDelivery): string {
  return kind === "inbound" || status === null
    ? `kind:${kind} uuid:${messageUuid}`
    : `kind:status status:${status} uuid:${messageUuid}`;
}
