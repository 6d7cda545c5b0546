import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EventId, PageId, Psid, WorkspaceId } from "../../../../preload/contract/ids.ts";
import { ROW_TEXT_LIMIT } from "../../../../preload/contract/event.ts";
import type { Thread } from "../../../../preload/contract/conversation.ts";
import { newEvent, type EventParts } from "../../../fakes/new-event.ts";
import { openTestStore, type TestStore } from "../../../fakes/store.ts";

const HOUR_MS = 3_600_000;

const W1 = WorkspaceId.parse("w1");
const W2 = WorkspaceId.parse("w2");
const ALICE = Psid.parse("1111111111111111");
const PAGE = PageId.parse("0000000000000000");

let test: TestStore;

beforeEach(() => {
  test = openTestStore();
});
afterEach(() => test.remove());

async function append(...all: readonly EventParts[]): Promise<void> {
  for (const parts of all) await test.store.append(newEvent(parts));
}

function reply(messageUuid: string | null, parts: EventParts = {}): EventParts {
  return { kind: "reply", messageUuid, signature: null, messageType: "text", ...parts };
}

function status(messageUuid: string, word: string, parts: EventParts = {}): EventParts {
  return { kind: "status", messageUuid, status: word, ...parts };
}

function thread(more: { beforeId?: EventId | null; limit?: number } = {}): Thread {
  return test.store.thread({ workspace: W1, psid: ALICE, pageId: PAGE, beforeId: null, limit: 50, ...more });
}

const BAD = { state: "bad", reason: "mismatch" } as const;

describe("a forged delivery", () => {
  const FORGED = {
    messageUuid: "a",
    text: "FORGED",
    signature: { state: "bad", reason: "mismatch" },
  } as const;

  it("does not take the place of the genuine message that follows it", async () => {
    await append({ ...FORGED, receivedAt: 1_000 }, { messageUuid: "a", text: "GENUINE", receivedAt: 2_000 });

    const { person, messages } = thread();

    expect(messages.map(({ event, copies }) => [event.text, event.signature?.state, copies])).toEqual([
      ["GENUINE", "verified", 2],
    ]);
    expect(person).toMatchObject({ lastText: "GENUINE", lastInboundAt: 2_000 });
  });

  it("does not hide the message by naming another person", async () => {
    await append({ ...FORGED, psid: "666" }, { messageUuid: "a", text: "GENUINE" });

    expect(thread().messages.map(({ event, copies }) => [event.text, copies])).toEqual([["GENUINE", 1]]);
  });

  it("speaks for nobody who has said anything else", async () => {
    await append({ messageUuid: "b", text: "Hi", receivedAt: 1_000 }, { ...FORGED, receivedAt: 2_000 });

    expect(test.store.people({ workspace: W1, limit: 10 })).toMatchObject([
      { lastText: "Hi", lastEventId: 1, lastAt: 1_000, lastInboundAt: 1_000 },
    ]);
  });

  it("that is unsigned gives way to a verified one, and never takes its place", async () => {
    const unsigned = { ...FORGED, signature: { state: "unsigned", reason: null } } as const;
    await append(FORGED, unsigned);
    const before = thread().messages.map(({ event }) => event.signature?.state);
    await append({ messageUuid: "a", text: "GENUINE" }, unsigned, FORGED);

    expect([before, thread().messages.map(({ event, copies }) => [event.id, copies])]).toEqual([
      ["unsigned"],
      [[3, 5]],
    ]);
  });

  it("does not disturb the pages of a thread", async () => {
    await append({ messageUuid: "0" }, FORGED, { messageUuid: "1" }, { messageUuid: "2" });
    await append({ messageUuid: "a", text: "GENUINE" });
    const newest = thread({ limit: 3 });
    const older = thread({ beforeId: newest.messages[0]?.event.id ?? null });

    expect(newest.messages.map(({ event }) => event.id)).toEqual([5, 3, 4]);
    expect(older.messages.map(({ event }) => event.id)).toEqual([1]);
  });

  it("does not open the window of the person it names", async () => {
    await append({ ...FORGED, receivedAt: 1_000 });

    const { person, messages } = thread();

    expect(messages.map(({ event }) => event.signature?.state)).toEqual(["bad"]);
    expect(person?.lastInboundAt).toBeNull();
  });
});

/** When the person who was heard last wrote last. */
function wroteAt(store: typeof test.store): number | null | undefined {
  return store.people({ workspace: W1, limit: 1 })[0]?.lastInboundAt;
}

