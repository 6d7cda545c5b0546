// What ends a first run, asked of a real store.
import { afterEach, beforeEach, expect, it } from "vitest";
import { EventPageQuery } from "../../preload/contract/event.ts";
import { SIMULATED_WORKSPACE } from "../../preload/contract/ids.ts";
import { READ } from "../../renderer/features/first-run/first-run-questions.ts";
import { newEvent, type EventParts } from "../fakes/new-event.ts";
import { openTestStore, type TestStore } from "../fakes/store.ts";

let test: TestStore;

beforeEach(() => {
  test = openTestStore();
});
afterEach(() => test.remove());

async function totalAfter(parts: EventParts): Promise<number> {
  const place = { workspace: SIMULATED_WORKSPACE, simulated: true };
  await test.store.append(newEvent({ kind: "status", ...place, ...parts }));
  return (await test.store.page(EventPageQuery.parse(READ))).total;
}

it("is a status “read” that the simulator signed, and no other", async () => {
  const totals = [
    await totalAfter({ status: "read", signature: { state: "bad", reason: "mismatch" } }),
    await totalAfter({ status: "read", signature: { state: "unsigned", reason: "missing" } }),
    await totalAfter({ status: "delivered" }),
    await totalAfter({ status: "read", workspace: "w1", simulated: false }),
    await totalAfter({ status: "read" }),
  ];

  expect(totals).toEqual([0, 0, 0, 0, 1]);
});
