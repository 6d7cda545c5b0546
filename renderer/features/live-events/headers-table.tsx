// Headers as a table that sorts by either column; known names explain themselves.
import { Tooltip } from "@mantine/core";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { useState } from "react";
import type { Headers } from "../../../preload/contract/event.ts";
import { maskHeader } from "../../../preload/contract/mask-header.ts";
import { headerMeaning } from "./header-words.ts";
import classes from "./detail-tabs.module.css";

interface HeadersTableProps {
  readonly headers: Headers;
  /** Name of the table. */
  readonly label: string;
}

type Column = "name" | "value";
type Order = { readonly by: Column; readonly descending: boolean } | null;

/** As they came until a column is chosen. */
export function HeadersTable({ headers, label }: HeadersTableProps) {
  const [order, setOrder] = useState<Order>(null);
  const rows = Object.entries(headers).map(([name, value]) => ({ name, value: maskHeader(name, value) }));
  if (order !== null) {
    const sign = order.descending ? -1 : 1;
    rows.sort((a, b) => sign * a[order.by].localeCompare(b[order.by]));
  }
  if (rows.length === 0) return <p className={classes.nothing}>No headers.</p>;
  return (
    <table className={classes.table} aria-label={label}>
      <thead>
        <tr>
          <SortHeader column="name" title="Name" order={order} onOrder={setOrder} />
          <SortHeader column="value" title="Value" order={order} onOrder={setOrder} />
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, value }) => (
          <tr key={name}>
            <td>
              <HeaderName name={name} />
            </td>
            <td className="mono">{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function HeaderName({ name }: { readonly name: string }) {
  const meaning = headerMeaning(name);
  if (meaning === null) return name;
  return (
    <Tooltip label={meaning} multiline maw={320} events={{ hover: true, focus: true, touch: true }}>
      <button type="button" className={classes.known}>
        {name}
      </button>
    </Tooltip>
  );
}

interface SortHeaderProps {
  readonly column: Column;
  readonly title: string;
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
}

function SortHeader({ column, title, order, onOrder }: SortHeaderProps) {
  const isSorted = order?.by === column;
  const descending = isSorted && order.descending;
  const Arrow = descending ? IconArrowDown : IconArrowUp;
  return (
    <th scope="col" aria-sort={isSorted ? (descending ? "descending" : "ascending") : "none"}>
      <button
        type="button"
        className={classes.sort}
        onClick={() => onOrder({ by: column, descending: isSorted && !descending })}
      >
        {title}
        {isSorted && <Arrow size={12} stroke={2} aria-hidden="true" />}
      </button>
    </th>
  );
}
