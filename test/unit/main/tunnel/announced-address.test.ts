import { describe, expect, it } from "vitest";
import { announcedOrigin } from "../../../../main/tunnel/announced-address.ts";

const SERVER = "https://localtunnel.me";

describe("announcedOrigin", () => {
  it.each([
    ["https://abc.loca.lt", "https://abc.loca.lt"],
    ["http://abc.example.com:8080/path?query", "http://abc.example.com:8080"],
    ["https://203.0.114.9", "https://203.0.114.9"],
  ])("takes %s", (address, origin) => {
    expect(announcedOrigin(address, SERVER)).toBe(origin);
  });

  it.each([
    "http://127.0.0.1:4816",
    "http://2130706433:4816",
    "http://localhost:4816",
    "http://localhost.:4816",
    "http://abc.localhost",
    "http://[::1]:4816",
    "http://[::ffff:127.0.0.1]",
    "http://[fd00::1]",
    "http://0.0.0.0",
    "http://10.1.2.3",
    "http://172.31.0.1",
    "http://192.168.0.1",
    "http://169.254.169.254",
    "http://router",
    "http://printer.local",
    "ftp://abc.loca.lt",
    "javascript:alert(1)",
    "https://user:secret@abc.loca.lt",
    "nonsense",
  ])("refuses %s", (address) => {
    expect(announcedOrigin(address, SERVER)).toBeNull();
  });

  it("lets a server on this computer announce an address on it", () => {
    expect(announcedOrigin("http://abc.localhost:1234/", "http://127.0.0.1:1234")).toBe(
      "http://abc.localhost:1234",
    );
  });
});
