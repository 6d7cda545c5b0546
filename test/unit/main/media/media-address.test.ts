import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isVonageMedia, readMediaAddress } from "../../../../main/media/media-address.ts";

const MEDIA = "https://api-us.nexmo.com/v3/media/1b456509-974c-458b-aafa-45fc48a4d976";

function mayCarryJwt(address: string): boolean {
  const read = readMediaAddress(address);
  return read.ok && isVonageMedia(read.url);
}

describe("readMediaAddress", () => {
  it.each([
    MEDIA,
    "https://scontent.xx.fbcdn.net/v/t1.15752-9/picture.jpg?oe=66",
    "https://cdn.example.co:8443/a",
    "https://93.184.216.34/a.png",
    "https://[2606:2800:220:1:248:1893:25c8:1946]/a.png",
    "HTTPS://CDN.PICTURES.NET/a",
  ])("takes %s", (address) => {
    expect(readMediaAddress(address)).toMatchObject({ ok: true });
  });

  it.each([
    ["http://cdn.pictures.net/a.png", "cdn.pictures.net", /https/],
    ["file:///etc/passwd", "file:", /https/],
    ["data:text/html,<script>", "data:", /https/],
    ["javascript:alert(1)", "javascript:", /https/],
    ["blob:https://cdn.pictures.net/1", "blob:", /https/],
    ["https://person:secret@cdn.pictures.net/a.png", "cdn.pictures.net", /user name or password/],
    ["https://example.com/image.jpg", "example.com", /example of the documentation/],
    ["https://cdn.example.net/image.jpg", "cdn.example.net", /example of the documentation/],
    ["https://pictures.test/a", "pictures.test", /example of the documentation/],
    ["https://localhost/a.png", "localhost", /no name of the public internet/],
    ["https://intranet/a.png", "intranet", /no name of the public internet/],
    ["nothing", "that address", /cannot be read/],
    ["", "that address", /cannot be read/],
    ["https://", "that address", /cannot be read/],
  ])("refuses %s", (address, host, reason) => {
    expect(readMediaAddress(address)).toEqual({ ok: false, host, reason: expect.stringMatching(reason) });
  });

  it("repeats no password in what it says", () => {
    expect(JSON.stringify(readMediaAddress("https://person:secret@cdn.pictures.net/"))).not.toContain(
      "secret",
    );
  });
});

describe("isVonageMedia", () => {
  it.each([
    MEDIA,
    "https://api.nexmo.com/v3/media/1b456509",
    "https://api-eu.vonage.com/v3/media/1b456509",
    "https://api-eu-1.vonage.com/v3/media/1b456509/part.jpg",
    "https://API-US.NEXMO.COM/v3/media/1b456509",
    `${MEDIA}?x=1#y`,
  ])("is true of %s", (address) => {
    expect(mayCarryJwt(address)).toBe(true);
  });

  it.each([
    "http://api.nexmo.com/v3/media/1",
    "https://api.nexmo.com:8443/v3/media/1",
    "https://api.nexmo.com./v3/media/1",
    "https://api.nexmo.com.evil.net/v3/media/1",
    "https://evil.net/api.nexmo.com/v3/media/1",
    "https://api.nexmo.com@evil.net/v3/media/1",
    "https://user@api.nexmo.com/v3/media/1",
    "https://evil-api.nexmo.com/v3/media/1",
    "https://api.evil.nexmo.com/v3/media/1",
    "https://apinexmo.com/v3/media/1",
    "https://api.nexmo.com.co/v3/media/1",
    "https://api.vonage.co/v3/media/1",
    "https://dashboard.nexmo.com/v3/media/1",
    "https://nexmo.com/v3/media/1",
    "https://api.nexmo.com/v3/mediator/1",
    "https://api.nexmo.com/v3/media",
    "https://api.nexmo.com/v3/media/",
    "https://api.nexmo.com/v3/media/../../v1/messages",
    "https://api.nexmo.com/v3/media/%2e%2e/%2e%2e/v1/messages",
    "https://api.nexmo.com/v3/media/..%2f..%2fv1/messages",
    "https://api.nexmo.com/v3/media//1",
    "https://api.nexmo.com/v1/messages",
    "https://api.nexmo.com/V3/MEDIA/1",
    "https://аpi.nexmo.com/v3/media/1",
    "https://api.nехmo.com/v3/media/1",
  ])("is false of %s", (address) => {
    expect(mayCarryJwt(address)).toBe(false);
  });

  it("is true of nothing but https, the default port, Vonage's own hosts and a plain path of its media", () => {
    const part = fc.oneof(
      fc.constantFrom(
        "api",
        "api-us",
        "nexmo",
        "com",
        "vonage",
        ".",
        "evil",
        "@",
        ":",
        "443",
        "8443",
        "%2e",
        "\\",
        "/",
      ),
      fc.string({ unit: "grapheme", maxLength: 4 }),
    );
    const hostile = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(""));
    const address = fc
      .tuple(
        fc.constantFrom("https://", "http://", "HTTPS:\\\\", "https:", "//", "ftp://"),
        fc.oneof(hostile, fc.constantFrom("api.nexmo.com", "api-us.vonage.com", "api.nexmo.com.evil.net")),
        fc.constantFrom(
          "/v3/media/",
          "/v3/media",
          "\\v3\\media\\",
          "/v1/messages/",
          "?/v3/media/",
          "#/v3/media/",
        ),
        hostile,
      )
      .map((parts) => parts.join(""));

    fc.assert(
      fc.property(address, (given) => {
        if (!mayCarryJwt(given)) return;
        // Told once more by other means: what is asked for is the whole of this.
        expect(new URL(given).href).toMatch(
          /^https:\/\/api[a-z0-9-]*\.(nexmo|vonage)\.com\/v3\/media\/[A-Za-z0-9_-][\w./-]*([?#].*)?$/,
        );
        expect(new URL(given).pathname).not.toMatch(/\/\.|%|\/\//);
      }),
      { numRuns: 20_000 },
    );
    expect(mayCarryJwt(MEDIA)).toBe(true);
  });
});
