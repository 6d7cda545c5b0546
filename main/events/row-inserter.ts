// Inserts many rows with few statements: eight at a time costs a third less than one by one.
import type { DatabaseSync, SQLInputValue } from "node:sqlite";

/** Inserts rows of one table within the caller's transaction. */
export interface RowInserter {
  /** `values` holds the rows one after another, column by column. */
  insert(values: readonly SQLInputValue[]): void;
}

const ROWS_AT_ONCE = 8;

/** `into` is everything before VALUES, e.g. `INSERT INTO answers(event_id, status)`. */
export function createRowInserter(
  database: DatabaseSync,
  { into, columns }: { readonly into: string; readonly columns: readonly string[] },
): RowInserter {
  const width = columns.length;
  const row = `(${columns.map(() => "?").join(", ")})`;
  const head = `${into}(${columns.join(", ")}) VALUES `;
  const one = database.prepare(head + row);
  const several = database.prepare(head + Array.from({ length: ROWS_AT_ONCE }, () => row).join(", "));
  const chunk = width * ROWS_AT_ONCE;

  return {
    insert: (values) => {
      let start = 0;
      for (; start + chunk <= values.length; start += chunk)
        several.run(...values.slice(start, start + chunk));
      for (; start < values.length; start += width) one.run(...values.slice(start, start + width));
    },
  };
}
