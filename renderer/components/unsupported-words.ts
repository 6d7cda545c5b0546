// An inbound message of the type "unsupported": a sticker, a reaction, a location and the like, without any content.

/** What is to be said of such a message. */
export const UNSUPPORTED_REMARK = "Vonage does not pass on what it was";
