// What the doctor says of requests that were turned away.
import { expect, it } from "vitest";
import { checkListener } from "../../../../main/doctor/check-listener.ts";

it("says nothing while nothing was turned away", () => {
  expect(
    checkListener({
      misdirected: [],
      unnamed: null,
      malformed: null,
      flooded: null,
      crowded: null,
      dropped: null,
      storeError: null,
    }),
  ).toEqual([]);
});

it("tells first that events are not stored", () => {
  const findings = checkListener({
    misdirected: [],
    unnamed: null,
    malformed: { count: 1, lastAt: 1, reason: "its headers were too large" },
    flooded: null,
    crowded: null,
    dropped: null,
    storeError: { code: "STORE_LOCKED", details: { file: "hookline.db" } },
  });

  expect(findings.map(({ verdict }) => verdict)).toEqual(["problem", "doubt"]);
});

it("counts what was turned away, and tells no path", () => {
  const findings = checkListener({
    misdirected: [
      { method: "POST", path: "/hooks/secret", count: 2, lastAt: 1 },
      { method: "GET", path: "/", count: 1, lastAt: 1 },
    ],
    unnamed: { count: 1_000, lastAt: 1, reason: "only 20 of them are kept by name" },
    malformed: { count: 4, lastAt: 1, reason: "its headers were too large" },
    flooded: null,
    crowded: { count: 2, lastAt: 6, reason: "all room for bodies was taken; Vonage sends it again" },
    dropped: { count: 7, lastAt: 5, reason: "all 1000 connections were busy" },
    storeError: null,
  });

  expect(findings.map(({ verdict, text }) => [verdict, text])).toEqual([
    [
      "doubt",
      "Requests to other paths than /webhooks/inbound and /webhooks/status: 1,003. The status bar of Hookline names them.",
    ],
    ["doubt", "Requests that could not be read: 4. The newest: its headers were too large."],
    ["doubt", "Webhooks answered 503: 2. The newest: all room for bodies was taken; Vonage sends it again."],
    ["doubt", "Connections closed for want of room: 7. The newest: all 1000 connections were busy."],
  ]);
});

it.each([
  ["STORE_MOVED", "The newest webhook was answered 503."],
  ["STORE_PARTLY_DAMAGED", ""],
])("puts before the words of %s: %j", (code, text) => {
  const [problem] = checkListener({
    misdirected: [],
    unnamed: null,
    malformed: null,
    flooded: null,
    crowded: null,
    dropped: null,
    storeError: { code, details: { file: "hookline.db", reason: "malformed" } },
  });

  expect(problem).toMatchObject({ verdict: "problem", text });
});
