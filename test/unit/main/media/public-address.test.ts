import { networkInterfaces } from "node:os";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isPublicAddress } from "../../../../main/media/public-address.ts";

describe("isPublicAddress", () => {
  it.each([
    "93.184.216.34",
    "1.1.1.1",
    "8.8.8.8",
    "157.240.20.35",
    "2606:2800:220:1::1",
    "2a03:2880:f12d::1",
  ])("takes %s", (ip) => {
    expect(isPublicAddress(ip)).toBe(true);
  });

  it.each([
    ["this computer", "127.0.0.1"],
    ["this computer", "127.255.255.254"],
    ["this computer", "::1"],
    ["this computer", "0.0.0.0"],
    ["this computer", "::"],
    ["this network", "0.1.2.3"],
    ["a private network", "10.1.2.3"],
    ["a private network", "172.16.0.1"],
    ["a private network", "172.31.255.255"],
    ["a private network", "192.168.1.1"],
    ["a private network", "fd12:3456::1"],
    ["a private network", "fec0::1"],
    ["a carrier's network", "100.64.0.1"],
    ["a cloud's metadata", "169.254.169.254"],
    ["a cloud's metadata", "100.100.100.200"],
    ["a cloud's metadata", "168.63.129.16"],
    ["a cloud's metadata", "192.0.0.192"],
    ["a cloud's metadata", "fd00:ec2::254"],
    ["one link", "fe80::1"],
    ["one link, with a zone", "fe80::1%eth0"],
    ["a public one with a zone", "2606:2800:220:1::1%eth0"],
    ["a group", "224.0.0.1"],
    ["a group", "ff02::1"],
    ["everybody", "255.255.255.255"],
    ["a reserved range", "240.0.0.1"],
    ["a benchmark", "198.18.0.1"],
    ["documentation", "192.0.2.1"],
    ["documentation", "198.51.100.1"],
    ["documentation", "203.0.113.1"],
    ["documentation", "2001:db8::1"],
    ["documentation", "3fff::1"],
    ["IPv4 as IPv6", "::ffff:127.0.0.1"],
    ["IPv4 as IPv6", "::ffff:7f00:1"],
    ["IPv4 as IPv6", "::FFFF:169.254.169.254"],
    ["public IPv4 as IPv6", "::ffff:93.184.216.34"],
    ["IPv4 in IPv6", "::127.0.0.1"],
    ["translated IPv4", "::ffff:0:127.0.0.1"],
    ["translated IPv4", "64:ff9b::7f00:1"],
    ["translated IPv4", "64:ff9b:1::a00:1"],
    ["6to4", "2002:7f00:1::"],
    ["Teredo", "2001::7f00:1"],
    ["ORCHID", "2001:20::1"],
    ["the discard prefix", "100::1"],
    ["segment routing", "5f00::1"],
    ["what nobody gave out", "4000::1"],
    ["no address", "cdn.pictures.net"],
    ["no address", ""],
    ["a short form that the system would read", "127.1"],
    ["a number that the system would read", "2130706433"],
  ])("refuses %s, %s", (_what, ip) => {
    expect(isPublicAddress(ip)).toBe(false);
  });

  it("refuses every address of this very computer", () => {
    const own = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);

    expect(own.filter(({ address }) => isPublicAddress(address))).toEqual([]);
  });

  it("refuses IPv4 of any kind when it is written as IPv6", () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.constantFrom("::ffff:", "::ffff:0:", "::", "64:ff9b::"), (ip, prefix) => {
        expect(isPublicAddress(prefix + ip)).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });

  it("takes an IPv6 address only from what is given out for the internet", () => {
    fc.assert(
      fc.property(fc.ipV6(), (ip) => {
        const first = Number.parseInt(ip.split(":")[0] || "0", 16);
        if (first < 0x2000 || first > 0x3fff) expect(isPublicAddress(ip)).toBe(false);
      }),
      { numRuns: 1_000 },
    );
    expect(isPublicAddress("2606:2800:220:1::1")).toBe(true);
  });
});
