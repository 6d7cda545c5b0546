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

/** What is said, with --quiet, of these one after the other. */
function saidOf(storeErrors: readonly ListenerState["storeError"][]): string {
  let said = "";
  const feed = createEventFeed({ log: createMemoryLog() });
  const stderr = { write: (text: string) => (said += text) };
  const output = createOutput({ stdout: { write: () => true }, stderr }, { json: false, quiet: true });
  const stop = sayStoreErrors(output, feed);
  for (const storeError of storeErrors) feed.publish("listener.changed", { ...LISTENING, storeError });
  stop();
  feed.publish("listener.changed", { ...LISTENING, storeError: storeErrors.at(-1) === null ? FULL : null });
  return said;
}

const TOLD =
  "The event was not stored. There is no room left on the disk. Make room on the disk or check the data folder. " +
  "Until then webhooks are answered 503, so Vonage sends them again.\n";

it("is told once until something is stored again, and that once more, also with --quiet", () => {
  const other: ListenerState["storeError"] = { code: "STORE_WRITE_FAILED", details: { reason: "Another." } };

  expect(saidOf([null, FULL, FULL, other, null, null, FULL])).toBe(
    `${TOLD}Events are stored again.\n${TOLD}`,
  );
});

it("is told also where the store was damaged in part before", () => {
  const partly: ListenerState["storeError"] = {
    code: "STORE_PARTLY_DAMAGED",
    details: { file: "hookline.db", reason: "malformed" },
  };

  const said = saidOf([partly, partly, FULL, partly]).split("\n");

  expect(said.map((line) => line.split(".")[0])).toEqual([
    "Events are stored, but not all that belongs to them, such as their answers",
    "The event was not stored",
    "Events are stored, but not all that belongs to them, such as their answers",
    "",
  ]);
});
