import { describe, expect, it } from "vitest";
import { createOriginGuard, hostToAllow, pageHosts } from "../../../../../main/hosts/browser/origin-guard.ts";

describe("origin guard", () => {
  const guard = createOriginGuard(["Build-Box.lan"]);

  it.each([
    "127.0.0.1",
    "127.0.0.1:4816",
    "localhost:9000",
    "LOCALHOST:9000",
    "[::1]:4816",
    "build-box.lan:4816",
  ])("serves the host %s on any port", (host) => {
    expect(guard.allowedHost({ host })).toBe(host.toLowerCase());
  });

  it.each([
    "evil.example",
    "127.0.0.1.evil.example:4816",
    "localhost.evil.example",
    "127.0.0.2:4816",
    "user@127.0.0.1",
    "127.0.0.1:4816/x",
    "127.0.0.1; script-src *",
    "",
    "[::1",
  ])("refuses the host %j", (host) => {
    expect(guard.allowedHost({ host })).toBeNull();
  });

  it("refuses a request without a host", () => {
    expect(guard.allowedHost({})).toBeNull();
  });

  it("knows its own page by an origin equal to the host", () => {
    const host = "localhost:4816";

    expect(guard.isSameOrigin({ host, origin: "http://localhost:4816" })).toBe(true);
    expect(guard.isSameOrigin({ host, origin: "https://localhost:4816" })).toBe(true);
    expect(
      guard.isSameOrigin({ host, origin: "http://localhost:4816", "sec-fetch-site": "same-origin" }),
    ).toBe(true);
  });

  it.each([
    [{ host: "localhost:4816" }],
    [{ host: "localhost:4816", origin: "null" }],
    [{ host: "localhost:4816", origin: "http://localhost:4817" }],
    [{ host: "localhost:4816", origin: "http://127.0.0.1:4816" }],
    [{ host: "localhost:4816", origin: "http://localhost:4816.evil.example" }],
    [{ host: "localhost:4816", origin: "http://localhost:4816", "sec-fetch-site": "cross-site" }],
    [{ host: "localhost:4816", origin: "http://localhost:4816", "sec-fetch-site": "same-site" }],
    [{ host: "evil.example", origin: "http://evil.example" }],
  ])("takes %j for another page", (headers) => {
    expect(guard.isSameOrigin(headers)).toBe(false);
  });
});

describe("a host to allow", () => {
  it.each([
    ["box", "box"],
    ["Build-Box.lan", "build-box.lan"],
    ["192.0.2.7", "192.0.2.7"],
    ["[FD00::7]", "[fd00::7]"],
    ["fd00::7", "[fd00::7]"],
    ["http://box:5816", "box"],
    ["https://box/#/events", "box"],
    ["box:80", "box"],
    ["bücher.example", "xn--bcher-kva.example"],
  ])("given as %s is what a browser sends: %s", (given, host) => {
    expect(hostToAllow(given)).toBe(host);
    expect(createOriginGuard([host]).allowedHost({ host: `${host}:4816` })).toBe(`${host}:4816`);
  });

  it.each(["a b", "", "*", "*.lan", "my_box", "http://"])("is none: %j", (given) => {
    expect(hostToAllow(given)).toBeNull();
  });
});

describe("the hosts of a page", () => {
  it.each([
    ["192.0.2.7", "192.0.2.7", ["box", "192.0.2.7"]],
    ["127.0.0.2", "127.0.0.2", ["box", "127.0.0.2"]],
    ["FD00:0::7", "[fd00::7]", ["box", "[fd00::7]"]],
  ])("that listens on %s are that address, which is told, and the names", (bind, told, allowed) => {
    expect(pageHosts(bind, ["box"])).toEqual({ told, allowed });
  });

  it.each(["0.0.0.0", "::", "0::0", "::ffff:0.0.0.0"])(
    "that listens on all addresses (%s) are the names, and loopback is told",
    (bind) => {
      expect(pageHosts(bind, ["box"])).toEqual({ told: "127.0.0.1", allowed: ["box"] });
    },
  );

  it("that listens on an address of one interface, which no browser opens, are the names alone", () => {
    expect(pageHosts("fe80::1%eth0", ["box"])).toEqual({ told: "box", allowed: ["box"] });
  });
});
