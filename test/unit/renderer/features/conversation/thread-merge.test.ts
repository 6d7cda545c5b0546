import { describe, expect, it } from "vitest";
import type { Thread, ThreadMessage } from "../../../../../preload/contract/conversation.ts";
import {
  addReply,
  applyArrivals,
  applyDelivery,
  applyStatus,
  mergeNewest,
  mergeOlder,
  shareMessages,
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

describe("a message that a later, better signed delivery stands for", () => {
  const forged = inbound(3, { messageUuid: "forged" });
  const genuine = inbound(90, { messageUuid: "forged" });

  it("is shown once, in its old place, when the newest page begins with it", () => {
    const known = thread([inbound(1), inbound(2), forged, inbound(4)], { hasOlder: false });

    const merged = mergeNewest(known, thread([genuine, inbound(4), inbound(91)], { hasOlder: true }));

    expect(ids(merged)).toEqual([1, 2, 90, 4, 91]);
  });

  it("is shown once when it is among the newest", () => {
    const known = thread([inbound(1), inbound(2), forged, inbound(4)], { hasOlder: false });

    const merged = mergeNewest(known, thread([inbound(2), genuine, inbound(4)], { hasOlder: true }));

    expect(ids(merged)).toEqual([1, 2, 90, 4]);
  });

  it("does not make the messages after it look older than the newest page", () => {
    const known = thread([inbound(1), genuine, inbound(4), inbound(5)], { hasOlder: false });

    const merged = mergeNewest(known, thread([genuine, inbound(4), inbound(5)], { hasOlder: true }));

    expect(ids(merged)).toEqual([1, 90, 4, 5]);
  });

  it("does not hide the older page it is on", () => {
    const known = thread([inbound(4), inbound(5)], { hasOlder: true });

    const merged = mergeOlder(known, thread([inbound(2), genuine], { hasOlder: false }), inbound(4));

    expect(ids(merged)).toEqual([2, 90, 4, 5]);
  });

  it("is not taken for that of another workspace", () => {
    const other = inbound(7, { messageUuid: "forged", workspace: "w2" });
    const known = thread([other, forged], { hasOlder: true });

    const merged = mergeOlder(known, thread([inbound(1), genuine], { hasOlder: false }), other);

    expect(ids(merged)).toEqual([1, 7, 3]);
  });
});

describe("mergeOlder", () => {
  it("leaves the thread alone when it no longer begins where that page ends", () => {
    const known = thread([inbound(30), inbound(31)], { hasOlder: true });

    const merged = mergeOlder(known, thread([inbound(1), inbound(2)], { hasOlder: false }), inbound(3));

    expect(merged).toBe(known);
  });

  it("puts older messages first and takes over whether there are more", () => {
    const known = thread([inbound(3)], { hasOlder: true });

    const merged = mergeOlder(
      known,
      thread([inbound(1), inbound(2), inbound(3)], { hasOlder: false }),
      inbound(3),
    );

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

  it("counts no arrival twice that a page has counted", () => {
    const counted = { ...stop(7, "read", 5), count: 2 };
    const known = thread([reply(1, [counted], { messageUuid: "one" })], { hasOlder: false });

    const patched = applyStatus(
      known,
      row({ id: 8, kind: "status", status: "read", messageUuid: "one", attempt: 2 }),
    );

    expect(patched.messages[0]?.stops).toEqual([counted]);
  });

  it("does not believe a status with a bad signature", () => {
    const known = thread([reply(1, [], { messageUuid: "one" })], { hasOlder: false });
    const signature = { state: "bad", reason: "It does not match." };

    const patched = applyStatus(
      known,
      row({ id: 7, kind: "status", status: "read", messageUuid: "one", signature }),
    );

    expect(patched).toBe(known);
  });

  it("leaves the thread alone when no reply has that message_uuid", () => {
    const known = thread([inbound(1, { messageUuid: "one" })], { hasOlder: false });

    expect(applyStatus(known, row({ id: 8, kind: "status", status: "read", messageUuid: "one" }))).toBe(
      known,
    );
  });
});

describe("applyDelivery", () => {
  const bad = { state: "bad", reason: "It does not match." };

  it("counts a repeated delivery, and shows it when it is better signed", () => {
    const known = thread([inbound(1, { messageUuid: "a", signature: bad }), inbound(2)], { hasOlder: false });
    const genuine = row({ id: 9, messageUuid: "a", attempt: 2 });

    const patched = applyDelivery(known, genuine);

    expect(patched.messages).toEqual([{ event: genuine, copies: 2, stops: [] }, inbound(2)]);
  });

  it("never lets a forgery take the place of a message", () => {
    const known = thread([inbound(1, { messageUuid: "a" })], { hasOlder: false });

    const patched = applyDelivery(known, row({ id: 9, messageUuid: "a", attempt: 2, signature: bad }));

    expect(patched.messages).toEqual([{ ...inbound(1, { messageUuid: "a" }), copies: 2 }]);
  });

  it("leaves the thread alone when the message is not shown", () => {
    const known = thread([inbound(1)], { hasOlder: false });

    expect(applyDelivery(known, row({ id: 9, messageUuid: "a" }))).toBe(known);
  });
});

describe("addReply", () => {
  it("adds a reply once", () => {
    const sent = row({ id: 4, kind: "reply" });

    const once = addReply(thread([inbound(1)], { hasOlder: false }), sent);

    expect(ids(addReply(once, sent))).toEqual([1, 4]);
  });
});

describe("shareMessages", () => {
  const known = thread([inbound(1), inbound(2), reply(3, [stop(4, "submitted", 100)])], { hasOlder: true });

  it("is the very thread that was known when nothing is new", () => {
    expect(shareMessages(known, structuredClone(known))).toBe(known);
  });

  it("keeps each message that says nothing new, wherever in the list it stands now", () => {
    const next = structuredClone({ ...known, messages: [...known.messages.slice(1), inbound(5)] });

    const shared = shareMessages(known, next);

    expect(shared).toEqual(next);
    expect(shared.messages[0]).toBe(known.messages[1]);
    expect(shared.messages[1]).toBe(known.messages[2]);
  });

  it("takes a message of which something is new", () => {
    const read = reply(3, [stop(4, "submitted", 100), stop(5, "read", 900)]);
    const next = structuredClone({ ...known, messages: [inbound(1), inbound(2), read] });

    const shared = shareMessages(known, next);

    expect(shared).toEqual(next);
    expect(shared.messages[1]).toBe(known.messages[1]);
    expect(shared.messages[2]).not.toBe(known.messages[2]);
  });

  it("says so when there is no more to load", () => {
    const shared = shareMessages(known, structuredClone({ ...known, hasOlder: false }));

    expect(shared).toEqual({ ...known, hasOlder: false });
    expect(shared.messages).toBe(known.messages);
  });

  it("takes whatever comes first", () => {
    expect(shareMessages(undefined, known)).toBe(known);
  });
});

describe("applyArrivals", () => {
  const known = thread([inbound(1), reply(2, [])], { hasOlder: false });

  it("counts copies and adds statuses of what is known", () => {
    const copy = row({ id: 8, messageUuid: "uuid-1", attempt: 3 });
    const status = row({ id: 9, kind: "status", status: "delivered", messageUuid: "uuid-2" });

    const { messages } = applyArrivals(known, [row({ id: 7 }), copy, status]);

    expect(messages.map(({ copies }) => copies)).toEqual([3, 1]);
    expect(messages[1]?.stops.map((each) => each.status)).toEqual(["delivered"]);
  });

  it("is the very same thread when all that arrived is new to it", () => {
    expect(applyArrivals(known, [row({ id: 7 }), row({ id: 8 })])).toBe(known);
  });
});
