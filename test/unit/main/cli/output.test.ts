import { describe, expect, it } from "vitest";
import { AppError } from "../../../../preload/contract/errors.ts";
import { createOutput, type Output } from "../../../../main/cli/output.ts";

const text = "a\u007fb\u009b31mc\u061cd\u202ee\u2028f\u2066g é 漢";

const ESCAPED = "a\\u007fb\\u009b31mc\\u061cd\\u202ee\\u2028f\\u2066g é 漢";

function saidBy(
  { isTTY, json }: { readonly isTTY: boolean; readonly json: boolean },
  act: (output: Output) => void,
): string {
  let out = "";
  const stdout = { isTTY, write: (written: string) => (out += written) };
  act(createOutput({ stdout, stderr: stdout }, { json, quiet: false }));
  return out;
}

function said(isTTY: boolean): string {
  return saidBy({ isTTY, json: true }, ({ answer }) => answer(JSON.stringify({ text })));
}

describe("a line beside the answer", () => {
  it.each(["note", "warn"] as const)("holds nothing that steers a terminal, as a %s", (kind) => {
    let said = "";
    const streams = { stdout: { write: () => true }, stderr: { write: (line: string) => (said += line) } };

    createOutput(streams, { json: false, quiet: false })[kind](`It answered 500: \u001b[31m${text}\r.`);

    expect(said).toBe(`It answered 500: \\u001b[31m${ESCAPED}\\r.\n`);
  });
});

describe("a failure", () => {
  it("in JSON holds nothing that steers a terminal, and reads back as it was", () => {
    const reason = `\u001b[31m"${text}\r\n`;

    const said = saidBy({ isTTY: true, json: true }, ({ fail }) => {
      fail(new AppError("STORE_WRITE_FAILED", { reason }));
    });

    expect(said).toContain(`\\u001b[31m\\"${ESCAPED}`);
    expect(JSON.parse(said)).toMatchObject({ error: { why: expect.stringContaining(text) } });
  });
});

describe("an answer in plain words", () => {
  it("holds nothing that steers a terminal, and is one line there", () => {
    const line = saidBy({ isTTY: true, json: false }, ({ answer }) => answer(`${text}\n\u001b[2J`));

    expect(line).toBe(`${ESCAPED}\\n\\u001b[2J\n`);
  });

  it("is left as it is in a pipe", () => {
    expect(saidBy({ isTTY: false, json: false }, ({ answer }) => answer(text))).toBe(`${text}\n`);
  });
});

describe("an answer of several lines", () => {
  it.each([false, true])("keeps them, and holds nothing else that steers a terminal (JSON: %s)", (json) => {
    const lines = saidBy({ isTTY: true, json }, ({ answerLines }) => answerLines(`{\n  "${text}": 1\n}`));

    expect(lines).toBe(`{\n  "${ESCAPED}": 1\n}\n`);
  });

  it("is left as it is in a pipe", () => {
    expect(saidBy({ isTTY: false, json: false }, ({ answerLines }) => answerLines(`${text}\n`))).toBe(
      `${text}\n\n`,
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
