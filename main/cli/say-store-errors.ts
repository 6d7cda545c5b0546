// Says in the terminal that events cannot be stored, and when they are again: nobody may be looking at a page.
import { describeError } from "../../preload/contract/errors.ts";
import type { App } from "../app-shape.ts";
import type { Output } from "./output.ts";

/** Says it once until something is stored again, and that once more, also with --quiet. Returns what ends it. */
export function sayStoreErrors(output: Output, app: Pick<App, "subscribe">): () => void {
  let isTold = false;
  return app.subscribe("listener.changed", ({ storeError }) => {
    if (isTold === (storeError !== null)) return;
    isTold = storeError !== null;
    if (storeError === null) {
      output.warn("Events are stored again.");
      return;
    }
    const { what, why, todo } = describeError(storeError);
    output.warn(`${what} ${why} ${todo}`);
  });
}
