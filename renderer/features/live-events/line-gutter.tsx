// The line: what joins the events of one message_uuid in the gutter of the list.
import type { EventId } from "../../../preload/contract/ids.ts";
import classes from "./line-gutter.module.css";

/** Part of the line a row draws. */
export type LinePart = "none" | "through" | "newest" | "middle" | "oldest";

interface LineGutterProps {
  readonly part: LinePart;
  /** The selected event: its node is filled. */
  readonly isCurrent: boolean;
}

/** The gutter of one row; nothing where no line is. Says nothing to screen readers: the detail names the attempts. */
export function LineGutter({ part, isCurrent }: LineGutterProps) {
  if (part === "none") return null;
  return <span className={classes.gutter} data-part={part} data-current={isCurrent} aria-hidden="true" />;
}

/** Which part of the line a row draws. `related` are the ids on the line, oldest first; fewer than two make no line. */
export function linePart(id: EventId, related: readonly EventId[]): LinePart {
  const oldest = related[0];
  const newest = related.at(-1);
  if (oldest === undefined || newest === undefined || oldest === newest) return "none";
  if (id === newest) return "newest";
  if (id === oldest) return "oldest";
  if (id > newest || id < oldest) return "none";
  return related.includes(id) ? "middle" : "through";
}
