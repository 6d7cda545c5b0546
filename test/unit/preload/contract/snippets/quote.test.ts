// One quoting function a language, tried in the real shell and interpreters.
import { execFileSync } from "node:child_process";
import { array, assert, property, sample, string } from "fast-check";
import { describe, expect, it } from "vitest";
import {
  quoteForJavaScript,
  quoteForJson,
  quoteForPython,
  quoteForShell,
} from "../../../../../preload/contract/snippets/quote.ts";

/** What snippets break on most: quotes, line ends, escapes, substitutions, what terminals obey, halves of characters. */
const AWKWARD = [
  "",
  "'",
  '"',
  `'"'"'`,
  "\\",
  "\\n",
  "\n",
  "\r\n",
  "\t\u0000\u0007\u001b[31m\u007f\u009b",
  "$HOME ${x} $(id) `id` %s %%",
  "!history *?[a-z] ~ #",
  "${'a'} `a` </script> {{x}} {x}",
  "𝕳🚲👩‍👩‍👧 שלום \u202eabc\u202c \ufeff",
  "\u2028\u2029",
  "\ud83d",
  "\udc00\ud800",
  "'''\"\"\"",
  "-n",
  "@/etc/passwd",
  "__proto__",
];

/** Many texts of every kind of character, the same in each run. */
const TEXTS = [...AWKWARD, ...sample(string({ unit: "binary", maxLength: 60 }), { numRuns: 2_000, seed: 7 })];

const isPosix = process.platform !== "win32";

describe("a word of the shell", () => {
  it.runIf(isPosix)("comes back from a real one as it was", () => {
    const word = string({ unit: "binary" }).filter((text) => !text.includes("\0") && text.isWellFormed());
    assert(
      property(array(word, { minLength: 1, maxLength: 20 }), (words) => {
        expect(printedByShell(words)).toEqual(words);
      }),
      { numRuns: 60 },
    );
  });

  it.runIf(isPosix)("comes back from a real one, however awkward", () => {
    const words = AWKWARD.filter((text) => !text.includes("\0") && text.isWellFormed());

    expect(printedByShell(words)).toEqual(words);
  });
});

function printedByShell(words: readonly string[]): readonly string[] {
  const script = `printf '%s\\0' ${words.map(quoteForShell).join(" ")}`;
  return execFileSync("sh", ["-c", script], { encoding: "utf8" }).split("\0").slice(0, -1);
}

describe("a string of JavaScript", () => {
  it("comes back from a real interpreter as it was", () => {
    const script = `process.stdout.write(JSON.stringify([${TEXTS.map(quoteForJavaScript).join(",\n")}]))`;

    const printed: unknown = JSON.parse(
      execFileSync(process.execPath, ["--input-type=module", "-"], { input: script, encoding: "utf8" }),
    );

    expect(printed).toEqual(TEXTS);
  });
});

describe("a string of Python", () => {
  it("comes back from a real interpreter as it was", (context) => {
    if (python === null) return context.skip("there is no python3 here");
    const script = `import json\nprint(json.dumps([${TEXTS.map(quoteForPython).join(",\n")}]))`;

    const printed: unknown = JSON.parse(execFileSync(python, ["-"], { input: script, encoding: "utf8" }));

    expect(printed).toEqual(TEXTS);
    return undefined;
  });
});

const python = ((): string | null => {
  try {
    execFileSync("python3", ["--version"], { stdio: "ignore" });
    return "python3";
  } catch {
    console.warn("No test of Python's strings: there is no python3 here.");
    return null;
  }
})();

describe("what all of them write", () => {
  it("has no character that a terminal obeys, that ends a line, or that turns the text around", () => {
    for (const quote of [quoteForJavaScript, quoteForPython, quoteForJson]) {
      for (const text of TEXTS) {
        // oxlint-disable-next-line no-control-regex -- what must not be there
        expect(quote(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/);
      }
    }
  });

  it("is JSON still, where it is meant to be", () => {
    expect(TEXTS.map((text): unknown => JSON.parse(quoteForJson(text)))).toEqual(TEXTS);
  });
});
