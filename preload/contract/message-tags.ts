// The message tags of Messenger and what has become of them: data, because Meta changes the list.

/** One tag. */
export interface MessageTag {
  readonly name: string;
  /** What it may (or might) be used for, in one line. */
  readonly use: string;
  /**
   * `valid` opens the window; `retired` is refused by Meta since `retiredOn`; of `uncertain` nobody says whether it still
   * works.
   */
  readonly state: "valid" | "retired" | "uncertain";
  /** ISO date; null unless retired. */
  readonly retiredOn: string | null;
}

/** Life of HUMAN_AGENT after the person's last message: 7 days. */
export const HUMAN_AGENT_WINDOW_MS = 7 * 24 * 60 * 60 * 1000;

const SECOND_CLEARING = "2026-04-27";
const FIRST_CLEARING = "2020-03-04";

/**
 * All tags that guides and clients name, those that work first. Vonage takes the retired ones; Meta refuses the message.
 * @see developers.facebook.com, Messenger Platform changelog and “Send messages”, read 2026-11; the tags of 2020 are those
 *   of Vonage's Node client
 */
export const MESSAGE_TAGS: readonly MessageTag[] = [
  valid("HUMAN_AGENT", "A person answers, not a bot, up to 7 days after the last message."),
  {
    name: "CUSTOMER_FEEDBACK",
    use: "A survey template within 7 days, which Vonage’s v1 cannot carry.",
    state: "uncertain",
    retiredOn: null,
  },
  retired("CONFIRMED_EVENT_UPDATE", "Reminder of an event the person signed up for.", SECOND_CLEARING),
  retired("POST_PURCHASE_UPDATE", "News of a purchase: receipt, shipment, delivery.", SECOND_CLEARING),
  retired("ACCOUNT_UPDATE", "A change of the person’s account or application.", SECOND_CLEARING),
  retired("SHIPPING_UPDATE", "Where a shipment is.", FIRST_CLEARING),
  retired("RESERVATION_UPDATE", "A change of a reservation.", FIRST_CLEARING),
  retired("ISSUE_RESOLUTION", "The answer to a question about a purchase.", FIRST_CLEARING),
  retired("APPOINTMENT_UPDATE", "A change of an appointment.", FIRST_CLEARING),
  retired("GAME_EVENT", "A change in a game the person plays.", FIRST_CLEARING),
  retired("TRANSPORTATION_UPDATE", "A change of a trip.", FIRST_CLEARING),
  retired("FEATURE_FUNCTIONALITY_UPDATE", "A new ability of the bot.", FIRST_CLEARING),
  retired("TICKET_UPDATE", "A change of an event with a ticket.", FIRST_CLEARING),
  retired("PAYMENT_UPDATE", "A change of a payment.", FIRST_CLEARING),
  retired("PERSONAL_FINANCE_UPDATE", "Reminder or confirmation of a bill or balance.", FIRST_CLEARING),
];

/** The tag of that name; undefined for one that nobody ever named. */
export function findMessageTag(name: string): MessageTag | undefined {
  return MESSAGE_TAGS.find((tag) => tag.name === name);
}

function valid(name: string, use: string): MessageTag {
  return { name, use, state: "valid", retiredOn: null };
}

function retired(name: string, use: string, retiredOn: string): MessageTag {
  return { name, use, state: "retired", retiredOn };
}
