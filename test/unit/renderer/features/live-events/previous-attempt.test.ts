import { describe, expect, it } from "vitest";
import { LoggedEvent, type EventRow } from "../../../../../preload/contract/event.ts";
import { MessageUuid, PageId, Psid, WorkspaceId } from "../../../../../preload/contract/ids.ts";
import {
  attemptsQuery,
  previousAttempt,
} from "../../../../../renderer/features/live-events/previous-attempt.ts";
import { eventRow } from "./log-fakes.ts";

const MESSAGE = {
  kind: "status",
  status: "read",
  messageUuid: MessageUuid.parse("a"),
  psid: Psid.parse("1"),
  pageId: PageId.parse("2"),
  workspace: WorkspaceId.parse("w1"),
} as const;

function event(change: Partial<EventRow> = {}): LoggedEvent {
  const { answer: _answer, ...row } = eventRow(20, { ...MESSAGE, attempt: 3, ...change });
  return LoggedEvent.parse({ ...row, request: null, response: null, raw: "{}" });
}

describe("the attempt before", () => {
  it("is the one with the number before, of the same message, person, Page and workspace", () => {
    const previous = eventRow(3, { ...MESSAGE, attempt: 2 });
    const others: readonly Partial<EventRow>[] = [
      { attempt: 1 },
      { kind: "inbound" },
      { status: "delivered" },
      { messageUuid: MessageUuid.parse("b") },
      { psid: Psid.parse("666") },
      { psid: null },
      { pageId: PageId.parse("666") },
      { workspace: WorkspaceId.parse("w2") },
      { workspace: null },
    ];
    const rows = others.map((other, index) => eventRow(10 + index, { ...MESSAGE, attempt: 2, ...other }));

    expect(previousAttempt(event(), [...rows, previous])).toBe(previous);
    expect(previousAttempt(event(), rows)).toBeNull();
  });

  it("is looked for among the deliveries to its person and Page", () => {
    expect(attemptsQuery(event())).toBe('uuid:"a" kind:status psid:"1" page:"2"');
    expect(attemptsQuery(event({ psid: null, pageId: PageId.parse('2"') }))).toBe('uuid:"a" kind:status');
  });

  it.each([
    ["is the first", { attempt: 1 }],
    ["has no message_uuid", { messageUuid: null }],
    ["has one that no query can hold", { messageUuid: MessageUuid.parse('a"') }],
  ])("of an event that %s is not looked for", (_what, change) => {
    expect(attemptsQuery(event(change))).toBeNull();
  });
});
