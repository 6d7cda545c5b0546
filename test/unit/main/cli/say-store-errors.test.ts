// What `serve` says in the terminal of a store that cannot be written.
import { expect, it } from "vitest";
import { sayStoreErrors } from "../../../../main/cli/say-store-errors.ts";
import { createOutput } from "../../../../main/cli/output.ts";
import { createEventFeed } from "../../../../main/events/event-feed.ts";
import type { ListenerState } from "../../../../preload/contract/listener.ts";
import { LISTENING } from "../../../fakes/listener-state.ts";
import { createMemoryLog } from "../../../fakes/log.ts";

const FULL: ListenerState["storeError"] = {
  code: "STORE_WRITE_FAILED",
  details: { reason: "There is no room left on the disk." },
};

it("is told once until something is stored again, and that once more, also with --quiet", () => {
  let said = "";
  const feed = createEventFeed({ log: createMemoryLog() });
  const stderr = { write: (text: string) => (said += text) };
  const output = createOutput({ stdout: { write: () => true }, stderr }, { json: false, quiet: true });
  const stop = sayStoreErrors(output, feed);
  const other: ListenerState["storeError"] = { code: "STORE_WRITE_FAILED", details: { reason: "Another." } };

  for (const storeError of [null, FULL, FULL, other, null, null, FULL]) {
    feed.publish("listener.changed", { ...LISTENING, storeError });
  }
  stop();
  feed.publish("listener.changed", LISTENING);

  const told =
    "The event was not stored. There is no room left on the disk. Make room on the disk or check the data folder. " +
    "Until then webhooks are answered 503, so Vonage sends them again.\n";
  expect(said).toBe(`${told}Events are stored again.\n${told}`);
});
