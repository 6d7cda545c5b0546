// Takes the bearer token of a delivery apart. Nothing here is trusted yet: verify.ts decides.
import { isAscii } from "node:buffer";

/** A JWT in its parts. `signed` is what the mac covers. */
export interface DecodedJwt {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly signed: string;
  readonly mac: Buffer;
}

/** The token of an Authorization header; null when it holds no bearer token. */
export function bearerToken(authorization: string | undefined): string | null {
  if (authorization === undefined) return null;
  return /^bearer +(\S.*)$/i.exec(authorization)?.[1]?.trim() ?? null;
}

/** Whether an Authorization header holds a JWT and nothing else: its sender forgot the word Bearer. */
export function isBareJwt(authorization: string | undefined): boolean {
  return authorization !== undefined && decodeJwt(authorization.trim()) !== null;
}

/** Exactly three parts, header and claims JSON objects in UTF-8; null for everything else. */
export function decodeJwt(token: string): DecodedJwt | null {
  const first = token.indexOf(".");
  const second = token.indexOf(".", first + 1);
  if (first < 0 || second < 0 || token.includes(".", second + 1)) return null;
  const header = decodeHeader(token.slice(0, first));
  if (header === null) return null;
  const claims = decodeObject(token.slice(first + 1, second));
  if (claims === null) return null;
  const mac = decodeBase64url(token.slice(second + 1));
  if (mac === null) return null;
  return { header, claims, signed: token.slice(0, second), mac };
}

/** What Vonage sends, always: decoding it once is enough. */
const USUAL_HEADER = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9";
const USUAL_HEADER_DECODED = Object.freeze({ alg: "HS256", typ: "JWT" });

function decodeHeader(part: string): Readonly<Record<string, unknown>> | null {
  return part === USUAL_HEADER ? USUAL_HEADER_DECODED : decodeObject(part);
}

function decodeObject(part: string): Readonly<Record<string, unknown>> | null {
  const bytes = decodeBase64url(part);
  if (bytes === null) return null;
  try {
    const text = isAscii(bytes) ? bytes.toString("latin1") : strictUtf8.decode(bytes);
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
    // A JSON object: its members are unknown until looked at.
    return value as Readonly<Record<string, unknown>>;
  } catch {
    // Not UTF-8 or not JSON: no JWT, and why does not matter.
    return null;
  }
}

const strictUtf8 = new TextDecoder("utf-8", { fatal: true });
const PLAIN = /^[A-Za-z0-9_-]*$/;

/** As forgiving as jose is (white space, padding), so that both accept the same tokens; null when it is not base64url. */
function decodeBase64url(part: string): Buffer | null {
  let text = part;
  if (!PLAIN.test(text)) {
    text = text.replace(/[\t\n\f\r ]/g, "");
    if (text.length % 4 === 0) text = text.replace(/={1,2}$/, "");
    if (!PLAIN.test(text)) return null;
  }
  return text.length % 4 === 1 ? null : Buffer.from(text, "base64url");
}
