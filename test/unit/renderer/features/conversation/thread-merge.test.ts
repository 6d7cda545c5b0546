import { describe, expect, it } from "vitest";
import type { Thread, ThreadMessage } from "../../../../../preload/contract/conversation.ts";
import {
  addReply,
  applyStatus,
  mergeNewest,
  mergeOlder,
} from "../../../../../renderer/features/conversation/thread-merge.ts";
import { NOON, inbound, reply, row, stop } from "./messages.ts";

function thread(messages: readonly ThreadMessage[], more: { readonly hasOlder: boolean }): Thread {
  return { person: null, messages: [...messages], hasOlder: more.hasOlder };
}

function ids({ messages }: Thread): number[] {
  return messages.map(({ event }) => event.id);
}

describe("mergeNewest", () => {
  it("keeps older messages that were loaded before", () => {
    const known = thread([inbound(1), inbound(2), inbound(3)], { hasOlder: false });

    const merged = mergeNewest(known, thread([inbound(3), inbound(4)], { hasOlder: true }));

    expect([ids(merged), merged.hasOlder]).toEqual([[1, 2, 3, 4], false]);
  });

  it("lets older messages go rather than hide a gap", () => {
    const known = thread([inbound(1), inbound(2)], { hasOlder: false });

    const merged = mergeNewest(known, thread([inbound(8), inbound(9)], { hasOlder: true }));

    expect([ids(merged), merged.hasOlder]).toEqual([[8, 9], true]);
  });

  it("believes the newest page when it is the whole thread", () => {
    const known = thread([inbound(1), inbound(2)], { hasOlder: false });

    expect(ids(mergeNewest(known, thread([inbound(2)], { hasOlder: false })))).toEqual([2]);
  });
});

describe("mergeOlder", () => {
  it("puts older messages first and takes over whether there are more", () => {
    const known = thread([inbound(3)], { hasOlder: true });

    const merged = mergeOlder(known, thread([inbound(1), inbound(2), inbound(3)], { hasOlder: false }));

    expect([ids(merged), merged.hasOlder]).toEqual([[1, 2, 3], false]);
  });
});

describe("applyStatus", () => {
  it("adds a stop to the reply with the same message_uuid", () => {
    const known = thread([reply(1, [], { messageUuid: "one" }), reply(2, [], { messageUuid: "two" })], {
      hasOlder: false,
    });

    const patched = applyStatus(
      known,
      row({ id: 7, kind: "status", status: "read", messageUuid: "one", receivedAt: NOON + 5 }),
    );

    expect(patched.messages.map(({ stops }) => stops)).toEqual([[stop(7, "read", 5)], []]);
  });

  it("keeps the first arrival of a repeated status and counts the others", () => {
    const known = thread([reply(1, [stop(7, "read", 5)], { messageUuid: "one" })], { hasOlder: false });

    const patched = applyStatus(
      known,
      row({ id: 8, kind: "status", status: "read", messageUuid: "one", attempt: 2, receivedAt: NOON + 9 }),
    );

    expect(patched.messages[0]?.stops).toEqual([{ ...stop(7, "read", 5), count: 2 }]);
  });

  it("leaves the thread alone when no reply has that message_uuid", () => {
    const known = thread([inbound(1, { messageUuid: "one" })], { hasOlder: false });

    expect(applyStatus(known, row({ id: 8, kind: "status", status: "read", messageUuid: "one" }))).toBe(
      known,
    );
  });
});

describe("addReply", () => {
  it("adds a reply once", () => {
    const sent = row({ id: 4, kind: "reply" });

    const once = addReply(thread([inbound(1)], { hasOlder: false }), sent);

    expect(ids(addReply(once, sent))).toEqual([1, 4]);
  });
});
