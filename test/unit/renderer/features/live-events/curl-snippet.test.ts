import { describe, expect, it } from "vitest";
import { curlSnippet } from "../../../../../renderer/features/live-events/curl-snippet.ts";

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
