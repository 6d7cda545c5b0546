// Where an event belongs in a list that does not have its row at hand.
import type { EventId } from "../../../preload/contract/ids.ts";
import { useBridge } from "../../bridge/bridge.tsx";
import type { EventLog } from "./event-log.ts";

/** Gives how many rows of the list are newer, and whether the event is one of its rows; null = nobody could tell. */
export type FindPlace = (
  id: EventId,
) => Promise<{ readonly newer: number; readonly isListed: boolean } | null>;

/** Asks the store, by the filter of the log. */
export function usePlaceFinder(log: EventLog): FindPlace {
  const bridge = useBridge();
  return async (id) => {
    const { filter } = log.view();
    const page = await bridge.call("events.page", { ...filter, upToId: id, offset: 0, limit: 1 });
    const view = log.view();
    if (!page.ok || view.phase !== "ready" || view.filter !== filter) return null;
    const { rows, total } = page.value;
    return { newer: view.count - total, isListed: rows[0]?.id === id };
  };
}
