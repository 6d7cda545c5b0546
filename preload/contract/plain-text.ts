// Names and IDs that a person types.
import { z } from "zod";
import { nameOfCodePoint, STEERING_CHARACTERS, WITHOUT_STEERING } from "./steering-characters.ts";

/** A text of one line, not empty: with control or direction characters it could pass for another one. */
export function plainText(longest: number): z.ZodString {
  const text = z.string().trim().min(1).max(longest);
  return text.refine((typed) => WITHOUT_STEERING.test(typed), {
    error: ({ input }) => `it holds ${steeringIn(input)}; control and direction characters are not allowed`,
  });
}

/** The first of them, which cannot be seen, by its name. */
function steeringIn(input: unknown): string {
  const [first = ""] = String(input).match(STEERING_CHARACTERS) ?? [];
  return nameOfCodePoint(first.charCodeAt(0));
}