describe("people", () => {
  it("are listed with what kind of message it was that had no text", async () => {
    const url = "https://example.com/a.png";
    await append({ messageUuid: "a", messageType: "image", text: null, mediaUrl: url });

    const [person] = test.store.people({ workspace: W1, limit: 1 });

    expect(person).toMatchObject({ lastText: null, lastType: "image" });
  });

  it.each(["x", "é", "😀"])("are listed with the beginning of a long text of %s", async (character) => {
    const text = `be\u0000fore${character.repeat(100_000)}`;
    await append({ messageUuid: "a", text });

    const [person] = test.store.people({ workspace: W1, limit: 1 });

    expect(person?.lastText).toBe(text.slice(0, ROW_TEXT_LIMIT));
    expect(thread().person?.lastText).toBe(text.slice(0, ROW_TEXT_LIMIT));
  });

  it("wrote when their message was written, also when it was delivered late or after a newer one", async () => {
    const now = 1_577_887_200_000;
    await append({ messageUuid: "a", receivedAt: now, timestamp: now - 20 * HOUR_MS });
    const late = wroteAt(test.store);
    await append({ messageUuid: "b", receivedAt: now + 1_000, timestamp: now - 50_000 });
    const newer = wroteAt(test.store);

    await append(
      { messageUuid: "c", receivedAt: now + 2_000, timestamp: now - 10 * HOUR_MS },
      {
        messageUuid: "d",
        receivedAt: now + 3_000,
        timestamp: null,
        signature: { state: "bad", reason: "mismatch" },
      },
    );

    expect([late, newer, wroteAt(test.store)]).toEqual([now - 20 * HOUR_MS, now + 1_000, now + 1_000]);
  });

  it("are listed most recent first, with what was said last and when they last wrote", async () => {
    await append(
      { messageUuid: "a", text: "Hi", receivedAt: 1_000 },
      { messageUuid: "b", psid: "2", text: "Me too", receivedAt: 2_000 },
      reply("c", { text: "Hello", receivedAt: 3_000 }),
      status("c", "read", { receivedAt: 4_000 }),
      { messageUuid: "d", workspace: "w2", psid: "3" },
    );

    expect(test.store.people({ workspace: W1, limit: 10 })).toEqual([
      {
        workspace: "w1",
        psid: ALICE,
        pageId: PAGE,
        lastEventId: 3,
        lastAt: 3_000,
        lastText: "Hello",
        lastType: "text",
        lastDirection: "reply",
        lastInboundAt: 1_000,
      },
      {
        workspace: "w1",
        psid: "2",
        pageId: PAGE,
        lastEventId: 2,
        lastAt: 2_000,
        lastText: "Me too",
        lastType: "text",
        lastDirection: "inbound",
        lastInboundAt: 2_000,
      },
    ]);
    expect(test.store.people({ workspace: null, limit: 1 }).map(({ psid }) => psid)).toEqual(["3"]);
  });

  it("are found by their PSID, in a workspace or in all", async () => {
    await append(
      { messageUuid: "a", psid: "1" },
      { messageUuid: "b", psid: "2" },
      { messageUuid: "c", psid: "1", workspace: W2 },
    );
    const psid = Psid.parse("1");

    const found = [W1, W2, null].map((workspace) => test.store.people({ workspace, psid, limit: 10 }));

    expect(found.map((people) => people.map(({ lastEventId }) => lastEventId))).toEqual([[1], [3], [3, 1]]);
  });

  it("are moved up by nobody who forges their messages", async () => {
    await append(
      { messageUuid: "a", psid: "1" },
      { messageUuid: "b", psid: "2" },
      reply("c", { psid: "3" }),
      { messageUuid: "d", psid: "2", signature: BAD },
      { messageUuid: "e", psid: "1", signature: BAD },
      { messageUuid: "f", psid: "4", signature: BAD },
      { messageUuid: "g", psid: "5", signature: BAD },
      { messageUuid: "h", psid: "3", signature: BAD },
    );

    const listed = test.store.people({ workspace: W1, limit: 10 });

    expect(listed.map(({ psid, lastEventId }) => [psid, lastEventId])).toEqual([
      ["3", 3],
      ["2", 2],
      ["1", 1],
      ["5", 7],
      ["4", 6],
    ]);
    expect(test.store.people({ workspace: null, limit: 2 }).map(({ psid }) => psid)).toEqual(["3", "2"]);
  });

  it("stand where the genuine copy of a message came that was forged before", async () => {
    await append(
      { messageUuid: "a", psid: "1", signature: BAD },
      { messageUuid: "b", psid: "2" },
      { messageUuid: "a", psid: "1", text: "GENUINE" },
    );

    const listed = test.store.people({ workspace: W1, limit: 10 });

    expect(listed.map(({ psid, lastText }) => [psid, lastText])).toEqual([
      ["1", "GENUINE"],
      ["2", null],
    ]);
  });

  it("are found behind more forgeries than are followed one by one", async () => {
    const forged = Array.from({ length: 12_000 }, (_, index) => ({
      messageUuid: `forged ${index}`,
      psid: `${(index % 3) + 1}`,
      signature: BAD,
    }));
    await append({ messageUuid: "a", psid: "1", text: "oldest", receivedAt: 1 });
    await append(forged[0] ?? {}, { messageUuid: "b", psid: "2", text: "older", receivedAt: 2 });
    await Promise.all(forged.map((parts) => test.store.append(newEvent(parts))));
    // Forged first; and a repeat of an old message, which is no newer for that.
    await append({ messageUuid: "forged 1", psid: "2", text: "GENUINE", receivedAt: 3 });
    await append({ messageUuid: "a", psid: "1", text: "oldest" });

    expect(test.store.people({ workspace: W1, limit: 10 })).toMatchObject([
      { psid: "2", lastText: "GENUINE", lastInboundAt: 3 },
      { psid: "1", lastText: "oldest", lastInboundAt: 1 },
      { psid: "3", lastText: null, lastInboundAt: null },
    ]);
  });

  it("who were only written to have never written", async () => {
    await append(reply("c"));

    expect(test.store.people({ workspace: W1, limit: 10 })[0]?.lastInboundAt).toBeNull();
  });
});

