import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { NO_FACTS, type FactsSubject } from "../../../../main/events/workspace-facts.ts";
import { PageId, WorkspaceId } from "../../../../preload/contract/ids.ts";
import { newEvent, type EventParts } from "../../../fakes/new-event.ts";
import { openTestStore, type TestStore } from "../../../fakes/store.ts";

const HOUR_MS = 3_600_000;

const W1 = WorkspaceId.parse("w1");
const W2 = WorkspaceId.parse("w2");

/** Any Page, from the beginning, unless a test says otherwise. */
const of = (workspace: WorkspaceId, rest: Partial<FactsSubject> = {}): FactsSubject => ({
  workspace,
  pageId: null,
  applicationSince: null,
  accountSince: null,
  ...rest,
});

let test: TestStore;

beforeEach(() => {
  test = openTestStore();
});
afterEach(() => test.remove());

async function append(...all: readonly EventParts[]): Promise<void> {
  for (const parts of all) await test.store.append(newEvent(parts));
}

function reply(messageUuid: string, parts: EventParts = {}): EventParts {
  return { kind: "reply", messageUuid, signature: null, messageType: "text", ...parts };
}

function status(messageUuid: string, word: string, parts: EventParts = {}): EventParts {
  return { kind: "status", messageUuid, status: word, ...parts };
}

