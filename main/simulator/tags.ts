// What Messenger makes of a message tag.
import { findMessageTag } from "../../preload/contract/message-tags.ts";

/** Whether a tag still opens the window. CUSTOMER_FEEDBACK needs a template, which Vonage v1 does not have. */
export function tagState(tag: string): "valid" | "retired" | "unknown" {
  const known = findMessageTag(tag);
  if (known === undefined) return "unknown";
  return known.state === "valid" ? "valid" : "retired";
}
