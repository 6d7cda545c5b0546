// What stands at the end of a list that has more events than it can draw.
import { formatCount } from "../../components/format.ts";
import classes from "./event-list.module.css";

interface ListEndProps {
  /** By which the list says that it describes it. */
  readonly id: string;
  /** Rows that are drawn, where they are scrolled to. */
  readonly listed: number;
  readonly count: number;
}

/** Says how much of the log is listed, and how to reach the rest. */
export function ListEnd({ id, listed, count }: ListEndProps) {
  return (
    <p id={id} className={classes.end} role="note">
      The newest {formatCount(listed)} of {formatCount(count)} events are listed. Search, or narrow by time,
      for example with <code>before:1d</code>, to reach older ones.
    </p>
  );
}
