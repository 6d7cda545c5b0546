import { describe, expect, it } from "vitest";
import { furthestStop, readDelivery } from "../../../../../renderer/features/conversation/delivery-stops.ts";
import { NOON, reply, stop } from "./messages.ts";

describe("readDelivery", () => {
  it("waits for submitted when Vonage took the reply and no status came", () => {
    const delivery = readDelivery(reply(1, []));

    expect(delivery).toEqual({
      kind: "under-way",
      waitingSince: NOON,
      remarks: [],
      stops: [
        { station: "submitted", state: "waiting" },
        { station: "delivered", state: "later" },
        { station: "read", state: "later" },
      ],
    });
  });

  it.each([202, 502, 504, 524])("knows nothing of a reply that was answered %i and got no name", (status) => {
    const message = reply(1, []);
    const answer = { status, durationMs: 1, sent: true };

    expect(readDelivery({ ...message, event: { ...message.event, messageUuid: null, answer } })).toEqual({
      kind: "unclear",
      answerStatus: status,
    });
  });

  it("gives the time after the first stop for each later one", () => {
    const delivery = readDelivery(reply(1, [stop(2, "submitted", 100), stop(3, "delivered", 900)]));

    expect(delivery).toEqual({
      kind: "under-way",
      waitingSince: NOON + 900,
      remarks: [],
      stops: [
        { station: "submitted", state: "passed", eventId: 2, at: NOON + 100, afterFirstMs: null },
        { station: "delivered", state: "passed", eventId: 3, at: NOON + 900, afterFirstMs: 800 },
        { station: "read", state: "waiting" },
      ],
    });
  });

  it("is read once read arrived, even if delivered never did", () => {
    const delivery = readDelivery(reply(1, [stop(3, "read", 900), stop(4, "submitted", 1_000)]));

    expect(delivery.kind).toBe("read");
    expect("stops" in delivery ? delivery.stops.map((one) => one.state) : []).toEqual([
      "passed",
      "skipped",
      "passed",
    ]);
  });

  it("puts a rejection in place of the stops that will not come", () => {
    const delivery = readDelivery(reply(1, [stop(2, "submitted", 100), stop(3, "rejected", 400, "1340")]));

    expect(delivery).toEqual({
      kind: "failed",
      status: "rejected",
      at: NOON + 400,
      eventId: 3,
      error: { code: "1340", title: null, detail: null },
      remarks: [],
      stops: [
        { station: "submitted", state: "passed", eventId: 2, at: NOON + 100, afterFirstMs: null },
        { station: "rejected", state: "passed", eventId: 3, at: NOON + 400, afterFirstMs: 300 },
      ],
    });
  });

  it("shows all that came of a failed reply, in the order in which it came", () => {
    const delivery = readDelivery(
      reply(1, [stop(2, "rejected", 100, "1340"), stop(3, "seen", 200), stop(4, "read", 900)]),
    );

    expect(delivery).toMatchObject({ kind: "failed", status: "rejected", error: { code: "1340" } });
    expect("stops" in delivery ? delivery.stops.map(({ station }) => station) : []).toEqual([
      "rejected",
      "seen",
      "read",
    ]);
  });

  it("waits for nothing when Vonage refused the request", () => {
    const delivery = readDelivery(reply(1, [], { answer: { status: 401, durationMs: 5, sent: true } }));

    expect(delivery).toEqual({ kind: "refused", answerStatus: 401 });
  });

  it("waits for nothing where no answer came and Vonage named no message", () => {
    const nothing = { answer: null, messageUuid: null };

    expect(readDelivery(reply(1, [], nothing))).toEqual({ kind: "unanswered" });
  });

  it("believes the message that Vonage named, and a status, more than a missing answer", () => {
    const named = readDelivery(reply(1, [], { answer: null }));
    const told = readDelivery(reply(1, [stop(2, "submitted", 5)], { answer: null, messageUuid: null }));

    expect([named.kind, told.kind]).toEqual(["under-way", "under-way"]);
  });
});

describe("what is remarked of statuses", () => {
  const late = { ...stop(3, "read", 130_000), timestamp: new Date(NOON).toISOString() };

  it.each([
    ["in their order", [stop(2, "submitted", 1), stop(3, "delivered", 2), stop(4, "read", 3)], []],
    ["that failed as they do", [stop(2, "submitted", 1), stop(3, "rejected", 2, "1340")], []],
    ["early", [stop(2, "read", 1), stop(3, "submitted", 2)], ["Submitted came after Read."]],
    ["repeated", [{ ...stop(2, "submitted", 1), count: 2 }], ["Submitted came twice."]],
    ["of a burst", [{ ...stop(2, "read", 1), count: 1_000 }], ["Read came 1,000 times."]],
    [
      "contradictory",
      [stop(2, "submitted", 1), stop(3, "rejected", 2), stop(4, "delivered", 3)],
      ["Delivered came after Rejected."],
    ],
    [
      "contradictory the other way round",
      [stop(2, "delivered", 1), stop(3, "undeliverable", 2), stop(4, "rejected", 3)],
      ["Undeliverable came after Delivered.", "Rejected came after Undeliverable."],
    ],
    ["late", [late], ["Read arrived 2\u00a0min 10\u00a0s after its timestamp."]],
    ["unheard of", [stop(2, "seen", 1)], ["“seen” came too; no such status is published."]],
    [
      "with an error that are no failures",
      [stop(2, "delivered", 1, "1000")],
      ["Delivered came with an error: Sent faster than the account may (1000)."],
    ],
  ])("%s", (_what, stops, texts) => {
    const delivery = readDelivery(reply(1, stops));

    expect("remarks" in delivery ? delivery.remarks.map(({ text }) => text) : null).toEqual(texts);
  });

  it("is that they came although Vonage had refused the request", () => {
    const delivery = readDelivery(
      reply(1, [stop(2, "submitted", 1)], { answer: { status: 500, durationMs: 5, sent: true } }),
    );

    expect(delivery).toMatchObject({
      kind: "under-way",
      remarks: [{ text: "Vonage answered 500, and told this all the same.", eventId: 2 }],
    });
  });
});

describe("furthestStop", () => {
  it("names the last stop that was passed", () => {
    const delivery = readDelivery(reply(1, [stop(2, "submitted", 100), stop(3, "delivered", 900)]));

    expect(furthestStop(delivery)).toEqual({ status: "delivered", at: NOON + 900 });
  });

  it("names nothing before the first status", () => {
    expect(furthestStop(readDelivery(reply(1, [])))).toBeNull();
  });
});
