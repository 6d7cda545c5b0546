// Where an event belongs in a list that does not have its row at hand.
import type { Bridge } from "../../../preload/contract/contract.ts";
import type { EventId } from "../../../preload/contract/ids.ts";
import { useBridge } from "../../bridge/bridge.tsx";
import type { EventLog } from "./event-log.ts";

/** How many rows of the list are newer than an event, and whether it is one of its rows. */
interface Place {
  readonly newer: number;
  readonly isListed: boolean;
}

/** Finds an event's place; null = nobody could tell. */
export type FindPlace = (id: EventId) => Promise<Place | null>;

/** Asks the store, by the filter of the log. */
export function usePlaceFinder(log: EventLog): FindPlace {
  const bridge = useBridge();
  return (id) => findPlace(bridge, log, id);
}

/** As {@link usePlaceFinder}; of the same moment as the list, in which what has grown too old since still is. */
export async function findPlace(bridge: Bridge, log: EventLog, id: EventId): Promise<Place | null> {
  const { filter } = log.view();
  const { readAt } = log;
  const page = await bridge.call("events.page", { ...filter, upToId: id, readAt, offset: 0, limit: 1 });
  const view = log.view();
  if (!page.ok || view.phase !== "ready" || view.filter !== filter) return null;
  const { rows, total } = page.value;
  return { newer: view.count - total, isListed: rows[0]?.id === id };
}
