import { describe, expect, it } from "vitest";
import { wayByEnvironment } from "../../../../main/network/environment-way.ts";

const API = new URL("https://api.nexmo.com/v1/messages");
const PROXY = "http://proxy.example:3128";

function placeOf(url: URL, environment: Readonly<Record<string, string>>): string | null {
  const way = wayByEnvironment(url, environment);
  if (way === null) return null;
  return way.kind === "proxy" ? `${way.proxy.from} ${way.proxy.shown}` : way.kind;
}

describe("the variable that names the proxy", () => {
  it.each<[Record<string, string>, string | null]>([
    [{}, null],
    [{ HTTPS_PROXY: "" }, null],
    [{ HTTPS_PROXY: " " }, null],
    [{ HTTP_PROXY: PROXY }, null],
    [{ HTTPS_PROXY: PROXY }, `HTTPS_PROXY ${PROXY}`],
    [{ https_proxy: PROXY, HTTPS_PROXY: "http://other:1" }, `https_proxy ${PROXY}`],
    [{ https_proxy: "", HTTPS_PROXY: PROXY }, `HTTPS_PROXY ${PROXY}`],
    [{ ALL_PROXY: PROXY }, `ALL_PROXY ${PROXY}`],
    [{ all_proxy: "http://other:1", HTTPS_PROXY: PROXY }, `HTTPS_PROXY ${PROXY}`],
    [{ HTTPS_PROXY: "socks4://proxy" }, "closed"],
  ])("of %o for https is %s", (environment, expected) => {
    expect(placeOf(API, environment)).toBe(expected);
  });

  it("for http is another one", () => {
    const environment = { HTTPS_PROXY: "http://other:1", HTTP_PROXY: PROXY };

    expect(placeOf(new URL("http://tunnel.example"), environment)).toBe(`HTTP_PROXY ${PROXY}`);
  });
});

describe("NO_PROXY", () => {
  it.each([
    ["*", "https://api.nexmo.com"],
    ["api.nexmo.com", "https://api.nexmo.com"],
    ["API.Nexmo.com", "https://api.nexmo.com"],
    ["nexmo.com", "https://api.nexmo.com"],
    [".nexmo.com", "https://api.nexmo.com"],
    ["*.nexmo.com", "https://api.nexmo.com"],
    ["nexmo.com.", "https://api.nexmo.com./"],
    ["other.example, nexmo.com", "https://api.nexmo.com"],
    ["other.example nexmo.com", "https://api.nexmo.com"],
    ["api.nexmo.com:443", "https://api.nexmo.com"],
    ["api.nexmo.com:8443", "https://api.nexmo.com:8443"],
    ["10.1.2.3", "https://10.1.2.3"],
    ["10.0.0.0/8", "https://10.1.2.3:8443"],
    ["fd00::/8", "https://[fd00::1]"],
    ["[fd00::1]:443", "https://[fd00::1]"],
  ])("%s exempts %s", (list, url) => {
    expect(placeOf(new URL(url), { HTTPS_PROXY: PROXY, NO_PROXY: list })).toBe("direct");
    expect(placeOf(new URL(url), { HTTPS_PROXY: PROXY, no_proxy: list, NO_PROXY: "x" })).toBe("direct");
  });

  it.each([
    ["", "https://api.nexmo.com"],
    [",", "https://api.nexmo.com"],
    [".", "https://api.nexmo.com"],
    ["xmo.com", "https://api.nexmo.com"],
    ["api.nexmo.com.evil.example", "https://api.nexmo.com"],
    ["api.nexmo.com:80", "https://api.nexmo.com"],
    ["10.0.0.0/8", "https://11.1.2.3"],
    ["10.0.0.0/99", "https://10.1.2.3"],
    ["10.0.0.0/x", "https://10.1.2.3"],
    ["10", "https://10.1.2.3"],
    ["fd00::/8", "https://10.1.2.3"],
  ])("%s does not exempt %s", (list, url) => {
    expect(placeOf(new URL(url), { HTTPS_PROXY: PROXY, NO_PROXY: list })).toBe(`HTTPS_PROXY ${PROXY}`);
  });
});
