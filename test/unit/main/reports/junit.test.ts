import { assert, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { writeJunit, type JunitSuite } from "../../../../main/reports/junit.ts";
import { readStrictXml } from "../../../fakes/strict-xml.ts";

function suiteOf(text: string): JunitSuite {
  const one = { className: text, name: text, seconds: 0.5, message: text, detail: text };
  return {
    name: text,
    seconds: 1.25,
    startedAt: 1_577_887_200_000,
    properties: { seed: "7", title: text },
    cases: [
      { ...one, outcome: "passed" },
      { ...one, outcome: "passed", message: "" },
      { ...one, outcome: "failed" },
      { ...one, outcome: "skipped" },
    ],
  };
}

describe("JUnit XML", () => {
  it("counts its cases and tells each of them", () => {
    const root = readStrictXml(writeJunit(suiteOf("ana")));

    const counts = { name: "ana", tests: "4", failures: "1", errors: "0", time: "1.250" };
    expect([root.name, root.attributes]).toEqual(["testsuites", counts]);
    const [suite] = root.children;
    expect(suite?.attributes).toEqual({ ...counts, skipped: "1", timestamp: "2020-01-01T14:00:00" });
    const [properties, ...cases] = suite?.children ?? [];
    expect(properties?.children.map(({ attributes }) => attributes)).toEqual([
      { name: "seed", value: "7" },
      { name: "title", value: "ana" },
    ]);
    expect(cases.map(({ children }) => children)).toEqual([
      [{ name: "system-out", attributes: {}, children: [], text: "ana" }],
      [],
      [{ name: "failure", attributes: { message: "ana", type: "failed" }, children: [], text: "ana" }],
      [{ name: "skipped", attributes: { message: "ana" }, children: [], text: "" }],
    ]);
  });

  it("carries any text whole, but for what XML has no place for", () => {
    const nasty = "<&>\"'\n\t\r]]> “ana” \u{1f600} ü";

    const [suite] = readStrictXml(writeJunit(suiteOf(nasty))).children;

    expect(suite?.attributes["name"]).toBe(nasty);
    expect(suite?.children[3]?.children[0]).toMatchObject({ attributes: { message: nasty }, text: nasty });
    expect(readStrictXml(writeJunit(suiteOf("\u001b[31m \ud800 \u0000"))).attributes["name"]).toBe(
      "\\u001b[31m \\ud800 \\u0000",
    );
  });

  it("is well formed whatever it has to say", () => {
    assert(
      property(string({ unit: "binary" }), (text) => {
        expect(readStrictXml(writeJunit(suiteOf(text))).name).toBe("testsuites");
      }),
    );
  });
});
