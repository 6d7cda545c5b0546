// Which statuses tell what became of a reply: the store's answer, and the patch of a thread that is open, for the same ones.
import { afterEach, beforeEach, expect, it } from "vitest";
import type { SignatureFinding } from "../../main/events/signature-reasons.ts";
import type { Thread } from "../../preload/contract/conversation.ts";
import type { EventRow } from "../../preload/contract/event.ts";
import { PageId, Psid, WorkspaceId } from "../../preload/contract/ids.ts";
import { applyArrivals } from "../../renderer/features/conversation/thread-merge.ts";
import { newEvent, type EventParts } from "../fakes/new-event.ts";
import { openTestStore, type TestStore } from "../fakes/store.ts";

const PLACES = {
  "its own workspace": { workspace: "w1", simulated: false },
  "another workspace": { workspace: "w2", simulated: false },
  "the simulator": { workspace: "simulated", simulated: true },
  nobody: { workspace: null, simulated: false },
  "nobody of the simulator's": { workspace: null, simulated: true },
} as const;

const SIGNATURES = {
  verified: { state: "verified", reason: null },
  "signed for another application": { state: "verified", reason: "otherApplication" },
  unsigned: { state: "unsigned", reason: null },
  "unsigned while a secret is stored": { state: "unsigned", reason: "missing" },
  "unchecked for want of a secret": { state: "unchecked", reason: "noSecret" },
  "badly signed": { state: "bad", reason: "mismatch" },
} as const satisfies Record<string, SignatureFinding>;

const CASES = Object.entries(PLACES).flatMap(([whose, place]) =>
  Object.entries(SIGNATURES).map(([how, signature]) => ({ name: `${how}, of ${whose}`, place, signature })),
);

let test: TestStore;

beforeEach(() => {
  test = openTestStore();
});
afterEach(() => test.remove());

function append(parts: EventParts): Promise<EventRow> {
  return test.store.append(newEvent(parts));
}

function thread(): Thread {
  return test.store.thread({
    workspace: WorkspaceId.parse("w1"),
    psid: Psid.parse("1111111111111111"),
    pageId: PageId.parse("0000000000000000"),
    beforeId: null,
    limit: 100,
  });
}

it("believes the same of those that are stored and those that arrive", async () => {
  for (const { name } of CASES) await append({ kind: "reply", messageUuid: name, signature: null });
  let patched = thread();
  for (const { name, place, signature } of CASES) {
    const status = await append({ kind: "status", status: "read", messageUuid: name, ...place, signature });
    patched = applyArrivals(patched, [status]);
  }

  const stored = thread();

  const believed = stored.messages.filter(({ stops }) => stops.length > 0);
  expect(believed.map(({ event }) => event.messageUuid)).toEqual([
    "verified, of its own workspace",
    "signed for another application, of its own workspace",
    "unsigned, of its own workspace",
    "unchecked for want of a secret, of its own workspace",
    "verified, of nobody",
    "signed for another application, of nobody",
    "unsigned, of nobody",
  ]);
  expect(patched.messages).toEqual(stored.messages);
});

it("counts those that are believed", async () => {
  await append({ kind: "reply", signature: null });
  let patched = thread();
  for (const signature of [SIGNATURES["badly signed"], SIGNATURES.verified, SIGNATURES.verified]) {
    patched = applyArrivals(patched, [await append({ kind: "status", status: "read", signature })]);
  }

  const stored = thread();

  expect(stored.messages[0]?.stops).toMatchObject([{ eventId: 3, count: 2 }]);
  expect(patched.messages).toEqual(stored.messages);
});
