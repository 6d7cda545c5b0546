import { describe, expect, it } from "vitest";
import { parseEventQuery, queryProblem } from "../../../../../preload/contract/event-query.ts";
import { MessageUuid, PageId, Psid } from "../../../../../preload/contract/ids.ts";
import type { WebhookDelivery } from "../../../../../preload/contract/simulator-state.ts";
import {
  againWords,
  answerWords,
  attemptWords,
  deliveryTitle,
  eventQuery,
} from "../../../../../renderer/features/simulator/deliveries/delivery-words.ts";

const NOON = Date.parse("2026-11-28T12:00:00Z");

describe("a webhook that was sent", () => {
  it("is called by what it was", () => {
    expect(deliveryTitle({ kind: "inbound", status: null })).toBe("Message");
    expect(deliveryTitle({ kind: "status", status: "delivered" })).toBe("Delivered");
    expect(deliveryTitle({ kind: "status", status: "unheard" })).toBe("unheard");
  });

  it("says what it was answered, and in what time", () => {
    expect(answerWords(null)).toBe("");
    expect(answerWords({ status: 503, durationMs: 12.4, reason: null })).toBe("503 in 12\u00a0ms");
    expect(answerWords({ status: null, durationMs: 15_000, reason: "timed out" })).toBe("no answer");
  });

  it("counts its attempts", () => {
    expect(attemptWords(1)).toBe("1 attempt");
    expect(attemptWords(1_284)).toBe("1,284 attempts");
  });

  it.each([
    [null, ""],
    [NOON - 5_000, "again now"],
    [NOON + 999, "again now"],
    [NOON + 4_000, "again in 4\u00a0s"],
    [NOON + 900_000, "again in 15\u00a0min"],
  ])("counts down to its next attempt at %s", (nextAttemptAt, words) => {
    expect(againWords({ nextAttemptAt }, NOON)).toBe(words);
  });

  it.each([
    [{}, "kind:inbound uuid:aaaa"],
    [{ kind: "status" as const, status: "read" }, "kind:status status:read uuid:aaaa"],
  ])("is found among the events by terms the search knows", (change, query) => {
    expect(eventQuery(delivery(change))).toBe(query);
    expect(queryProblem(parseEventQuery(query))).toBeNull();
  });
});

function delivery(change: Partial<WebhookDelivery>): WebhookDelivery {
  return {
    id: 1,
    kind: "inbound",
    messageUuid: MessageUuid.parse("aaaa"),
    psid: Psid.parse("1111111111111111"),
    pageId: PageId.parse("0000000000000000"),
    status: null,
    payloadVersion: "v1",
    faults: [],
    url: "http://127.0.0.1:4817/webhooks/inbound",
    startedAt: NOON,
    state: "taken",
    attempts: 1,
    answer: { status: 200, durationMs: 12, reason: null },
    nextAttemptAt: null,
    ...change,
  };
}
