// The mac of a webhook JWT: HMAC-SHA256 (RFC 2104) made of two one-shot hashes. Setting up an Hmac object takes longer than
// all of the hashing, and the listener would do it for each delivery. Node's own Hmac is the oracle of its test.
import { hash } from "node:crypto";

/** HMAC-SHA256 of a text in UTF-8 by one secret: 32 bytes. */
export type Mac = (text: string) => Buffer;

const BLOCK_BYTES = 64;
const HASH_BYTES = 32;
const INNER_PAD = 0x36;
const OUTER_PAD = 0x5c;
/** Room for the text of an ordinary token; a longer one makes more. */
const ORDINARY_BYTES = 1024;

/** Makes the mac of a secret; its bytes are those of the text in UTF-8. */
export function createMac(secret: string): Mac {
  const key = Buffer.from(secret);
  const padded = withRoom(key.length > BLOCK_BYTES ? Buffer.from(sha256(key), "hex") : key, BLOCK_BYTES);
  // The two things that are hashed. Each begins with the padded key; what follows is written anew each time.
  let inner = withRoom(exclusiveOr(padded, INNER_PAD), BLOCK_BYTES + ORDINARY_BYTES);
  const outer = withRoom(exclusiveOr(padded, OUTER_PAD), BLOCK_BYTES + HASH_BYTES);

  return (text) => {
    const length = BLOCK_BYTES + Buffer.byteLength(text);
    if (length > inner.length) inner = withRoom(inner.subarray(0, BLOCK_BYTES), length);
    inner.write(text, BLOCK_BYTES);
    outer.write(sha256(inner.subarray(0, length)), BLOCK_BYTES, "hex");
    return Buffer.from(sha256(outer), "hex");
  };
}

/** In hex: node takes four times as long to make a buffer of it. */
function sha256(bytes: Buffer): string {
  return hash("sha256", bytes, "hex");
}

function exclusiveOr(bytes: Buffer, pad: number): Buffer {
  return Buffer.from(bytes.map((byte) => byte ^ pad));
}

/** The bytes with zeros behind them. */
function withRoom(bytes: Buffer, length: number): Buffer {
  return Buffer.concat([bytes], length);
}
