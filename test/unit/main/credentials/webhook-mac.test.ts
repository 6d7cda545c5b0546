import { createHmac } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMac } from "../../../../main/credentials/webhook-mac.ts";

describe("a mac", () => {
  it("is node's own HMAC of every secret and text", () => {
    const secrets = fc.string({ unit: "grapheme", minLength: 1, maxLength: 120 });
    const texts = fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ minLength: 900, maxLength: 4_000 }));
    fc.assert(
      fc.property(secrets, fc.array(texts, { minLength: 1, maxLength: 4 }), (secret, all) => {
        const mac = createMac(secret);
        // One behind the other: nothing of a text is left for the next one.
        for (const text of all) expect(mac(text)).toEqual(hmacOf(secret, text));
      }),
    );
  });

  it.each([1, 63, 64, 65, 128])("takes a secret of %i bytes", (length) => {
    const secret = "k".repeat(length);

    expect(createMac(secret)("header.claims")).toEqual(hmacOf(secret, "header.claims"));
  });
});

describe("a mac at the edge of its room", () => {
  it.each([1_023, 1_024, 1_025])("takes a text of %i bytes", (length) => {
    const text = "t".repeat(length);

    expect(createMac("secret")(text)).toEqual(hmacOf("secret", text));
  });
});

function hmacOf(secret: string, text: string): Buffer {
  return createHmac("sha256", secret).update(text).digest();
}
