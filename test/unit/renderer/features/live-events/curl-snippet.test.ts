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

const verified = {
  kind: "inbound",
  request,
  raw: `{"a":"it's"}`,
  signature: { state: "verified", reason: null },
} as const;

describe("curlSnippet", () => {
  it("sends the same body to the same path, without the signature that it may not show", () => {
    const snippet = curlSnippet(verified, "http://127.0.0.1:4817/");

    expect(snippet).toEqual({
      command: [
        "curl -X 'POST' 'http://127.0.0.1:4817/webhooks/inbound'",
        "-H 'content-type: application/json'",
        `--data-raw '{"a":"it'\\''s"}'`,
      ].join(" \\\n  "),
      lack: ", without the signature",
    });
  });

  it.each([
    ["a webhook whose signature was bad", { ...verified, signature: { state: "bad", reason: null } }],
    ["a request to Vonage", { ...verified, kind: "reply", signature: null }],
  ] as const)("keeps the token, masked, in %s", (_name, event) => {
    const snippet = curlSnippet(event, "http://127.0.0.1:4817");

    expect(snippet?.command).toContain("-H 'authorization: Bearer aaa.bbb.***'");
    expect(snippet?.lack).toBe(", with its token masked");
  });

  it("says of a token that is no signature what it leaves out", () => {
    const unsigned = { ...verified, signature: { state: "unsigned", reason: null } } as const;

    expect(curlSnippet(unsigned, "http://127.0.0.1:4817")?.lack).toBe(", without its authorization");
  });

  it("says that of an oversize body it has the beginning alone", () => {
    const cut = { ...verified, truncated: true, request: { ...request, bodyBytes: 2_000_000 } } as const;

    expect(curlSnippet(cut, "http://127.0.0.1:4817")?.lack).toBe(
      ", with the beginning of its body alone, without the signature",
    );
  });

  it("lacks nothing of a request that nothing authorises", () => {
    const { authorization: _authorization, ...headers } = request.headers;

    expect(
      curlSnippet({ ...verified, request: { ...request, headers } }, "http://127.0.0.1:4817")?.lack,
    ).toBe("");
  });

  it("is not offered for a body that is not text, without a request, or for a host that is nowhere", () => {
    expect(curlSnippet(verified, "")).toBeNull();
    expect(curlSnippet({ ...verified, raw: null }, "http://127.0.0.1:4817")).toBeNull();
    expect(curlSnippet({ ...verified, request: null, raw: null }, "http://127.0.0.1:4817")).toBeNull();
  });
});
