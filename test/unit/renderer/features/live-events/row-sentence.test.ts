import { describe, expect, it } from "vitest";
import { rowSentence } from "../../../../../renderer/features/live-events/event-words.ts";
import { eventRow } from "./log-fakes.ts";

const TIME = "14:00:31.006";

describe("a row, read aloud", () => {
  it.each([
    [
      "an inbound message",
      { text: "Hello" },
      "Inbound text from PSID 1111…1111, Hello, verified, answered 200, 14:00:31.006",
    ],
    [
      "a reply",
      { kind: "reply", text: "Hi", signature: null, answer: { status: 202, durationMs: 9, sent: true } },
      "Sent text to PSID 1111…1111, Hi, answered 202, 14:00:31.006",
    ],
    [
      "a reply that got no answer",
      { kind: "reply", text: "Hi", messageUuid: null, signature: null, answer: null },
      "Sent text to PSID 1111…1111, Hi, no answer, 14:00:31.006",
    ],
    [
      "a reply whose answer was not kept",
      { kind: "reply", text: "Hi", messageUuid: "taken", signature: null, answer: null },
      "Sent text to PSID 1111…1111, Hi, 14:00:31.006",
    ],
    [
      "a repeated status that is not answered yet",
      { kind: "status", status: "read", attempt: 2, answer: null },
      "Read by PSID 1111…1111, Seen by the person, verified, attempt 2, 14:00:31.006",
    ],
    [
      "an unparsed delivery",
      {
        kind: "unparsed",
        psid: null,
        text: "The body is empty",
        signature: { state: "unsigned", reason: null },
      },
      "Unparsed webhook, The body is empty, not signed, answered 200, 14:00:31.006",
    ],
    [
      "a system event",
      { kind: "system", text: "Set the method to POST", psid: null, signature: null },
      "System, Set the method to POST, 14:00:31.006",
    ],
  ])("is one sentence for %s", (_name, change, sentence) => {
    expect(heard(change, { isMixed: false })).toBe(sentence);
  });

  it("names the characters that would turn it round", () => {
    expect(heard({ text: "live\u202elive", messageType: "te\u202ext" }, { isMixed: false })).toBe(
      "Inbound teU+202Ext from PSID 1111…1111, liveU+202Elive, verified, answered 200, 14:00:31.006",
    );
  });

  it("names them in the name of a file, too", () => {
    const file = { messageType: "file", text: null, mediaUrl: "https://example.com/pic%E2%80%AEgnp%20a.exe" };

    expect(heard(file, { isMixed: false })).toContain(", picU+202Egnp a.exe, verified,");
  });

  it("says where it belongs when events of several workspaces stand together", () => {
    expect(heard({}, { isMixed: true })).toContain("PSID 1111…1111, Simulated, Message 1");
    expect(heard({ simulated: false, workspace: null, workspaceName: null }, { isMixed: true })).toContain(
      ", Unassigned,",
    );
  });
});

function heard(change: Record<string, unknown>, { isMixed }: { readonly isMixed: boolean }): string {
  return rowSentence(eventRow(1, change), { time: TIME, isMixed });
}
