import * as fc from "fast-check";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { parseEventQuery, queryProblem } from "../../../../preload/contract/event-query.ts";

/** The conditions of a query that was understood. */
function conditions(query: string): unknown[] {
  return parseEventQuery(query).terms.map(({ condition, negated }) =>
    negated ? { not: condition } : condition,
  );
}

describe("terms that are understood", () => {
  const cases: readonly (readonly [string, unknown])[] = [
    ["hello", { field: "text", value: "hello" }],
    ['"two words"', { field: "text", value: "two words" }],
    ['"left open', { field: "text", value: "left open" }],
    ["https://example.com/a", { field: "text", value: "https://example.com/a" }],
    ["-", { field: "text", value: "-" }],
    ["-hello", { not: { field: "text", value: "hello" } }],
    ['-"two words"', { not: { field: "text", value: "two words" } }],
    ["kind:inbound", { field: "kind", value: "inbound" }],
    ["kind:sent", { field: "kind", value: "reply" }],
    ["KIND:Status", { field: "kind", value: "status" }],
    ["-kind:status", { not: { field: "kind", value: "status" } }],
    ["status:rejected", { field: "status", value: "rejected" }],
    ["type:image", { field: "type", value: "image" }],
    ["sig:ok", { field: "sig", value: "verified" }],
    ["sig:none", { field: "sig", value: "unsigned" }],
    ["sig:bad", { field: "sig", value: "bad" }],
    ["code:401", { field: "code", comparison: "=", value: 401 }],
    ["code:>=400", { field: "code", comparison: ">=", value: 400 }],
    ["slow:>1s", { field: "slow", comparison: ">", valueMs: 1_000 }],
    ["slow:250ms", { field: "slow", comparison: ">", valueMs: 250 }],
    ["slow:<=1.5s", { field: "slow", comparison: "<=", valueMs: 1_500 }],
    ["psid:0001", { field: "psid", value: "0001" }],
    ['user:"a b"', { field: "psid", value: "a b" }],
    ["page:42", { field: "page", value: "42" }],
    ["uuid:AAAA-bbbb", { field: "uuid", value: "AAAA-bbbb" }],
    ["v:0.1", { field: "v", value: "v0.1" }],
    ["v:v1", { field: "v", value: "v1" }],
    ["is:retry", { field: "is", value: "retry" }],
    ["is:problem", { field: "is", value: "problem" }],
    ["since:10m", { field: "since", moment: { by: "age", ms: 600_000 } }],
    ["before:14:00", { field: "before", moment: { by: "time-of-day", hour: 14, minute: 0 } }],
    ["since:2026-11-21T14:00Z", { field: "since", moment: { by: "date", at: Date.UTC(2026, 10, 21, 14) } }],
  ];

  it.each(cases)("%s", (query, condition) => {
    expect(conditions(query)).toEqual([condition]);
  });

  it("stand side by side, each with its place in the query", () => {
    const { terms } = parseEventQuery('  kind:status  "good day" -v:1');

    expect(terms.map(({ raw, start, end }) => [raw, start, end])).toEqual([
      ["kind:status", 2, 13],
      ['"good day"', 15, 25],
      ["-v:1", 26, 30],
    ]);
  });

  it("are none in an empty query", () => {
    expect(parseEventQuery(" \t ").terms).toEqual([]);
  });
});

describe("terms with a problem", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["status:lost", "Unknown status. Known: submitted, delivered, read, rejected, undeliverable."],
    ["kind:message", "Unknown kind. Known: inbound, status, reply, unparsed, system."],
    ["sig:good", "Unknown signature state. Known: verified, unsigned, bad, unchecked."],
    ["is:unread", "Unknown mark. Known: simulated, retry, duplicate, problem."],
    ["v:2", "Unknown payload version. Known: v0.1, v1."],
    ["code:high", "“high” is not an HTTP code. Give an HTTP code, for example 401 or >=400."],
    ["slow:very", "“very” is not a duration. Give a duration, for example >1s or >250ms."],
    [
      "since:yesterday",
      "“yesterday” is not a time. Give an age (10m, 2h, 3d), a time (14:00) or a date (2026-11-21T14:00Z).",
    ],
    [
      "since:2026-13-45",
      "“2026-13-45” is not a time. Give an age (10m, 2h, 3d), a time (14:00) or a date (2026-11-21T14:00Z).",
    ],
    ["kind:", "“kind:” needs a value. Known: inbound, status, reply, unparsed, system."],
  ];

  it.each(cases)("%s", (query, problem) => {
    expect(queryProblem(parseEventQuery(query))).toBe(problem);
  });

  it.each([
    "2026-02-30",
    "2026-11-31T14:00Z",
    "2025-02-29",
    "2026-00-10",
    "9999-12-31T23:59:59.999-12:00",
    "0000-01-01T00:00+14:00",
  ])("a day that is in no calendar, or none of four digits: %s", (day) => {
    expect(queryProblem(parseEventQuery(`before:${day}`))).toContain(`“${day}” is not a time.`);
  });

  it.each(["2024-02-29", "2026-11-30t14:00z", "9999-12-31T23:59:59.999Z", "0000-01-01T00:00Z"])(
    "but not for %s",
    (day) => {
      expect(queryProblem(parseEventQuery(`since:${day}`))).toBeNull();
    },
  );

  it("leave the other terms as they are", () => {
    const { terms } = parseEventQuery("status:lost kind:inbound");

    expect(terms.map(({ condition }) => condition)).toEqual([null, { field: "kind", value: "inbound" }]);
  });
});

it("reads any text without an exception, and every term is a piece of it", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (query) => {
      for (const { raw, start, end } of parseEventQuery(query).terms)
        expect(query.slice(start, end)).toBe(raw);
    }),
  );
  expect(parseEventQuery('kind:__proto__ constructor:x "').terms).toHaveLength(3);
});

it("takes twenty terms, and says so of the next", () => {
  const terms = Array.from({ length: 21 }, (_, index) => `word${index}`);

  expect(queryProblem(parseEventQuery(terms.slice(0, 20).join(" ")))).toBeNull();
  expect(queryProblem(parseEventQuery(terms.join(" ")))).toBe("A search takes at most 20 terms.");
  expect(queryProblem(parseEventQuery("word ".repeat(200)))).toBeNull();
});

it("takes terms of a thousand characters, and says so of a longer one, which leaves the others as they are", () => {
  const longest = "x".repeat(1_000);
  const twenty = Array.from({ length: 20 }, (_, index) => `"${String(index).padStart(2)}${"x".repeat(996)}"`);

  const { terms } = parseEventQuery(`kind:inbound ${longest}x ${longest}`);

  expect(queryProblem(parseEventQuery(twenty.join(" ")))).toBeNull();
  expect(terms.map(({ problem }) => problem)).toEqual([
    null,
    "A term of a search has at most 1,000 characters.",
    null,
  ]);
});

it("takes a day, and a time without a zone, by the reader's clock", () => {
  vi.stubEnv("TZ", "America/New_York");
  onTestFinished(() => void vi.unstubAllEnvs());

  expect(conditions("since:2026-11-21 before:2026-11-21T14:00")).toEqual([
    { field: "since", moment: { by: "date", at: Date.UTC(2026, 10, 21, 5) } },
    { field: "before", moment: { by: "date", at: Date.UTC(2026, 10, 21, 19) } },
  ]);
});
