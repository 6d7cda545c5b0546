import { describe, expect, it } from "vitest";
import { keptByVonageUntil, readMediaLink } from "../../../../renderer/components/media-link.ts";

const RECEIVED = 1_577_887_200_000;

describe("readMediaLink", () => {
  it("gives no name that reads as another one than it is", () => {
    expect(readMediaLink("https://cdn.example/a/pic\u202Egnp.exe")).toEqual({
      host: "cdn.example",
      fileName: "picgnp.exe",
    });
    expect(readMediaLink("https://cdn.example/100%")?.fileName).toBe("100%");
    expect(readMediaLink("https://cdn.example/")?.fileName).toBeNull();
  });
});

describe("keptByVonageUntil", () => {
  it.each(["https://api-us.nexmo.com/v3/media/1b456509", "https://api-eu.vonage.com/v3/media/1b456509"])(
    "is 48 hours after %s came",
    (address) => {
      expect(keptByVonageUntil(address, RECEIVED)).toBe(RECEIVED + 48 * 3_600_000);
    },
  );

  it.each([
    "https://scontent.xx.fbcdn.net/v3/media/1",
    "http://api-us.nexmo.com/v3/media/1",
    "https://api-us.nexmo.com:8443/v3/media/1",
    "https://api-us.nexmo.com/v1/messages",
    "http://127.0.0.1:4818/v3/media/simulated-image.png",
    "nothing",
  ])("is unknown of %s", (address) => {
    expect(keptByVonageUntil(address, RECEIVED)).toBeNull();
  });
});
