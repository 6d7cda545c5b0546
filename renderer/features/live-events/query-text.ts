// Edits the terms of a query as text, so that chips, menu and typing are one and the same filter.
import { parseEventQuery } from "../../../preload/contract/event-query.ts";

/** The value of a field in a query, for `kind` in `hello kind:inbound`; null when it is not asked for. */
export function valueOf(query: string, field: "kind" | "status" | "is"): string | null {
  for (const { condition, negated } of parseEventQuery(query).terms) {
    if (condition?.field === field && !negated) return condition.value;
  }
  return null;
}

/** The query with this one value of a field; null takes the field out. The other terms stay as they were written. */
export function withValue(query: string, field: "kind" | "status" | "is", value: string | null): string {
  const others = parseEventQuery(query)
    .terms.filter(({ condition, negated }) => condition?.field !== field || negated)
    .map(({ raw }) => raw);
  return (value === null ? others : [`${field}:${value}`, ...others]).join(" ");
}
