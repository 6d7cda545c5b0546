import { describe, expect, it } from "vitest";
import { addressProblem, findServer, mayConnect } from "../../../../main/tunnel/connection-guard.ts";

const STRANGER = { host: "tunnel.example", ip: "203.0.114.9" };
const IN_THE_OFFICE = { host: "tunnel.office.example", ip: "10.0.0.5" };
const OWN = { host: "localhost", ip: "127.0.0.1" };
const BEHIND_PROXY = { host: "tunnel.example", ip: null };

const NOT_PUBLIC = [
  "127.0.0.1",
  "127.8.9.1",
  "::1",
  "0.0.0.0",
  "::",
  "::ffff:127.0.0.1",
  "::ffff:7f00:1",
  "10.1.2.3",
  "172.31.0.1",
  "192.168.0.1",
  "100.64.0.1",
  "169.254.169.254",
  "168.63.129.16",
  "224.0.0.1",
  "255.255.255.255",
  "fd00::1",
  "fe80::1",
  "ff02::1",
  "64:ff9b::7f00:1",
  "2002:7f00:1::",
];

describe("mayConnect", () => {
  it.each(NOT_PUBLIC)("keeps a server on the internet from %s", (ip) => {
    expect([mayConnect(ip, STRANGER), mayConnect(ip, BEHIND_PROXY)]).toEqual([false, false]);
  });

  it.each(["203.0.114.9", "203.0.114.77", "2001:4860:4860::8888"])("lets it have %s", (ip) => {
    expect([mayConnect(ip, STRANGER), mayConnect(ip, BEHIND_PROXY)]).toEqual([true, true]);
  });

  it("lets a server in a private network have that network, but not this computer", () => {
    const ips = ["10.0.0.5", "192.168.0.1", "127.0.0.1", "169.254.169.254"];

    expect(ips.map((ip) => mayConnect(ip, IN_THE_OFFICE))).toEqual([true, true, false, false]);
  });

  it("lets a server on this computer have this computer, but not its network", () => {
    expect(["127.0.0.1", "::1", "10.0.0.5"].map((ip) => mayConnect(ip, OWN))).toEqual([true, true, false]);
  });
});

describe("addressProblem", () => {
  it.each([undefined, null, "", "tunnel.example", "203.0.114.77"])("has nothing against %j", (ip) => {
    expect(addressProblem(ip, 4321, STRANGER)).toBeNull();
  });

  it.each([[undefined], ["22"], [0], [65_536], [1.5], [null]])("refuses the port %j", (port) => {
    expect(addressProblem(undefined, port, STRANGER)).toBe("its answer has no usable port");
  });
});

describe("findServer", () => {
  it.each([
    ["http://127.0.0.1:1234", { host: "127.0.0.1", ip: "127.0.0.1" }],
    ["http://[::1]:1234", { host: "::1", ip: "::1" }],
    ["http://nobody.invalid", { host: "nobody.invalid", ip: null }],
  ])("finds %s", async (address, server) => {
    expect(await findServer(address)).toEqual(server);
  });
});
