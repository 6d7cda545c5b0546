import { describe, expect, it } from "vitest";
import { createEventFeed } from "../../../../main/events/event-feed.ts";
import { toNewRow } from "../../../../main/events/event-rows.ts";
import type { EventRow } from "../../../../preload/contract/event.ts";
import { Settings } from "../../../../preload/contract/settings.ts";
import { createMemoryLog } from "../../../fakes/log.ts";
import { newEvent } from "../../../fakes/new-event.ts";

function row(id: number): EventRow {
  return toNewRow(id, 1, newEvent(), () => null);
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

describe("the feed", () => {
  it("gathers the rows of one turn into one publication", async () => {
    const feed = createEventFeed({ log: createMemoryLog() });
    const heard: number[][] = [];
    feed.subscribe("events.appended", (rows) => heard.push(rows.map(({ id }) => id)));

    feed.publish("events.appended", [row(1)]);
    feed.publish("events.appended", [row(2), row(3)]);
    await nextTurn();
    feed.publish("events.appended", [row(4)]);
    await nextTurn();

    expect(heard).toEqual([[1, 2, 3], [4]]);
  });

  it("hands a state on at once", () => {
    const feed = createEventFeed({ log: createMemoryLog() });
    const heard: string[] = [];
    feed.subscribe("settings.changed", ({ theme }) => heard.push(theme));

    feed.publish("settings.changed", Settings.parse({ theme: "dark" }));

    expect(heard).toEqual(["dark"]);
  });

  it("lets no listener disturb another, and logs the one that throws", () => {
    const log = createMemoryLog();
    const feed = createEventFeed({ log });
    const heard: string[] = [];
    feed.subscribe("settings.changed", () => {
      throw new Error("broken listener");
    });
    feed.subscribe("settings.changed", ({ theme }) => heard.push(theme));

    feed.publish("settings.changed", Settings.parse({}));

    expect(heard).toEqual(["system"]);
    expect(log.lines).toEqual([
      { level: "error", event: "feed.listener", error: new Error("broken listener") },
    ]);
  });

  it("ends a subscription, also from within a publication", () => {
    const feed = createEventFeed({ log: createMemoryLog() });
    const heard: string[] = [];
    const end = feed.subscribe("settings.changed", () => {
      heard.push("once");
      end();
    });

    feed.publish("settings.changed", Settings.parse({}));
    feed.publish("settings.changed", Settings.parse({}));

    expect(heard).toEqual(["once"]);
  });

  it("keeps for the next publication what a listener publishes as it hears", async () => {
    const feed = createEventFeed({ log: createMemoryLog() });
    const heard: number[][] = [];
    feed.subscribe("events.appended", (rows) => {
      heard.push(rows.map(({ id }) => id));
      if (heard.length === 1) feed.publish("events.appended", [row(2)]);
    });

    feed.publish("events.appended", [row(1)]);
    await nextTurn();
    await nextTurn();

    expect(heard).toEqual([[1], [2]]);
  });

  it("leaves the rows of a publisher as they are", () => {
    const feed = createEventFeed({ log: createMemoryLog() });
    feed.subscribe("events.appended", () => undefined);
    const rows = [row(1)];

    feed.publish("events.appended", rows);
    feed.publish("events.appended", [row(2)]);

    expect(rows).toEqual([row(1)]);
  });

  it("hands on what is gathered when told to", () => {
    const feed = createEventFeed({ log: createMemoryLog() });
    const heard: number[] = [];
    feed.subscribe("events.appended", (rows) => heard.push(...rows.map(({ id }) => id)));

    feed.publish("events.appended", [row(1)]);
    feed.flush();

    expect(heard).toEqual([1]);
  });
});