describe("a thread", () => {
  it("joins statuses to their reply by message_uuid, in order of arrival, counting repeats", async () => {
    await append(
      { messageUuid: "in", text: "Hi" },
      // A status may overtake the answer of the API.
      status("out", "submitted", { receivedAt: 10 }),
      reply("out", { text: "Hello" }),
      status("out", "read", { receivedAt: 20 }),
      status("out", "delivered", { receivedAt: 30, timestamp: null }),
      status("out", "delivered", { receivedAt: 40 }),
      status("other", "rejected"),
    );
    const at = "2020-01-01T14:00:00.000Z";

    const { messages, person } = thread();

    expect(person?.psid).toBe(ALICE);
    expect(messages.map(({ event, copies }) => [event.id, event.text, copies])).toEqual([
      [1, "Hi", 1],
      [3, "Hello", 1],
    ]);
    expect(messages[1]?.stops).toEqual([
      { status: "submitted", eventId: 2, receivedAt: 10, timestamp: at, error: null, count: 1 },
      { status: "read", eventId: 4, receivedAt: 20, timestamp: at, error: null, count: 1 },
      { status: "delivered", eventId: 5, receivedAt: 30, timestamp: null, error: null, count: 2 },
    ]);
  });

  it("carries the error of a rejection", async () => {
    const error = { code: "1340", title: "Outside of the allowed window", detail: null };
    await append(reply("out"), status("out", "rejected", { error }));

    expect(thread().messages[0]?.stops[0]?.error).toEqual(error);
  });

  it("gives an error that was stored without a code an empty one", async () => {
    const error = { code: "", title: "Rejected", detail: null };
    await append(reply("out"), status("out", "rejected", { error }));
    test.database.exec("UPDATE events SET error_code = NULL");

    expect(thread().messages[0]?.stops[0]?.error).toEqual(error);
  });

  it("does not believe a status with a bad signature", async () => {
    await append(reply("out"), status("out", "read", { signature: { state: "bad", reason: "mismatch" } }));

    expect(thread().messages[0]?.stops).toEqual([]);
  });

  it("shows repeated deliveries of a message as one bubble with copies", async () => {
    await append({ messageUuid: "in" }, { messageUuid: "in" }, { messageUuid: "in" });

    expect(thread().messages.map(({ event, copies }) => [event.id, copies])).toEqual([[1, 3]]);
  });

  it("keeps refused replies, which have no message_uuid, apart", async () => {
    await append(reply(null, { text: "one" }), reply(null, { text: "two" }));

    expect(thread().messages.map(({ event }) => event.text)).toEqual(["one", "two"]);
  });

  it("pages backwards", async () => {
    await append(...Array.from({ length: 5 }, (_, index) => ({ messageUuid: `${index}` })));

    const newest = thread({ limit: 2 });
    const older = thread({ limit: 3, beforeId: EventId.parse(4) });

    expect([newest.messages.map(({ event }) => event.id), newest.hasOlder]).toEqual([[4, 5], true]);
    expect([older.messages.map(({ event }) => event.id), older.hasOlder]).toEqual([[1, 2, 3], false]);
  });

  it("of nobody is empty", () => {
    expect(thread()).toEqual({ person: null, messages: [], hasOlder: false });
  });
});

it("shows a text beyond a NUL", async () => {
  await append({ messageUuid: "n", text: "be\u0000fore and after" });

  expect(thread().messages[0]?.event.text).toBe("be\u0000fore and after");
});

it.each(["x", "é", "€", "😀"])("shows the beginning of a long text of %s beyond a NUL", async (character) => {
  const text = `be\u0000fore${character.repeat(10_000)}`;
  await append({ messageUuid: "n", text });

  expect(thread().messages[0]?.event.text).toBe(text.slice(0, ROW_TEXT_LIMIT));
});

it("reads a request that an older version stored with a list of cookies", async () => {
  await append({});
  test.database.exec(`UPDATE requests SET headers = '{"host":"x","set-cookie":["a=b","c=d"]}'`);

  expect(test.store.get(EventId.parse(1)).request?.headers).toEqual({ host: "x", "set-cookie": "a=b, c=d" });
});
