// Codes of other channels. A Messenger bot meets them when a message fails over to one of those, or by Vonage's mistake.
import type { StatusCodeText } from "./status-codes.ts";

const SMS = "It concerns SMS.";
const FRAUD = "Look at the Fraud Defender rules in the dashboard.";
const REGULATION = "It concerns the regulations for SMS of some countries. Ask Vonage support.";

/**
 * Their texts, by code.
 * @see Messages API OpenAPI 1.20.0 `x-errors`, read 2026-11; 1471 stands in none of its versions, only among its kind
 */
export const otherChannelCodes: Readonly<Record<string, StatusCodeText>> = {
  "1050": { what: "The number is barred", todo: "It may not receive messages. Do not send to it again." },
  "1080": {
    what: "The account may not send by this API",
    todo: `${SMS} Ask Vonage support about the account.`,
  },
  "1090": {
    what: "The message is too long",
    todo: `${SMS} Shorten it. A Messenger text has 640 characters.`,
  },
  "1120": {
    what: "The sender is not allowed in that country",
    todo: `${SMS} Use another sender there. A Messenger sender is a Page.`,
  },
  "1130": { what: "The time to live is not valid", todo: "Leave `ttl` out: Messenger has none." },
  "1150": { what: "The message class is not valid", todo: `${SMS} Leave the class out.` },
  "1160": {
    what: "The number is not on the account’s list",
    todo: `${SMS} Add it to the list in the dashboard. In the sandbox, the person must join it first.`,
  },
  "1190": {
    what: "The number is not in use any more",
    todo: `${SMS} Remove it from where your bot keeps it.`,
  },
  "1200": {
    what: "The person changed the carrier, and the number cannot be found",
    todo: `${SMS} Only the person can have the carrier mend it.`,
  },
  "1210": {
    what: "Stopped by a carrier’s filter against spam",
    todo: `${SMS} Change the text or the sender.`,
  },
  "1220": { what: "The phone was busy", todo: `${SMS} Send again later.` },
  "1230": { what: "The network failed for a moment", todo: "Send again later." },
  "1240": {
    what: "The person does not want messages from this sender",
    todo: "They answered STOP. Do not send to them again.",
  },
  "1242": { what: "The pool of numbers does not exist", todo: `${SMS} Check the pool in the dashboard.` },
  "1250": { what: "There is no route to the number", todo: `${SMS} Its network is not supported.` },
  "1251": {
    what: "The routing rules stop the message",
    todo: `${SMS} Ask Vonage support about the rules for that network.`,
  },
  "1270": {
    what: "Stopped by the carrier for the person’s age",
    todo: `${SMS} Leave out what is not for everybody.`,
  },
  "1280": {
    what: "The number is blocked by its carrier",
    todo: `${SMS} Its plan may not have SMS. Use another way to the person.`,
  },
  "1290": {
    what: "The person’s prepaid account is empty",
    todo: `${SMS} Send again when it may be filled up.`,
  },
  "1470": { what: "Stopped by a rule of Fraud Defender", todo: FRAUD },
  "1471": { what: "Stopped by Fraud Defender", todo: FRAUD },
  "1472": { what: "Stopped by Fraud Defender: too many SMS in a short time", todo: FRAUD },
  "1473": { what: "Stopped by Fraud Defender: traffic that looks inflated", todo: FRAUD },
  "1474": { what: "Stopped by Fraud Defender: the country is blocked", todo: FRAUD },
  "1475": { what: "Stopped by Fraud Defender: the network is blocked", todo: FRAUD },
  "1476": {
    what: "The sender’s number is on a list of those that never send",
    todo: `${SMS} Use another number.`,
  },
  "1480": { what: "The entity ID is missing or wrong", todo: REGULATION },
  "1481": { what: "The header ID, which is the sender, is missing or wrong", todo: REGULATION },
  "1482": { what: "The content ID is missing or wrong", todo: REGULATION },
  "1483": { what: "The person’s consent is not registered", todo: REGULATION },
  "1490": {
    what: "Not every part of a long SMS was confirmed in time",
    todo: "Nobody knows how much of it arrived. Ask the person before you send it again.",
  },
  "2002": { what: "The e-mail is too large", todo: "Make it smaller, then send again." },
  "2003": {
    what: "The e-mail address takes no messages",
    todo: "An earlier one bounced or was marked as spam. Use another address.",
  },
};
