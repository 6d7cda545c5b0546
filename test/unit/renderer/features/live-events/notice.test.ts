import { describe, expect, it } from "vitest";
import { LoggedEvent, type EventRow } from "../../../../../preload/contract/event.ts";
import { noticeOf as noticeIn } from "../../../../../renderer/features/live-events/notice.ts";
import { eventRow } from "./log-fakes.ts";

const AT = Date.parse("2020-01-01T14:00:00.000Z");

function event(change: Record<string, unknown> = {}): LoggedEvent {
  const { answer: _answer, ...row } = eventRow(2, { receivedAt: AT + 1_000 });
  return LoggedEvent.parse({ ...row, request: null, response: answered(200), raw: "{}", ...change });
}

function answered(status: number) {
  return { status, durationMs: 1, headers: {}, body: "", timings: null, sent: true };
}

function previous(status: number | null, { sent = true } = {}): EventRow {
  const answer = status === null ? null : { status, durationMs: 1, sent };
  return eventRow(1, { receivedAt: AT - 29_800, answer });
}

function noticeOf(shown: LoggedEvent, before: EventRow | null) {
  return noticeIn(shown, before, "local");
}

/** The end of a duplicate's notice. */
function clockOf(timeFormat: "local" | "utc" | "relative"): string | undefined {
  return noticeIn(event(), previous(200), timeFormat)?.text.split(" at ")[1];
}

const bad = {
  signature: { state: "bad", reason: "Signature mismatch. The token may have been changed." },
};
const late = { receivedAt: AT + 90_000 };

describe("noticeOf", () => {
  it("says nothing of an ordinary event", () => {
    expect(noticeOf(event(), null)).toBeNull();
  });

  it.each([
    [
      "a bad signature over a refusal",
      event({ ...bad, response: answered(401) }),
      previous(401),
      "bad-signature",
    ],
    ["a refusal over a retry", event({ response: answered(413) }), previous(500), "answered"],
    ["a retry over lateness", event(late), previous(500), "retry"],
    ["lateness over an unknown shape", event({ ...late, kind: "unparsed" }), null, "late"],
    ["an unknown shape over a duplicate", event({ kind: "unparsed" }), previous(200), "unknown-shape"],
    ["a duplicate when there is nothing graver", event(), previous(200), "duplicate"],
  ])("shows %s", (_name, shown, before, rank) => {
    expect(noticeOf(shown, before)?.rank).toBe(rank);
  });

  it.each([
    [
      "why, where that was kept",
      { code: "REPLY_OFFLINE", title: null, detail: "connection refused" },
      " Reason: connection refused.",
    ],
    ["nothing more where it was not", null, ""],
    ["none of the API's words as the reason", { code: "1120", title: "Invalid sender", detail: "Odd" }, ""],
  ])("tells of a reply that got no answer %s", (_name, error, why) => {
    const reply = { kind: "reply", messageUuid: null, signature: null, response: null, error };

    expect(noticeOf(event(reply), null)).toEqual({
      rank: "unanswered",
      tone: "bad",
      text: `No answer came.${why}`,
    });
    expect(noticeOf(event({ ...reply, messageUuid: "taken" }), null)).toBeNull();
  });

  it("never puts the name of an encoding on two lines", () => {
    const unread = { kind: "unparsed", text: "The body is not JSON: it is not UTF-8 text." };

    const texts = [
      noticeOf(event({ ...unread, response: answered(400) }), null),
      noticeOf(event(unread), null),
    ];

    expect(texts.map((notice) => notice?.text)).toEqual([
      "Hookline answered 400. The body is not JSON: it is not UTF\u20118 text.",
      "The body is not JSON: it is not UTF\u20118 text.",
    ]);
  });

  it("tells how long after the first attempt a retry came, and why", () => {
    expect(noticeOf(event(), previous(500))?.text).toBe(
      "Vonage retried after 30.8\u00a0s: attempt 1 was answered 500.",
    );
    expect(noticeOf(event(), previous(null))?.text).toBe(
      "Vonage retried after 30.8\u00a0s: attempt 1 got no answer.",
    );
    expect(noticeOf(event(), previous(200, { sent: false }))?.text).toBe(
      "Vonage retried after 30.8\u00a0s: attempt 1 was to be answered 200, but the caller had hung up.",
    );
  });

  it("tells when the first of a duplicate was answered in the time that was chosen", () => {
    const local = new Date(AT - 29_800 - new Date(AT).getTimezoneOffset() * 60_000).toISOString();

    expect(clockOf("utc")).toBe("13:59:30.200.");
    expect([clockOf("local"), clockOf("relative")]).toEqual(Array(2).fill(`${local.slice(11, 23)}.`));
  });

  it("says of a bad signature what is wrong and why, and not once more that it is bad", () => {
    expect(noticeOf(event(bad), null)?.text).toBe("Signature mismatch. The token may have been changed.");
  });

  it("names the party that refused", () => {
    expect(noticeOf(event({ kind: "reply", response: answered(422) }), null)?.text).toBe(
      "Vonage answered 422: the reply was not taken.",
    );
    expect(
      noticeOf(event({ kind: "unparsed", text: "The body is empty.", response: answered(400) }), null)?.text,
    ).toBe("Hookline answered 400. The body is empty.");
  });
});
