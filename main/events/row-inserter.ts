// Inserts many rows with few statements: sixteen at a time costs a third less than one by one.
import type { DatabaseSync, SQLInputValue } from "node:sqlite";

/** Inserts rows of one table within the caller's transaction. */
export interface RowInserter {
  /** The rows one behind the other, each with a value for every column: no array is made for each. */
  insert(values: readonly SQLInputValue[]): void;
}

/** Any number of rows is made of few of these. */
const ROWS_AT_ONCE = [16, 8, 4, 2, 1];

/** `into` is everything before the columns, e.g. `INSERT OR FAIL INTO events`. */
export function createRowInserter(
  database: DatabaseSync,
  { into, columns }: { readonly into: string; readonly columns: readonly string[] },
): RowInserter {
  const row = `(${columns.map(() => "?").join(", ")})`;
  const statements = ROWS_AT_ONCE.map((rows) => {
    const all = Array.from({ length: rows }, () => row).join(", ");
    return {
      width: rows * columns.length,
      statement: database.prepare(`${into}(${columns.join(", ")}) VALUES ${all}`),
    };
  });

  return {
    insert: (values) => {
      let start = 0;
      for (const { width, statement } of statements) {
        for (; start + width <= values.length; start += width) {
          statement.run(...values.slice(start, start + width));
        }
      }
    },
  };
}
