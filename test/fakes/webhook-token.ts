// Signs a delivery as Vonage does, or as it should not be.
import { createHash, createHmac } from "node:crypto";

/** What a token is made from; every part can be spoilt. */
export interface TokenParts {
  readonly secret: string;
  readonly body: Uint8Array | string;
  readonly header?: unknown;
  /** Added to, or put in place of, the usual claims; undefined removes one. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** 2020-01-01T14:00:00Z, where the frozen clock starts. */
export const TOKEN_TIME = 1_577_887_200;

/** A webhook JWT for `body`: HS256, issued by Vonage at {@link TOKEN_TIME}. */
export function signToken({
  secret,
  body,
  header = { alg: "HS256", typ: "JWT" },
  claims = {},
}: TokenParts): string {
  const usual = {
    iat: TOKEN_TIME,
    jti: "c5ba8f24-1a14-4c10-bfdf-3fbe8ce511b5",
    iss: "Vonage",
    payload_hash: createHash("sha256").update(body).digest("hex"),
    api_key: "a1b2c3d4",
    application_id: "aaaaaaaa-bbbb-cccc-dddd-0123456789ab",
  };
  const signed = `${encode(header)}.${encode({ ...usual, ...claims })}`;
  return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
