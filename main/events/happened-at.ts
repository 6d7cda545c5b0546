// SQL about when something happened, as opposed to when it was delivered: Vonage sends what was not taken again for a day,
// and receipts for three.

/** Clocks that differ by less are no late delivery, in ms. */
const LATE_MS = 5 * 60_000;

/** Epoch ms: by the event's own word where it was delivered late, else when it came. */
export function happenedAt(alias: string): string {
  const [sent, received] = [`${alias}.sent_at`, `${alias}.received_at`];
  return `iif(${sent} < ${received} - ${LATE_MS}, ${sent}, ${received})`;
}
