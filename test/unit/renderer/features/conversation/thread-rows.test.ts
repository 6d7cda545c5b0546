import { describe, expect, it } from "vitest";
import { EventId } from "../../../../../preload/contract/ids.ts";
import { dayLabel, threadRows } from "../../../../../renderer/features/conversation/thread-rows.ts";
import { NOON, inbound, reply, stop } from "./messages.ts";

const DAY = 86_400_000;

describe("threadRows", () => {
  it("puts a separator before the first message of each day", () => {
    const rows = threadRows(
      [inbound(1), inbound(2, { receivedAt: NOON + 1_000 }), inbound(3, { receivedAt: NOON + DAY })],
      new Set(),
    );

    expect(rows.map((row) => (row.kind === "day" ? "day" : row.message.event.id))).toEqual([
      "day",
      1,
      2,
      "day",
      3,
    ]);
  });

  it("opens the timelines of the last two replies and of the selected one", () => {
    const messages = [reply(1, []), reply(2, [stop(9, "read", 1)]), inbound(3), reply(4, []), reply(5, [])];

    const rows = threadRows(messages, new Set([EventId.parse(9)]));

    const open = rows.flatMap((row) =>
      row.kind === "message" && row.hasOpenTimeline ? [row.message.event.id] : [],
    );
    expect(open).toEqual([2, 4, 5]);
  });

  it("rings the bubble whose status is selected", () => {
    const rows = threadRows([inbound(1), reply(2, [stop(9, "read", 1)])], new Set([EventId.parse(9)]));

    const ringed = rows.flatMap((row) =>
      row.kind === "message" && row.isSelected ? [row.message.event.id] : [],
    );
    expect(ringed).toEqual([2]);
  });
});

describe("the selection", () => {
  it("rings the bubble of a message when a later copy of it is selected", () => {
    const rows = threadRows([inbound(1), inbound(5)], new Set([7, 1].map((id) => EventId.parse(id))));

    const ringed = rows.flatMap((row) =>
      row.kind === "message" && row.isSelected ? [row.message.event.id] : [],
    );
    expect(ringed).toEqual([1]);
  });
});

describe("dayLabel", () => {
  it("names today and yesterday, and writes other days out", () => {
    const labels = [0, DAY, 2 * DAY, 400 * DAY].map((before) => dayLabel(NOON - before, NOON));

    expect(labels).toEqual(["Today", "Yesterday", "30 December 2019", "27 November 2018"]);
  });

  it("leaves the year out within the same year", () => {
    expect(dayLabel(NOON, NOON + 40 * DAY)).toBe("1 January");
  });
});
