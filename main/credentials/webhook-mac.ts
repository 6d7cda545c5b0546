// The mac of a webhook JWT: HMAC-SHA256 (RFC 2104) made of two one-shot hashes. Setting up an Hmac object takes longer than
// all of the hashing, and the listener would do it for each delivery. Node's own Hmac is the oracle of its test.
import { hash, type KeyObject } from "node:crypto";

const BLOCK_BYTES = 64;
const HASH_BYTES = 32;
const INNER_PAD = 0x36;
const OUTER_PAD = 0x5c;
/** Room for the text of an ordinary token; a longer one makes more. */
const ORDINARY_BYTES = 1024;

/** The two things that are hashed. Each begins with the padded key; what follows is written anew each time. */
interface HashedTexts {
  inner: Buffer;
  readonly outer: Buffer;
}

const ofKeys = new WeakMap<KeyObject, HashedTexts>();

/** HMAC-SHA256 of the text in UTF-8: 32 bytes. `key` is a secret key. */
export function hmacSha256(key: KeyObject, text: string): Buffer {
  const hashed = ofKeys.get(key) ?? begin(key);
  const length = BLOCK_BYTES + Buffer.byteLength(text);
  if (length > hashed.inner.length) hashed.inner = withRoom(hashed.inner.subarray(0, BLOCK_BYTES), length);
  hashed.inner.write(text, BLOCK_BYTES);
  hashed.outer.write(sha256(hashed.inner.subarray(0, length)), BLOCK_BYTES, "hex");
  return Buffer.from(sha256(hashed.outer), "hex");
}

/** In hex: node takes four times as long to make a buffer of it. */
function sha256(bytes: Buffer): string {
  return hash("sha256", bytes, "hex");
}

function begin(key: KeyObject): HashedTexts {
  const secret = key.export();
  const short = secret.length > BLOCK_BYTES ? Buffer.from(sha256(secret), "hex") : secret;
  const padded = withRoom(short, BLOCK_BYTES);
  const hashed = {
    inner: withRoom(Buffer.from(padded.map((byte) => byte ^ INNER_PAD)), BLOCK_BYTES + ORDINARY_BYTES),
    outer: withRoom(Buffer.from(padded.map((byte) => byte ^ OUTER_PAD)), BLOCK_BYTES + HASH_BYTES),
  };
  ofKeys.set(key, hashed);
  return hashed;
}

/** The bytes with zeros behind them. */
function withRoom(bytes: Buffer, length: number): Buffer {
  return Buffer.concat([bytes], length);
}
