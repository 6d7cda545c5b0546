// The ready-made filters, as terms of the search language.
import type { EventCounts } from "../../../preload/contract/event.ts";
import { valueOf, withValue } from "./query-text.ts";

/** Ids are those of the counts. */
export type ChipId = keyof EventCounts;

/** The chips in their order. */
export const CHIPS: readonly { readonly id: ChipId; readonly label: string }[] = [
  { id: "all", label: "All" },
  { id: "inbound", label: "Inbound" },
  { id: "status", label: "Status" },
  { id: "problems", label: "Problems" },
];

const PROBLEM = "problem";

/** The chip that a query's terms amount to; null when they say something else. */
export function chipOf(query: string): ChipId | null {
  const kind = valueOf(query, "kind");
  const flag = valueOf(query, "is");
  if (valueOf(query, "status") !== null) return null;
  if (flag === PROBLEM) return kind === null ? "problems" : null;
  if (kind === null) return "all";
  return kind === "inbound" || kind === "status" ? kind : null;
}

/** The query with a chip chosen: kind, status and problems are replaced, all else stays. */
export function withChip(query: string, chip: ChipId): string {
  const isProblem = valueOf(query, "is") === PROBLEM;
  const free = withValue(isProblem ? withValue(query, "is", null) : query, "status", null);
  const kind = chip === "inbound" || chip === "status" ? chip : null;
  const ofKind = withValue(free, "kind", kind);
  return chip === "problems" ? withValue(ofKind, "is", PROBLEM) : ofKind;
}
