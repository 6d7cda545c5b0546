// What the codes of a `rejected` or `undeliverable` status mean for a Messenger bot, in plain words.
import type { EventError } from "./event.ts";
import { replaceSteering } from "./steering-characters.ts";
import { otherChannelCodes } from "./status-codes-elsewhere.ts";

/** Meaning of one code: what happened in a few words, and what to do about it. */
export interface StatusCodeText {
  readonly what: string;
  readonly todo: string;
}

/**
 * Codes that can reach a Messenger bot in a status callback. They are another numbering than the fragments of the
 * API's HTTP answers, which share the same digits.
 * @see Messages API OpenAPI 1.20.0 `x-errors`, read 2026-11
 */
const messengerCodes: Readonly<Record<string, StatusCodeText>> = {
  "1000": {
    what: "Sent faster than the account may",
    todo: "Send again later, with more time between messages.",
  },
  "1010": {
    what: "A member of the request is missing",
    todo: "Compare the request of this event with the Messages API reference.",
  },
  "1020": {
    what: "A member of the request has a value that is not allowed",
    todo: "Compare the request of this event with the Messages API reference.",
  },
  "1021": {
    what: "The message tag is unknown or retired",
    todo: "Leave the tag out while the 24-hour window is open; after it, only HUMAN_AGENT is left.",
  },
  "1022": { what: "The template is not valid", todo: "Send a plain text instead." },
  "1030": { what: "An error inside Vonage", todo: "Send again later." },
  "1040": {
    what: "Vonage could not process the message",
    todo: "Look at the body that was sent, then change the message.",
  },
  "1060": { what: "The account is suspended", todo: "Ask Vonage support about the account." },
  "1070": { what: "The quota is used up", todo: "Look at the account’s quota and credit in the dashboard." },
  "1100": { what: "Vonage could not talk to Messenger", todo: "Send again later." },
  "1140": { what: "The account may not do this", todo: "Ask Vonage support to allow it for the account." },
  "1170": {
    what: "The recipient is not valid",
    todo: "Use the PSID from an inbound message of this person to this Page.",
  },
  "1180": { what: "The person cannot be reached for now", todo: "Send again later." },
  "1241": { what: "Messenger takes no more messages for now", todo: "Wait, then send more slowly." },
  "1260": {
    what: "The person cannot be reached",
    todo: "They may have blocked the Page or left Messenger. Wait for the person to write.",
  },
  "1282": {
    what: "Messenger refused the message",
    todo: "Most often its content or the Page’s standing is against a policy. Change the text.",
  },
  "1300": {
    what: "This PSID is not a person of this Page",
    todo: "A PSID belongs to one Page. Use the one from an inbound message to this Page.",
  },
  "1310": { what: "The person’s app cannot show this message", todo: "Send a plain text instead." },
  "1320": { what: "The message was already sent", todo: "Nothing. Look for the statuses of the first one." },
  "1330": {
    what: "Delivery failed for good, no reason known",
    todo: "Send again once. If it fails again, ask Vonage support.",
  },
  "1331": { what: "Messenger did not answer Vonage", todo: "Send again later." },
  "1340": {
    what: "Outside the 24-hour window",
    todo: "Wait for the person to write. Until 7 days after their last message, a person may answer with the tag HUMAN_AGENT.",
  },
  "1350": {
    what: "Phone number matching is not paid for",
    todo: "Send to the PSID instead of a phone number.",
  },
  "1360": { what: "The message was too old to deliver", todo: "Send it again." },
  "1370": {
    what: "The Page link has expired",
    todo: "Open Linking and link the Page again, then send again.",
  },
  "1380": {
    what: "The media address cannot be fetched",
    todo: "Use a public https address, then send again.",
  },
  "1381": { what: "The media is too large", todo: "Use a smaller file." },
  "1382": { what: "The media is of a kind that Messenger does not take", todo: "Use another kind of file." },
  "1400": { what: "The channel is not supported", todo: "The channel must be messenger." },
  "1410": {
    what: "The Messenger options of the request are not valid",
    todo: "Look at the messenger member of the body that was sent.",
  },
  "1420": {
    what: "This Page is not accepted as sender",
    todo: "Check the Page ID, then open Linking and do Part 2.",
  },
  "1430": {
    what: "The recipient is not valid",
    todo: "Use the PSID from an inbound message of this person to this Page.",
  },
  "1440": { what: "The type of the message is not valid", todo: "Use text, image, audio, video or file." },
  "1450": {
    what: "The client reference is not valid",
    todo: "It may have 100 characters in v1 and 40 in v0.1. Use a shorter one, or leave it out.",
  },
  "1431": { what: "More than one recipient was given", todo: "Send one message to each PSID." },
  "1451": {
    what: "The message that this one answers is not known any more",
    todo: "Leave the context out: Messenger has none.",
  },
  "1460": {
    what: "The limit of a day is reached",
    todo: "Send the rest tomorrow, or ask Vonage support for a higher limit.",
  },
  "1461": {
    what: "Held back, so that the person does not get too many messages",
    todo: "Wait, then send less often.",
  },
  "1484": {
    what: "The sender did not pass a check of authentication or regulation",
    todo: "Check the Page’s link, then ask Vonage support.",
  },
  "2001": {
    what: "Stopped by the provider’s protection against fraud",
    todo: "Look at what was sent and how often, then ask Vonage support.",
  },
};

const codes: Readonly<Record<string, StatusCodeText>> = { ...otherChannelCodes, ...messengerCodes };

/**
 * Says what an error of a status means. A code that is not in the table keeps the API's own title.
 * @param error null when the status came without one
 */
export function describeStatusError(error: EventError | null): StatusCodeText {
  const code = error?.code ?? "";
  const known = Object.hasOwn(codes, code) ? codes[code] : undefined;
  if (known !== undefined) return known;
  const given = error?.title ?? error?.detail ?? null;
  // Anybody can post a status where no signature secret is stored: its words must not turn ours round.
  if (given !== null)
    return { what: replaceSteering(given), todo: "Open the event to see all that Vonage said." };
  return {
    what: code === "" ? "Vonage gave no reason" : `Code ${code}, which Hookline does not know`,
    todo: "Open the event to see all that Vonage said.",
  };
}

/** The codes of the table, for the simulator's choices and for tests. */
export const KNOWN_STATUS_CODES: readonly string[] = Object.keys(codes);
