import { describe, expect, it } from "vitest";
import { LoggedEvent } from "../../../../preload/contract/event.ts";
import { eventLine } from "../../../../main/cli/event-line.ts";

const event = LoggedEvent.parse({
  id: 12,
  kind: "inbound",
  receivedAt: 1_577_887_200_123,
  workspace: "w1",
  workspaceName: "My bot",
  simulated: false,
  payloadVersion: "v0.1",
  messageUuid: "aaaaaaaa-bbbb-cccc-dddd-0123456789ab",
  channel: "messenger",
  psid: "1111111111111111",
  pageId: "0000000000000000",
  timestamp: "2020-01-01T14:00:00.000Z",
  messageType: "text",
  text: "Hello from Facebook Messenger!",
  mediaUrl: null,
  status: null,
  error: null,
  clientRef: null,
  usage: null,
  signature: { state: "verified", reason: null },
  attempt: 1,
  request: null,
  response: null,
  raw: "{}",
});

describe("eventLine", () => {
  it("says what arrived, from whom and when", () => {
    expect(eventLine(event, { isTerminal: true })).toBe(
      "    12  2020-01-01T14:00:00.123Z  inbound   text            verified   1111111111111111   Hello from Facebook Messenger!",
    );
  });

  it("shows a status, how often it came, and a reply's answer", () => {
    const status = { ...event, kind: "status" as const, status: "delivered", attempt: 2, text: null };
    const reply = { ...event, kind: "reply" as const, signature: null };

    expect(eventLine(status, { isTerminal: true })).toContain("delivered ×2");
    expect(eventLine(reply, { isTerminal: true })).toContain("no answer");
  });

  it("writes control characters out on a terminal, so that a message cannot steer it", () => {
    const evil = { ...event, text: "a\u001b[2Jb\u0007\r\nc\u009b31m\u202e\u061cd" };

    const line = eventLine(evil, { isTerminal: true });

    expect(line).toContain("a\\u001b[2Jb\\u0007\\r\\nc\\u009b31m\\u202e\\u061cd");
    expect(line).not.toMatch(/[\p{Cc}\u202e\u061c]/u);
  });

  it("keeps one event on one line in a pipe too", () => {
    expect(eventLine({ ...event, text: "a\r\nb" }, { isTerminal: false })).not.toMatch(/[\r\n]/);
  });

  it("is short whatever is heaped on one character", () => {
    const heap = `a${"\u0301".repeat(100_000)}`;
    const shortHeap = `a${"\u0301".repeat(30)}`;

    const line = eventLine({ ...event, text: `Hi ${heap}` }, { isTerminal: true });
    const status = eventLine({ ...event, kind: "status", status: heap, text: "Hi" }, { isTerminal: true });
    const many = eventLine({ ...event, text: shortHeap.repeat(1_000) }, { isTerminal: true });

    expect(line.endsWith("  Hi …")).toBe(true);
    expect(status).toContain("  …  ");
    expect(many.length).toBeLessThan(2_000);
  });

  it("keeps its columns whatever a stranger calls a status or a type", () => {
    const word = "w".repeat(200);
    const status = { ...event, kind: "status" as const, status: word };

    const lines = [status, { ...event, messageType: word }].map((odd) =>
      eventLine(odd, { isTerminal: true }),
    );

    expect(lines).toEqual([
      expect.stringContaining(`  ${"w".repeat(13)}…  verified `),
      expect.stringContaining(`  ${"w".repeat(13)}…  verified `),
    ]);
  });

  it("cuts a long text between whole characters", () => {
    const family = "👨‍👩‍👧";

    const line = eventLine({ ...event, text: family.repeat(100) }, { isTerminal: true });

    expect(line.endsWith(`${family}…`)).toBe(true);
  });
});
