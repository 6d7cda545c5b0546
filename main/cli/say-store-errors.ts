// Says in the terminal that events cannot be stored, or not whole, and when they are again: nobody may be looking at a page.
import { describeError } from "../../preload/contract/errors.ts";
import { refusesEvents } from "../../preload/contract/listener.ts";
import type { App } from "../app-shape.ts";
import type { Output } from "./output.ts";

/** Says each of the two once until events are stored again, and that once more, also with --quiet. Returns what ends it. */
export function sayStoreErrors(output: Output, app: Pick<App, "subscribe">): () => void {
  let told: "refused" | "in part" | null = null;
  return app.subscribe("listener.changed", ({ storeError }) => {
    const now = storeError === null ? null : refusesEvents({ storeError }) ? "refused" : "in part";
    if (told === now) return;
    told = now;
    if (storeError === null) {
      output.warn("Events are stored again.");
      return;
    }
    const { what, why, todo } = describeError(storeError);
    output.warn(`${what} ${why} ${todo}`);
  });
}
