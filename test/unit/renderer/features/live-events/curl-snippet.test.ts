import { execFileSync } from "node:child_process";
import { array, assert, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { curlSnippet, quoteForShell } from "../../../../../renderer/features/live-events/curl-snippet.ts";

const request = {
  method: "POST",
  path: "/webhooks/inbound",
  headers: {
    host: "example.loca.lt",
    "content-type": "application/json",
    authorization: "Bearer aaa.bbb.secret",
    "content-length": "12",
  },
  bodyBytes: 12,
  bodySha256: null,
};

describe("quoteForShell", () => {
  it.runIf(process.platform !== "win32")("gives the shell back every word unchanged", () => {
    const word = string({ unit: "binary" }).filter((text) => !text.includes("\0") && text.isWellFormed());
    assert(
      property(array(word, { minLength: 1, maxLength: 20 }), (words) => {
        const script = `printf '%s\\0' ${words.map(quoteForShell).join(" ")}`;
        const printed = execFileSync("sh", ["-c", script], { encoding: "utf8" });
        expect(printed.split("\0").slice(0, -1)).toEqual(words);
      }),
      { numRuns: 60 },
    );
  });
});

describe("curlSnippet", () => {
  it("sends the same body to the same path, with the token masked", () => {
    const snippet = curlSnippet({ request, raw: `{"a":"it's"}` }, "http://127.0.0.1:4817/");

    expect(snippet).toBe(
      [
        "curl -X 'POST' 'http://127.0.0.1:4817/webhooks/inbound'",
        "-H 'content-type: application/json'",
        "-H 'authorization: Bearer aaa.bbb.***'",
        `--data-raw '{"a":"it'\\''s"}'`,
      ].join(" \\\n  "),
    );
  });

  it("is not offered for a body that is not text, or without a request", () => {
    expect(curlSnippet({ request, raw: null }, "http://127.0.0.1:4817")).toBeNull();
    expect(curlSnippet({ request: null, raw: null }, "http://127.0.0.1:4817")).toBeNull();
  });
});