describe("facts of a workspace", () => {
  it("are null where the log shows nothing", async () => {
    await append({ workspace: "w2" });

    expect(Object.values(await test.store.facts(of(W1))).every((fact) => fact === null)).toBe(true);
  });

  it("name the events that prove each step", async () => {
    const unsigned = { state: "unsigned", reason: null } as const;
    const bad = { state: "bad", reason: "mismatch" } as const;
    await append(
      { messageUuid: "a", signature: unsigned, receivedAt: 1 },
      { messageUuid: "b", pageId: "77", receivedAt: 2 },
      reply("c", { receivedAt: 3 }),
      status("c", "delivered", { receivedAt: 4 }),
      status("c", "read", { receivedAt: 5 }),
      status("nobody's", "read", { receivedAt: 6 }),
      status("c2", "rejected", { receivedAt: 7, error: { code: "1370", title: null, detail: null } }),
      status("c3", "rejected", {
        receivedAt: 8,
        signature: bad,
        error: { code: "1370", title: null, detail: null },
      }),
      { messageUuid: "d", signature: bad, pageId: "66", receivedAt: 9 },
    );

    expect(await test.store.facts(of(W1))).toEqual({
      firstInbound: { eventId: 1, at: 1 },
      lastInbound: { eventId: 2, at: 2 },
      firstVerifiedInbound: { eventId: 2, at: 2 },
      inboundElsewhere: null,
      inboundOfOther: null,
      firstReply: { eventId: 3, at: 3 },
      deliveredReply: { eventId: 5, at: 5, status: "read", sentAt: 3 },
      linkExpired: { eventId: 7, at: 7 },
      verifiedLinkExpired: { eventId: 7, at: 7 },
      firstVerified: { eventId: 2, at: 2 },
    });
  });

  it("are the same whether they were looked for after each event or once, after a restart", async () => {
    const unsigned = { state: "unsigned", reason: null } as const;
    const expired = { code: "1370", title: null, detail: null };
    for (const parts of [
      { messageUuid: "a", signature: unsigned, receivedAt: 1 },
      // It overtakes the answer to its reply.
      status("c", "read", { receivedAt: 2 }),
      { messageUuid: "b", workspace: "w2", receivedAt: 3 },
      reply("c", { receivedAt: 4 }),
      { messageUuid: "d", pageId: "77", receivedAt: 5 },
      status("c2", "rejected", { receivedAt: 6, error: expired }),
      { messageUuid: "e", pageId: "88", receivedAt: 7 },
      status("c3", "rejected", { receivedAt: 8, error: expired }),
    ]) {
      await append(parts);
      await test.store.facts(of(W1));
    }
    const afterEach = await test.store.facts(of(W1));

    const restarted = openTestStore({ file: test.file });
    const once = await restarted.store.facts(of(W1));
    await restarted.remove();

    expect(afterEach).toEqual({
      firstInbound: { eventId: 1, at: 1 },
      lastInbound: { eventId: 7, at: 7 },
      firstVerifiedInbound: { eventId: 5, at: 5 },
      inboundElsewhere: null,
      inboundOfOther: null,
      firstReply: { eventId: 4, at: 4 },
      deliveredReply: { eventId: 2, at: 2, status: "read", sentAt: 4 },
      linkExpired: { eventId: 8, at: 8 },
      verifiedLinkExpired: { eventId: 8, at: 8 },
      firstVerified: { eventId: 2, at: 2 },
    });
    expect(once).toEqual(afterEach);
  });

  it("name the newest reply that was delivered, though an older one was read after it", async () => {
    await append(reply("a", { receivedAt: 1 }), reply("b", { receivedAt: 2 }));
    await append(status("b", "delivered", { receivedAt: 3 }));
    const before = await test.store.facts(of(W1));
    await append(status("a", "read", { receivedAt: 4 }), reply("c", { receivedAt: 5 }));
    const later = await test.store.facts(of(W1));
    const restarted = openTestStore({ file: test.file });
    const once = await restarted.store.facts(of(W1));
    await restarted.remove();

    expect(before.deliveredReply).toEqual({ eventId: 3, at: 3, status: "delivered", sentAt: 2 });
    expect([later.deliveredReply, once.deliveredReply]).toEqual([
      before.deliveredReply,
      before.deliveredReply,
    ]);
  });

  it("are about one Page, and name the other one that was written to", async () => {
    const expired = { code: "1370", title: null, detail: null };
    await append(
      { messageUuid: "a", pageId: "66", receivedAt: 1 },
      reply("r", { pageId: "66", receivedAt: 2 }),
      status("r", "read", { pageId: "66", receivedAt: 3 }),
      status("x", "rejected", { pageId: "66", receivedAt: 4, error: expired }),
    );
    const there = of(W1, { pageId: PageId.parse("77") });

    expect(await test.store.facts(there)).toEqual({
      ...NO_FACTS,
      inboundElsewhere: { eventId: 1, at: 1, pageId: "66" },
      // A JWT was minted for it, whatever the Page.
      firstReply: { eventId: 2, at: 2 },
      firstVerified: { eventId: 1, at: 1 },
    });

    await append(
      { messageUuid: "b", pageId: "77", receivedAt: 5 },
      // One that names no Page may be about this one.
      status("y", "rejected", { pageId: null, receivedAt: 6, error: expired }),
    );
    expect(await test.store.facts(there)).toMatchObject({
      firstVerifiedInbound: { eventId: 5, at: 5 },
      inboundElsewhere: null,
      deliveredReply: null,
      linkExpired: { eventId: 6, at: 6 },
    });
    expect(await test.store.facts(of(W1, { pageId: PageId.parse("66") }))).toMatchObject({
      firstVerifiedInbound: { eventId: 1, at: 1 },
      inboundElsewhere: null,
      deliveredReply: { eventId: 3, status: "read" },
      linkExpired: { eventId: 6 },
    });
  });

  it("date a status that was delivered late by its own time, and keep the one that happened last", async () => {
    const expired = { code: "1370", title: null, detail: null };
    const now = 1_577_887_200_000;
    await append(
      // Their clock is a little behind ours.
      status("x", "rejected", { receivedAt: now, timestamp: now - 50_000, error: expired }),
      status("y", "rejected", { receivedAt: now + 1_000, timestamp: now - 20 * HOUR_MS, error: expired }),
    );
    expect(await test.store.facts(of(W1))).toMatchObject({
      linkExpired: { eventId: 1, at: now },
      verifiedLinkExpired: { eventId: 1, at: now },
    });

    await append(
      status("z", "rejected", { receivedAt: now + 2_000, timestamp: now - 19 * HOUR_MS, error: expired }),
    );
    expect(await test.store.facts(of(W1))).toMatchObject({ linkExpired: { eventId: 1, at: now } });
    // The account has the Page for longer than the workspace has the account.
    expect((await test.store.facts(of(W1, { accountSince: now + 500 }))).linkExpired).toEqual({
      eventId: 3,
      at: now - 19 * HOUR_MS,
    });
    expect((await test.store.facts(of(W1, { accountSince: now + 3_000 }))).linkExpired).toBeNull();
  });

  it("date what is delivered once more by its own time, however soon that is", async () => {
    const error = { code: "1370", title: null, detail: null };
    const now = 1_577_887_200_000;
    const once = status("x", "rejected", { receivedAt: now, timestamp: now - 1_000, error });
    await append(once, { ...once, receivedAt: now + 30_000 });

    expect(await test.store.facts(of(W1))).toMatchObject({ linkExpired: { at: now } });
  });

  it("date the last message by when it was written", async () => {
    const now = 1_577_887_200_000;
    await append(
      { messageUuid: "a", receivedAt: now, timestamp: now - 2 * HOUR_MS },
      { messageUuid: "b", receivedAt: now + 1, timestamp: now - 5 * HOUR_MS },
    );
    expect((await test.store.facts(of(W1))).lastInbound).toEqual({ eventId: 1, at: now - 2 * HOUR_MS });

    await append({ messageUuid: "c", receivedAt: now + 2, timestamp: now - 3 * HOUR_MS });
    expect((await test.store.facts(of(W1))).lastInbound).toEqual({ eventId: 1, at: now - 2 * HOUR_MS });
  });

  it("leave out what another application or account did, but for the end of the Page's link", async () => {
    const expired = { code: "1370", title: null, detail: null };
    const unsigned = { state: "unsigned", reason: null } as const;
    await append(
      { messageUuid: "a", receivedAt: 1 },
      reply("r", { receivedAt: 2 }),
      status("r", "read", { receivedAt: 3 }),
      status("x", "rejected", { receivedAt: 4, error: expired }),
    );

    expect(await test.store.facts(of(W1, { applicationSince: 5 }))).toEqual({
      ...NO_FACTS,
      lastInbound: { eventId: 1, at: 1 },
      linkExpired: { eventId: 4, at: 4 },
      verifiedLinkExpired: { eventId: 4, at: 4 },
      firstVerified: { eventId: 1, at: 1 },
    });
    expect(await test.store.facts(of(W1, { applicationSince: 2, accountSince: 5 }))).toEqual(NO_FACTS);

    await append(
      { messageUuid: "b", signature: unsigned, receivedAt: 5 },
      reply("s", { receivedAt: 6 }),
      // Of the reply of before, which the application of before sent.
      status("r", "delivered", { signature: unsigned, receivedAt: 7 }),
      status("z", "rejected", { channel: "whatsapp", pageId: null, receivedAt: 8, error: expired }),
    );
    expect(await test.store.facts(of(W1, { applicationSince: 5, accountSince: 3 }))).toMatchObject({
      firstInbound: { eventId: 5, at: 5 },
      firstVerifiedInbound: null,
      firstReply: { eventId: 6, at: 6 },
      deliveredReply: null,
      linkExpired: { eventId: 4 },
      firstVerified: { eventId: 3 },
    });
  });

  it("leave out what is signed for another application, and messages of other channels", async () => {
    const elsewhere = { state: "verified", reason: "otherApplication" } as const;
    await append(
      { messageUuid: "a", channel: "whatsapp", pageId: "14155550100", receivedAt: 1 },
      { messageUuid: "b", signature: elsewhere, receivedAt: 2 },
      reply("r", { receivedAt: 3 }),
      status("r", "read", { signature: elsewhere, receivedAt: 4 }),
    );

    expect(await test.store.facts(of(W1, { pageId: PageId.parse("0000000000000000") }))).toEqual({
      ...NO_FACTS,
      lastInbound: { eventId: 2, at: 2 },
      inboundOfOther: { eventId: 2, at: 2 },
      firstReply: { eventId: 3, at: 3 },
      firstVerified: { eventId: 1, at: 1 },
    });
  });

  it.each([
    ["a bad signature", { state: "bad", reason: "mismatch" }, null],
    ["none while a secret is stored", { state: "unsigned", reason: "missing" }, null],
    ["none where no secret is stored", { state: "unsigned", reason: null }, 2],
    ["one that nothing was stored for", { state: "unchecked", reason: "noSecret" }, 2],
  ] as const)("take a status as what the thread takes it for: %s", async (_what, signature, eventId) => {
    await append(reply("r"), status("r", "read", { signature }));

    expect((await test.store.facts(of(W1))).deliveredReply?.eventId ?? null).toBe(eventId);
  });

  it("of a long log are looked for in parts, while webhooks come in", async () => {
    await append(reply("a", { receivedAt: 1 }));
    test.database.exec(
      `WITH RECURSIVE numbers(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM numbers WHERE n < 20000)
       INSERT INTO events(id, workspace_id, simulated, kind, received_at, attempt, problem)
       SELECT n, 'w1', 0, 'unparsed', n, 1, 0 FROM numbers`,
    );
    await test.store.close();
    const again = openTestStore({ file: test.file });
    await again.store.append(newEvent(status("a", "read", { receivedAt: 20_001 })));
    let isLooked = false;
    const looking = again.store.facts(of(W1)).finally(() => (isLooked = true));

    await again.store.append(newEvent({ receivedAt: 20_002 }));

    expect(isLooked).toBe(false);
    expect(await looking).toMatchObject({
      firstReply: { eventId: 1 },
      deliveredReply: { eventId: 20_001, status: "read" },
      firstInbound: null,
    });
    expect((await again.store.facts(of(W1))).firstInbound).toEqual({ eventId: 20_002, at: 20_002 });
    await again.remove();
  });

  it("are not looked for twice in the same events", async () => {
    await append({ signature: { state: "unsigned", reason: null } });
    const before = await test.store.facts(of(W1));
    // Nothing of the log ever changes in place; here it shows what is read again.
    test.database.exec("UPDATE events SET signature_state = 'verified'");
    await append(reply("c"));

    expect([before.firstVerifiedInbound, (await test.store.facts(of(W1))).firstVerifiedInbound]).toEqual([
      null,
      null,
    ]);
  });

  it("are forgotten with the events that proved them", async () => {
    await append({ messageUuid: "a" }, { messageUuid: "b", workspace: "w2" });
    await test.store.facts(of(W1));
    await test.store.facts(of(W2));

    await test.store.removeWorkspaceEvents(W1);
    const removed = await test.store.facts(of(W1));
    await append({ messageUuid: "c" });

    expect(Object.values(removed).every((fact) => fact === null)).toBe(true);
    expect((await test.store.facts(of(W1))).firstInbound?.eventId).toBe(3);
    expect((await test.store.facts(of(W2))).firstInbound?.eventId).toBe(2);
  });
});
