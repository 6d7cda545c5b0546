// Inserts many rows with few statements: eight at a time costs a third less than one by one.
import type { DatabaseSync, SQLInputValue } from "node:sqlite";

/** Inserts rows of one table within the caller's transaction. */
export interface RowInserter {
  /** The rows one behind the other, each with a value for every column: no array is made for each. */
  insert(values: readonly SQLInputValue[]): void;
}

const ROWS_AT_ONCE = 8;

/** `into` is everything before the columns, e.g. `INSERT INTO answers`. */
export function createRowInserter(
  database: DatabaseSync,
  { into, columns }: { readonly into: string; readonly columns: readonly string[] },
): RowInserter {
  const row = `(${columns.map(() => "?").join(", ")})`;
  const head = `${into}(${columns.join(", ")}) VALUES `;
  const one = database.prepare(head + row);
  const several = database.prepare(head + Array.from({ length: ROWS_AT_ONCE }, () => row).join(", "));
  const width = columns.length;

  return {
    insert: (values) => {
      let start = 0;
      for (let end = width * ROWS_AT_ONCE; end <= values.length; end += width * ROWS_AT_ONCE) {
        several.run(...values.slice(start, end));
        start = end;
      }
      for (; start < values.length; start += width) one.run(...values.slice(start, start + width));
    },
  };
}
