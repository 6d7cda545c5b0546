import { describe, expect, it } from "vitest";
import { createOutput } from "../../../../main/cli/output.ts";

const text = "a\u007fb\u009b31mc\u061cd\u202ee\u2028f\u2066g é 漢";

function said(isTTY: boolean): string {
  let out = "";
  const stdout = { isTTY, write: (written: string) => (out += written) };
  createOutput({ stdout, stderr: stdout }, { json: true, quiet: false }).answer(JSON.stringify({ text }));
  return out;
}

describe("a line beside the answer", () => {
  it.each(["note", "warn"] as const)("holds nothing that steers a terminal, as a %s", (kind) => {
    let said = "";
    const streams = { stdout: { write: () => true }, stderr: { write: (line: string) => (said += line) } };

    createOutput(streams, { json: false, quiet: false })[kind](`It answered 500: \u001b[31m${text}\r.`);

    expect(said).toBe(
      "It answered 500: \\u001b[31ma\\u007fb\\u009b31mc\\u061cd\\u202ee\\u2028f\\u2066g é 漢\\r.\n",
    );
  });
});

describe("an answer in JSON", () => {
  it("holds nothing that steers a terminal, and reads back as it was", () => {
    const line = said(true);

    expect(line).not.toMatch(/[^\P{Cc}\n]|[\u061c\u2028\u202e\u2066]/u);
    expect(line).toContain("g é 漢");
    expect(JSON.parse(line)).toEqual({ text });
  });

  it("is left as it is in a pipe", () => {
    expect(said(false)).toBe(`${JSON.stringify({ text })}\n`);
  });
});
