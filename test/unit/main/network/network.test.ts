import { describe, expect, it } from "vitest";
import { createNetwork } from "../../../../main/network/network.ts";
import { readNetworkState } from "../../../../main/network/network-state.ts";

const PROXY = "http://ann:secret@proxy.example:3128";

function shownWay(environment: Readonly<Record<string, string>>, answer?: string | Error) {
  const asked: string[] = [];
  const network = createNetwork({
    environment,
    systemAuthorities: () => [],
    ...(answer === undefined
      ? {}
      : {
          askSystem(url: string) {
            asked.push(url);
            return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
          },
        }),
  });
  return { asked, network, to: (url: string) => network.wayTo(new URL(url)) };
}

describe("the way out", () => {
  it.each([
    "http://localhost:4818",
    "http://Bot.localhost",
    "http://localhost.:1",
    "http://127.0.0.1:4818",
    "https://127.8.9.1",
    "http://[::1]:4818",
    "http://[::ffff:127.0.0.1]:4818",
  ])("to %s has no proxy, whatever is set, and nobody is asked", async (url) => {
    const { to, asked } = shownWay({ HTTP_PROXY: PROXY, HTTPS_PROXY: PROXY }, "PROXY other.example:1");

    expect(await to(url)).toEqual({ kind: "direct" });
    expect(asked).toEqual([]);
  });

  it.each(["https://api.nexmo.com", "https://notlocalhost", "https://128.0.0.1", "https://10.0.0.1"])(
    "to %s has one",
    async (url) => {
      expect(await shownWay({ HTTPS_PROXY: PROXY }).to(url)).toMatchObject({ kind: "proxy" });
    },
  );

  it("is the variable's before the system's", async () => {
    const { to, asked } = shownWay({ HTTPS_PROXY: PROXY }, "PROXY other.example:1");

    expect(await to("https://api.nexmo.com/x")).toMatchObject({ proxy: { from: "HTTPS_PROXY" } });
    expect(asked).toEqual([]);
  });

  it("is straight where NO_PROXY says so, although the system has a proxy", async () => {
    const environment = { HTTPS_PROXY: PROXY, NO_PROXY: "nexmo.com" };

    expect(await shownWay(environment, "PROXY other.example:1").to("https://api.nexmo.com")).toEqual({
      kind: "direct",
    });
  });

  it.each([
    ["PROXY office.example:8080; DIRECT", "http://office.example:8080"],
    [" HTTPS office.example:8443", "https://office.example:8443"],
    ["SOCKS5 office.example:1080; PROXY office.example:8080", "http://office.example:8080"],
    ["PROXY [fd00::1]:8080", "http://[fd00::1]:8080"],
  ])("is the system's otherwise: %s", async (answer, shown) => {
    const { to, asked } = shownWay({}, answer);

    expect(await to("https://api.nexmo.com/v1/messages?token=1")).toMatchObject({
      kind: "proxy",
      proxy: { shown, from: "the system’s settings" },
    });
    // A PAC file may ask names of the whole address, which is nobody's business.
    expect(asked).toEqual(["https://api.nexmo.com"]);
  });

  it.each(["DIRECT", "", ";", "DIRECT; PROXY office.example:8080"])(
    "is straight for a system that says %j",
    async (answer) => {
      expect(await shownWay({}, answer).to("https://api.nexmo.com")).toEqual({ kind: "direct" });
    },
  );

  it("is closed where the system names none that can be used", async () => {
    expect(await shownWay({}, "SOCKS5 office.example:1080").to("https://api.nexmo.com")).toEqual({
      kind: "closed",
      from: "the system’s settings",
      problem: "they name a socks5 proxy, and Hookline knows http and https ones only",
    });
  });

  it("is straight where the system cannot say", async () => {
    expect(await shownWay({}, new Error("no such service")).to("https://api.nexmo.com")).toEqual({
      kind: "direct",
    });
  });
});

describe("what is told of it", () => {
  it("has each host once, and no login", async () => {
    const { network } = shownWay({ HTTPS_PROXY: PROXY, NO_PROXY: "own.example" });
    const addresses = [
      "https://api.nexmo.com",
      "https://api.nexmo.com",
      "https://own.example:8443",
      "no address",
    ];

    const state = await readNetworkState(network, addresses);

    expect(state.ways).toEqual([
      {
        kind: "proxy",
        host: "api.nexmo.com",
        proxy: "http://***@proxy.example:3128",
        from: "HTTPS_PROXY",
        hasLogin: true,
      },
      { kind: "direct", host: "own.example:8443" },
    ]);
    expect(JSON.stringify(state)).not.toMatch(/ann|secret/);
  });
});
