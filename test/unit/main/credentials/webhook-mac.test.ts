import { createHmac, createSecretKey } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hmacSha256 } from "../../../../main/credentials/webhook-mac.ts";

describe("hmacSha256", () => {
  it("is node's own HMAC of every key and text", () => {
    const secrets = fc.uint8Array({ minLength: 1, maxLength: 200 });
    const texts = fc.array(
      fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ minLength: 900, maxLength: 4_000 })),
      {
        minLength: 1,
        maxLength: 4,
      },
    );
    fc.assert(
      fc.property(secrets, texts, (secret, all) => {
        const key = createSecretKey(secret);
        // One behind the other: nothing of a text is left for the next one.
        for (const text of all)
          expect(hmacSha256(key, text)).toEqual(createHmac("sha256", key).update(text).digest());
      }),
    );
  });

  it.each([1, 63, 64, 65, 128])("takes a key of %i bytes", (length) => {
    const key = createSecretKey(Buffer.alloc(length, "k"));

    expect(hmacSha256(key, "header.claims")).toEqual(
      createHmac("sha256", key).update("header.claims").digest(),
    );
  });
});
