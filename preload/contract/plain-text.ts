// Names and IDs that a person types.
import { z } from "zod";

const NOT_PLAIN = "Control and direction characters are not allowed.";
const PLAIN_TEXT = /^[^\p{Cc}\u061c\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]*$/u;

/** A text of one line, not empty: with control or direction characters it could pass for another one. */
export function plainText(longest: number): z.ZodString {
  return z.string().trim().min(1).max(longest).regex(PLAIN_TEXT, NOT_PLAIN);
}
