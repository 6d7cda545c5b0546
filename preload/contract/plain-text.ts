// Names and IDs that a person types.
import { z } from "zod";
import { WITHOUT_STEERING } from "./steering-characters.ts";

const NOT_PLAIN = "Control and direction characters are not allowed.";

/** A text of one line, not empty: with control or direction characters it could pass for another one. */
export function plainText(longest: number): z.ZodString {
  return z.string().trim().min(1).max(longest).regex(WITHOUT_STEERING, NOT_PLAIN);
}
