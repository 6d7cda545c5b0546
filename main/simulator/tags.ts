// Message tags of Messenger and what has become of them.

/** Life of HUMAN_AGENT after the person's last message: 7 days. */
export const HUMAN_AGENT_WINDOW_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Tags that Meta took away: the first three on 2026-04-27, the others on 2020-03-04. Vonage still takes them; Meta
 * refuses the message.
 * @see developers.facebook.com, Messenger Platform changelog, read 2026-11
 */
const RETIRED = [
  "CONFIRMED_EVENT_UPDATE",
  "POST_PURCHASE_UPDATE",
  "ACCOUNT_UPDATE",
  "SHIPPING_UPDATE",
  "RESERVATION_UPDATE",
  "ISSUE_RESOLUTION",
  "APPOINTMENT_UPDATE",
  "GAME_EVENT",
  "TRANSPORTATION_UPDATE",
  "FEATURE_FUNCTIONALITY_UPDATE",
  "TICKET_UPDATE",
  "PAYMENT_UPDATE",
  "PERSONAL_FINANCE_UPDATE",
];

/** Whether a tag still opens the window. CUSTOMER_FEEDBACK needs a template, which Vonage v1 does not have. */
export function tagState(tag: string): "valid" | "retired" | "unknown" {
  if (tag === "HUMAN_AGENT") return "valid";
  return RETIRED.includes(tag) || tag === "CUSTOMER_FEEDBACK" ? "retired" : "unknown";
}
