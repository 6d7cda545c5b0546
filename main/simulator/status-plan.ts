// Which statuses follow an accepted message, and when.
import type { SimulatorTiming } from "../../preload/contract/simulator.ts";

/** One status to come. */
export interface PlannedStatus {
  /** Counted from the answer 202. */
  readonly delayMs: number;
  readonly status: "submitted" | "delivered" | "read" | "rejected";
  readonly errorCode: string | null;
}

/** Channels that tell of reading. */
const READ_CHANNELS = ["messenger", "whatsapp", "viber_service", "rcs"];
/** A refusal is told even where no delivery ever would be. */
const REJECTED_AFTER_MS = 1_200;

/**
 * The statuses of a message in the order in which they come.
 * @param refusalCode makes its way end in `rejected`
 * @param order `reversed` keeps the moments and turns round what comes at them
 */
export function planStatuses(
  channel: string,
  refusalCode: string | null,
  { submittedMs, deliveredMs, readMs }: SimulatorTiming,
  order: "planned" | "reversed",
): readonly PlannedStatus[] {
  const readAt = READ_CHANNELS.includes(channel) ? readMs : null;
  const plan: readonly PlannedStatus[] = [
    ...at(submittedMs, "submitted"),
    ...(refusalCode === null
      ? [...at(deliveredMs, "delivered"), ...at(readAt, "read")]
      : at(deliveredMs ?? REJECTED_AFTER_MS, "rejected", refusalCode)),
  ].sort((a, b) => a.delayMs - b.delayMs);
  if (order === "planned") return plan;
  return plan.toReversed().map((planned, index) => ({ ...planned, delayMs: plan[index]?.delayMs ?? 0 }));
}

function at(
  delayMs: number | null,
  status: PlannedStatus["status"],
  errorCode: string | null = null,
): PlannedStatus[] {
  return delayMs === null ? [] : [{ delayMs, status, errorCode }];
}
