// What somebody wrote, in one line.
import classes from "./excerpt.module.css";

interface ExcerptProps {
  readonly children: string;
}

/** The beginning of a message, by which it is known. */
export function Excerpt({ children }: ExcerptProps) {
  return <p className={classes.excerpt}>{children}</p>;
}
