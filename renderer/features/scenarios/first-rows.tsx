// A list that begins short: the rest is drawn when it is asked for.
import { Button } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { formatCount } from "../../components/format.ts";
import classes from "./run.module.css";

interface FirstRowsProps<T> {
  readonly label: string;
  readonly rows: readonly T[];
  readonly draw: (row: T, index: number) => ReactNode;
}

const SHOWN_AT_FIRST = 20;

/** Rows as items of a list, and a button for those that are not shown. */
export function FirstRows<T>({ label, rows, draw }: FirstRowsProps<T>) {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? rows : rows.slice(0, SHOWN_AT_FIRST);
  return (
    <>
      <ul className={classes.rows} aria-label={label}>
        {shown.map(draw)}
      </ul>
      {shown.length < rows.length && (
        <Button size="xs" mt="sm" onClick={() => setWhole(true)}>
          Show all {formatCount(rows.length)}
        </Button>
      )}
    </>
  );
}
