// SQL about when something happened, as opposed to when it was delivered: Vonage sends what was not taken again for a day,
// and receipts for three.

/** A delivery by which their clock and ours differ by less is no late one, in ms: it took that long, or the clocks differ. */
const LATE_MS = 60_000;

/** So many events are looked at for the one that happened last: those that came before it may be younger. */
export const LATE_LOOK = 50;

/** Epoch ms: by the event's own word where it was delivered late, or once more; else when it came. */
export function happenedAt(alias: string): string {
  const [sent, received] = [`${alias}.sent_at`, `${alias}.received_at`];
  const isLate = `${sent} < ${received} - iif(${alias}.attempt > 1, 0, ${LATE_MS})`;
  return `iif(${isLate}, ${sent}, ${received})`;
}
