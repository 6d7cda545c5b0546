import { describe, expect, it } from "vitest";
import { chipOf, withChip } from "../../../../../renderer/features/live-events/filters.ts";
import { valueOf, withValue } from "../../../../../renderer/features/live-events/query-text.ts";
import { rowTest, runnableQuery } from "../../../../../renderer/features/live-events/row-test.ts";
import { eventRow } from "./log-fakes.ts";

describe("chips", () => {
  it.each([
    ["", "all"],
    ["hello", "all"],
    ["kind:inbound hello", "inbound"],
    ["kind:status", "status"],
    ["is:problem", "problems"],
    ["kind:reply", null],
    ["status:read", null],
    ["kind:inbound is:problem", null],
  ])("show for %j that it means %s", (query, chip) => {
    expect(chipOf(query)).toBe(chip);
  });

  it.each([
    ['kind:inbound "two words" psid:1', "status", 'kind:status "two words" psid:1'],
    ["is:problem hello", "all", "hello"],
    ["is:simulated hello", "problems", "is:problem hello"],
    ["status:read -kind:system", "inbound", "kind:inbound -kind:system"],
  ] as const)("turn %j with %s into %j", (query, chip, next) => {
    expect(withChip(query, chip)).toBe(next);
  });
});

describe("the filter menu", () => {
  it("reads and replaces one value of a field", () => {
    expect(valueOf("hello kind:sent", "kind")).toBe("reply");
    expect(withValue("hello kind:sent", "kind", "status")).toBe("kind:status hello");
    expect(withValue("hello kind:sent", "kind", null)).toBe("hello");
  });
});

describe("runnableQuery", () => {
  it("leaves out what is still being typed", () => {
    expect(runnableQuery("status:rea hello kind:", Date.now)).toBe("hello");
  });

  it("asks for what was pasted as far as a search goes, and for nothing twice", () => {
    const pasted = `${"again ".repeat(100_000)}${"x".repeat(60_000)} kind:inbound`;

    expect(runnableQuery(pasted, Date.now)).toBe("again kind:inbound");
  });

  it("asks for times of this page's zone, on the host's day, by UTC, and leaves what is the same everywhere", () => {
    const day = new Date("2026-03-01T14:00:00").toISOString();
    const hostNow = Date.parse("2026-03-04T12:00");
    const today = new Date("2026-03-04T09:05").toISOString();

    expect(runnableQuery("hello since:2026-03-01T14:00 -before:9:05", () => hostNow)).toBe(
      `hello since:${day} -before:${today}`,
    );
    expect(runnableQuery("-since:10m before:2026-03-01T14:00:00+02:00", () => hostNow)).toBe(
      "-since:10m before:2026-03-01T12:00:00.000Z",
    );
  });
});

describe("rowTest", () => {
  const row = eventRow(1, {
    kind: "status",
    status: "read",
    psid: "0042",
    receivedAt: Date.parse("2020-01-01T14:00Z"),
  });

  it.each([
    ["", true],
    ["kind:status", true],
    ["-kind:status", false],
    ["status:read psid:0042", true],
    ["status:rejected", false],
    ["sig:ok v:1", true],
    ["sig:bad", false],
    ["v:0.1", false],
    ["page:0000000000000000 uuid:uuid-1 type:text", true],
    ["is:simulated", true],
    ["since:2020-01-01T13:00Z before:2020-01-01T15:00Z", true],
    // As the store has it: from that moment on, and up to but not with it.
    ["since:2020-01-01T14:00Z", true],
    ["before:2020-01-01T14:00Z", false],
    ["since:2020-01-02", false],
    // It has only just come, however far this computer's clock is from the host's.
    ["since:1m", true],
    ["-since:1m", false],
    ["before:1m", false],
    ["status:nonsense", true],
  ])("tells for %j that a row matches: %s", (query, isMatch) => {
    expect(rowTest(query, Date.now)?.(row)).toBe(isMatch);
  });

  it.each(["hello", "kind:status hello", "code:>=400", "slow:>1s", "is:problem", "is:retry", "is:duplicate"])(
    "leaves %j to the store",
    (query) => {
      expect(rowTest(query, Date.now)).toBeNull();
    },
  );
});
