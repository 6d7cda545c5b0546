import { describe, expect, it } from "vitest";
import { furthestStop, readDelivery } from "../../../../../renderer/features/conversation/delivery-stops.ts";
import { NOON, reply, stop } from "./messages.ts";

describe("readDelivery", () => {
  it("waits for submitted when Vonage took the reply and no status came", () => {
    const delivery = readDelivery(reply(1, []), NOON + 3_600_000);

    expect(delivery).toEqual({
      kind: "under-way",
      waitingSince: NOON,
      stops: [
        { station: "submitted", state: "waiting" },
        { station: "delivered", state: "later" },
        { station: "read", state: "later" },
      ],
    });
  });

  it("gives the time after the first stop for each later one", () => {
    const delivery = readDelivery(reply(1, [stop(2, "submitted", 100), stop(3, "delivered", 900)]), NOON);

    expect(delivery).toEqual({
      kind: "under-way",
      waitingSince: NOON + 900,
      stops: [
        { station: "submitted", state: "passed", eventId: 2, at: NOON + 100, afterFirstMs: null },
        { station: "delivered", state: "passed", eventId: 3, at: NOON + 900, afterFirstMs: 800 },
        { station: "read", state: "waiting" },
      ],
    });
  });

  it("is read once read arrived, even if delivered never did", () => {
    const delivery = readDelivery(reply(1, [stop(3, "read", 900), stop(4, "submitted", 1_000)]), NOON);

    expect(delivery.kind).toBe("read");
    expect("stops" in delivery ? delivery.stops.map((one) => one.state) : []).toEqual([
      "passed",
      "skipped",
      "passed",
    ]);
  });

  it("puts a rejection in place of the stops that will not come", () => {
    const delivery = readDelivery(
      reply(1, [stop(2, "submitted", 100), stop(3, "rejected", 400, "1340")]),
      NOON,
    );

    expect(delivery).toEqual({
      kind: "failed",
      status: "rejected",
      at: NOON + 400,
      eventId: 3,
      error: { code: "1340", title: null, detail: null },
      stops: [{ station: "submitted", state: "passed", eventId: 2, at: NOON + 100, afterFirstMs: null }],
    });
  });

  it("waits for nothing when Vonage refused the request", () => {
    const delivery = readDelivery(reply(1, [], { answer: { status: 401, durationMs: 5 } }), NOON);

    expect(delivery).toEqual({ kind: "refused", answerStatus: 401 });
  });

  it("believes a status more than a missing answer", () => {
    const unanswered = readDelivery(reply(1, [], { answer: null }), NOON + 61_000);
    const answeredByStatus = readDelivery(
      reply(1, [stop(2, "submitted", 5)], { answer: null }),
      NOON + 61_000,
    );

    expect(unanswered).toEqual({ kind: "unanswered" });
    expect(answeredByStatus.kind).toBe("under-way");
  });
});

describe("furthestStop", () => {
  it("names the last stop that was passed", () => {
    const delivery = readDelivery(reply(1, [stop(2, "submitted", 100), stop(3, "delivered", 900)]), NOON);

    expect(furthestStop(delivery)).toEqual({ status: "delivered", at: NOON + 900 });
  });

  it("names nothing before the first status", () => {
    expect(furthestStop(readDelivery(reply(1, []), NOON))).toBeNull();
  });
});
