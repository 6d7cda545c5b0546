import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { describeError, toAppError, toErrorValue } from "../../../../preload/contract/errors.ts";
import { builtInScenarios } from "../../../../main/scenarios/built-in.ts";
import { readScenario } from "../../../../main/scenarios/read-scenario.ts";

const whole = {
  format: 1,
  name: "mine",
  title: "Mine",
  people: { ana: {} },
  steps: [{ step: "say", person: "ana" }],
};

/** Why the scenario is refused. */
function whyNot(text: string): string {
  try {
    readScenario(text, "mine.json");
  } catch (error) {
    const { code, details } = toErrorValue(toAppError(error));
    expect(code).toBe("SCENARIO_INVALID");
    return describeError({ code, details }).why;
  }
  throw new Error("It was read.");
}

function refused(changes: Readonly<Record<string, unknown>>): string {
  return whyNot(JSON.stringify({ ...whole, ...changes }));
}

function step(value: unknown): string {
  return refused({ steps: [{ step: "say", person: "ana", label: "one" }, value] });
}

function lineOf(text: string): unknown {
  try {
    readScenario(text, "mine.json");
  } catch (error) {
    return toErrorValue(toAppError(error)).details["line"];
  }
  throw new Error("It was read.");
}

describe("reading a scenario", () => {
  it("fills in what is left out", () => {
    expect(readScenario(`\uFEFF${JSON.stringify(whole)}`, "mine.json")).toEqual({
      ...whole,
      about: "",
      steps: [{ step: "say", person: "ana", type: "text", waits: true }],
    });
  });

  it("has each built-in scenario in a file of its name, and no other", () => {
    const folder = join(import.meta.dirname, "../../../../main/scenarios/built-in");
    const files = readdirSync(folder).toSorted();

    const read = files.map((file) => readScenario(readFileSync(join(folder, file), "utf8"), file));

    expect(read.map(({ name }) => `${name}.json`)).toEqual(files);
    expect(builtInScenarios().toSorted((a, b) => a.name.localeCompare(b.name))).toEqual(read);
  });

  it.each([
    [{ format: 2 }, "“format” must be 1."],
    [{ name: "Mine!" }, "“name” must be of small letters, digits and hyphens, 60 at most."],
    [{ title: undefined }, "“title” must be a text, and is missing."],
    [{ steps: [] }, "“steps” must be at least 1 in number."],
    [{ stepz: [] }, "The file has “stepz”, which nothing here is called."],
    [{ people: [] }, "“people” must be an object."],
    [{ people: { "1": {} } }, /^“people\.1” must begin with a letter/],
    [{ people: { ana: { psid: 5 } } }, "“people.ana.psid” must be a text."],
    [{ people: { ana: { psid: "5" }, ben: { psid: "5" } } }, "“people” must have a psid of their own each."],
    [{ timing: { readMs: -1 } }, "“timing.readMs” must be at least 0."],
    [{ faults: { api: "broken" } }, /^“faults\.api” must be one of unauthorized, unprovisioned, /],
    [
      { sandbox: { testers: ["bob"] } },
      "“sandbox.testers[0]” names “bob”, who is not among the people (ana).",
    ],
  ])("says of %j what is wrong", (changes, why) => {
    const told = refused(changes);

    if (typeof why === "string") expect(told).toBe(why);
    else expect(told).toMatch(why);
  });

  it.each([
    [{ step: "shout" }, /^“steps\[1\]\.step” must be one of say, read, status, faults, timing, play, /],
    [{ person: "ana" }, /^“steps\[1\]\.step” must be one of say, /],
    ["say", "“steps[1]” must be an object."],
    [{ step: "say", person: "bob" }, "“steps[1].person” names “bob”, who is not among the people (ana)."],
    [{ step: "say", person: "ana", label: "one" }, "“steps[1].label” is taken by a step before it."],
    [{ step: "say", person: "ana", label: "last" }, /^“steps\[1\]\.label” must not be one of the words/],
    [
      { step: "say", person: "ana", fault: "nonsense" },
      /^“steps\[1\]\.fault” must be one of bad-signature, /,
    ],
    [{ step: "say", person: "ana", txt: "Hi" }, "“steps[1]” has “txt”, which nothing here is called."],
    [
      { step: "say", person: "ana", type: "image", text: "Look!" },
      "“steps[1].text” belongs to a text only: a message of type image has a url.",
    ],
    [
      { step: "say", person: "ana", url: "https://example.com/a.png" },
      "“steps[1].url” belongs to image, audio, video and file: a message of type text has none.",
    ],
    [
      { step: "say", person: "ana", type: "unsupported", text: "Sticker" },
      "“steps[1].text” belongs to a text only: a message of type unsupported has none.",
    ],
    [{ step: "play" }, "“steps[1]” must have advanceMs or until, and not both."],
    [
      { step: "expect-answer", of: "two" },
      "“steps[1].of” names “two”, which no step before it has as its label.",
    ],
    [{ step: "expect-answer", status: 99 }, "“steps[1].status” must be at least 100."],
    [
      { step: "expect-answer", status: "ok" },
      "“steps[1].status” must be one of 2xx, 3xx, 4xx, 5xx, none, or a status like 200.",
    ],
    [{ step: "expect-reply", person: "ana", withinMs: 1e9 }, "“steps[1].withinMs” must be at most 120000."],
    [{ step: "expect-reply-count", person: "ana" }, "“steps[1]” must have count, atLeast or atMost."],
    [
      { step: "expect-only-to", people: ["ana", "bob"] },
      "“steps[1].people[1]” names “bob”, who is not among the people (ana).",
    ],
  ])("says of the step %j what is wrong", (value, why) => {
    const told = step(value);

    if (typeof why === "string") expect(told).toBe(why);
    else expect(told).toMatch(why);
  });

  it("tells five problems, and how many more there are", () => {
    const why = refused({ steps: Array.from({ length: 8 }, () => ({ step: "read", person: "bob" })) });

    expect(why.match(/steps\[/g)).toHaveLength(5);
    expect(why).toMatch(/; and 3 more\.$/);
  });

  it("tells the line of each problem where they are spread over the file", () => {
    const text = JSON.stringify({ ...whole, format: 2, steps: [{ step: "dance" }] }, null, 1);

    expect(whyNot(text)).toMatch(
      /^“format” must be 1 \(line 2\); “steps\[0\]\.step” must be one of .*-retries \(line 10\)\.$/,
    );
  });

  it("takes no file in which a member is there twice, of which the first would be forgotten", () => {
    const text = JSON.stringify(whole, null, 1).replace(
      '"person"',
      '"text": "a",\n   "text": "b",\n   "person"',
    );

    expect([whyNot(text), lineOf(text)]).toEqual([
      "“text” is there twice in one object, of which only the last would count.",
      12,
    ]);
  });

  it("says where a file is no JSON", () => {
    expect(whyNot('{\n  "format": 1,\n}')).toMatch(/^It is not JSON: .*(?:line 3|position 18)/);
  });

  it.each([
    ["is no JSON", '{\n  "format": 1,\n  oops\n}', 3],
    ["has a wrong value", JSON.stringify({ ...whole, format: 2 }, null, 1), 2],
    ["has a member that nothing is called", JSON.stringify({ ...whole, stepz: 1 }, null, 1), 14],
    ["lacks a member", JSON.stringify({ ...whole, title: undefined }, null, 1), 1],
    ["begins with a mark and is wrong", `\uFEFF${JSON.stringify({ ...whole, name: "Mine!" }, null, 1)}`, 3],
    ["is wrong twice: the first", JSON.stringify({ ...whole, steps: [], format: 2 }, null, 1), 2],
  ])("tells the line of a file that %s", (_what, text, line) => {
    expect(lineOf(text)).toBe(line);
  });
});
