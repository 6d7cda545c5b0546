import { describe, expect, it } from "vitest";
import { parseProxy } from "../../../../main/network/proxy.ts";

describe("the address of a proxy", () => {
  it.each([
    ["http://proxy.example:3128", "http:", "proxy.example", 3128, "http://proxy.example:3128"],
    ["proxy.example:3128", "http:", "proxy.example", 3128, "http://proxy.example:3128"],
    ["proxy.example", "http:", "proxy.example", 80, "http://proxy.example:80"],
    ["https://proxy.example/", "https:", "proxy.example", 443, "https://proxy.example:443"],
    ["HTTP://Proxy.Example:8080/path", "http:", "proxy.example", 8080, "http://proxy.example:8080"],
    ["http://[fd00::1]:3128", "http:", "fd00::1", 3128, "http://[fd00::1]:3128"],
  ])("%s is understood", (text, protocol, hostname, port, shown) => {
    expect(parseProxy(text, "HTTPS_PROXY")).toEqual({
      kind: "proxy",
      proxy: { protocol, hostname, port, authorization: null, shown, from: "HTTPS_PROXY" },
    });
  });

  it.each([
    ["http://ann:secret@proxy.example:3128", "ann:secret"],
    ["ann:secret@proxy.example:3128", "ann:secret"],
    ["http://a%40b:p%3Aw%2Fd@proxy.example:3128", "a@b:p:w/d"],
    ["http://ann@proxy.example:3128", "ann:"],
    ["http://%C3%A4nn:s%E2%82%AC@proxy.example:3128", "änn:s€"],
  ])("%s logs in, and is shown without", (text, login) => {
    expect(parseProxy(text, "HTTPS_PROXY")).toMatchObject({
      proxy: {
        authorization: `Basic ${Buffer.from(login).toString("base64")}`,
        shown: "http://***@proxy.example:3128",
      },
    });
  });

  it.each([
    [
      "socks5://ann:secret@proxy.example:1080",
      "it names a socks5 proxy, and Hookline knows http and https ones only",
    ],
    ["ftp://proxy.example", "it names a ftp proxy, and Hookline knows http and https ones only"],
    ["http://", "what it names is no address"],
    ["http://proxy.example:99999", "what it names is no address"],
    [
      "http://ann:se%zzcret@proxy.example",
      "special characters in its user name or password are not percent-encoded",
    ],
  ])("%s is told by its problem, and nothing of the login", (text, problem) => {
    expect(parseProxy(text, "HTTPS_PROXY")).toEqual({ kind: "closed", from: "HTTPS_PROXY", problem });
  });
});
