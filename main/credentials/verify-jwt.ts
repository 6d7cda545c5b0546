// Judges an application JWT as far as that is possible without asking Vonage: form, signature, times, application.
import { createPublicKey } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { compactVerify } from "jose";
import { AppError } from "../../preload/contract/errors.ts";
import {
  JWT_DEFAULT_LIFETIME_SECONDS,
  JWT_MAX_LIFETIME_SECONDS,
  JWT_MIN_LIFETIME_SECONDS,
} from "../../preload/contract/jwt.ts";
import { checkAcl } from "./jwt-acl.ts";
import { findPemBlocks, mendPemText } from "./pem-text.ts";
import { readPrivateKey } from "./private-key.ts";

/** What one check came to. `refused`: Vonage would refuse the token for it. `unknown`: it could not be checked. */
export interface JwtFinding {
  readonly check: "form" | "header" | "signature" | "application" | "iat" | "exp" | "nbf" | "jti" | "acl";
  readonly verdict: "good" | "doubtful" | "refused" | "unknown";
  /** One sentence. */
  readonly text: string;
}

/** All that is known of a token. */
export interface JwtJudgement {
  /** null when the token cannot be decoded. */
  readonly header: Readonly<Record<string, unknown>> | null;
  readonly claims: Readonly<Record<string, unknown>> | null;
  readonly findings: readonly JwtFinding[];
  readonly wouldBeRefused: boolean;
}

/** What to judge, and by what. */
export interface JwtQuestion {
  readonly token: string;
  /** Public or private; null = the signature is not checked. */
  readonly key: KeyObject | null;
  /** The application it should be of; null = any. */
  readonly applicationId: string | null;
  /** Epoch ms. */
  readonly now: number;
}

/** Difference between two clocks that is no cause for alarm. */
const CLOCK_TOLERANCE_SECONDS = 60;
/** Larger numbers than this are milliseconds given as seconds: the year 5138. */
const LARGEST_SECONDS = 1e11;

/** Judges a token. A bad one is an answer, not an exception. */
export async function verifyJwt({ token, key, applicationId, now }: JwtQuestion): Promise<JwtJudgement> {
  const compact = token.trim().replace(/^(?:Authorization:\s*)?Bearer\s+/i, "");
  const parts = compact.split(".");
  const header = parts.length === 3 ? decodePart(parts[0]) : null;
  const claims = parts.length === 3 ? decodePart(parts[1]) : null;
  if (header === null || claims === null) {
    const text =
      parts.length === 3
        ? "Header or claims are not Base64url of a JSON object."
        : `A JWT has three parts between dots; this has ${parts.length}.`;
    return { header, claims, findings: [{ check: "form", verdict: "refused", text }], wouldBeRefused: true };
  }

  const nowSeconds = Math.floor(now / 1000);
  const findings: JwtFinding[] = [
    judgeHeader(header),
    await judgeSignature(compact, key),
    judgeApplication(claims, applicationId),
    judgeIssue(claims, nowSeconds),
    judgeEnd(claims, nowSeconds),
    ...judgeStart(claims, nowSeconds),
    ...judgeOthers(claims),
  ];
  return { header, claims, findings, wouldBeRefused: findings.some(({ verdict }) => verdict === "refused") };
}

/**
 * Reads the key to verify with: a public key in PEM form, or the private key of the pair.
 * @throws AppError as `readPrivateKey`, and `CREDENTIALS_KEY_NOT_RSA`
 */
export function readVerifyingKey(text: string): KeyObject {
  const mended = mendPemText(text).text;
  const block = findPemBlocks(mended).find(
    ({ label }) => label === "PUBLIC KEY" || label === "RSA PUBLIC KEY",
  );
  const hasPrivate = mended.includes("PRIVATE KEY-----");
  if (block === undefined || hasPrivate) return createPublicKey(readPrivateKey(text).key);
  const key = parsePublic(block.label, block.body);
  const kind = key.asymmetricKeyType ?? "unknown";
  if (kind !== "rsa") throw new AppError("CREDENTIALS_KEY_NOT_RSA", { kind: kind.toUpperCase() });
  return key;
}

function parsePublic(label: string, body: string): KeyObject {
  try {
    const der = Buffer.from(body, "base64");
    return createPublicKey({ key: der, format: "der", type: label === "PUBLIC KEY" ? "spki" : "pkcs1" });
  } catch (error) {
    throw new AppError("CREDENTIALS_KEY_DAMAGED", {}, { cause: error });
  }
}

function decodePart(part: string | undefined): Record<string, unknown> | null {
  if (part === undefined || !/^[\w-]+$/.test(part)) return null;
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    // Not JSON: the caller says so.
    return null;
  }
}

function judgeHeader({ alg, typ }: Record<string, unknown>): JwtFinding {
  if (alg !== "RS256") {
    return {
      check: "header",
      verdict: "refused",
      text: `Its alg is ${JSON.stringify(alg)}; Vonage takes RS256 only.`,
    };
  }
  if (typ !== "JWT") return { check: "header", verdict: "doubtful", text: "Its typ is not JWT." };
  return { check: "header", verdict: "good", text: "RS256, JWT." };
}

async function judgeSignature(token: string, key: KeyObject | null): Promise<JwtFinding> {
  if (key === null) return { check: "signature", verdict: "unknown", text: "Not checked: no key was given." };
  const publicKey = key.type === "private" ? createPublicKey(key) : key;
  try {
    await compactVerify(token, publicKey, { algorithms: ["RS256"] });
    return { check: "signature", verdict: "good", text: "The key made this signature." };
  } catch {
    // jose tells form, algorithm and signature apart; for the person all of them mean one thing here.
    return { check: "signature", verdict: "refused", text: "The key did not make this signature." };
  }
}

function judgeApplication(claims: Record<string, unknown>, wanted: string | null): JwtFinding {
  const found = claims["application_id"];
  if (typeof found !== "string" || found === "") {
    return { check: "application", verdict: "refused", text: "It has no application_id." };
  }
  if (wanted !== null && plain(found) !== plain(wanted)) {
    return { check: "application", verdict: "refused", text: `It is of another application: ${found}.` };
  }
  if (!/^[0-9a-f]{32}$/.test(plain(found))) {
    return {
      check: "application",
      verdict: "doubtful",
      text: `${found} is not a UUID, as application IDs are.`,
    };
  }
  return { check: "application", verdict: "good", text: found };
}

function plain(applicationId: string): string {
  return applicationId.replaceAll("-", "").toLowerCase();
}

function judgeIssue({ iat }: Record<string, unknown>, now: number): JwtFinding {
  if (iat === undefined)
    return { check: "iat", verdict: "refused", text: "It has no iat, which Vonage demands." };
  if (!isSeconds(iat)) return { check: "iat", verdict: "refused", text: notSeconds("iat", iat) };
  if (iat > now + CLOCK_TOLERANCE_SECONDS) {
    return {
      check: "iat",
      verdict: "refused",
      text: `It was issued ${spell(iat - now)} from now: a clock is off.`,
    };
  }
  if (iat > now)
    return { check: "iat", verdict: "doubtful", text: `It was issued ${spell(iat - now)} from now.` };
  return { check: "iat", verdict: "good", text: `Issued ${spell(now - iat)} ago.` };
}

function judgeEnd({ iat, exp }: Record<string, unknown>, now: number): JwtFinding {
  if (exp !== undefined && !isSeconds(exp))
    return { check: "exp", verdict: "refused", text: notSeconds("exp", exp) };
  const issued = isSeconds(iat) ? iat : null;
  if (exp === undefined) {
    if (issued === null)
      return { check: "exp", verdict: "refused", text: "It has neither exp nor a usable iat." };
    const left = issued + JWT_DEFAULT_LIFETIME_SECONDS - now;
    return left <= 0
      ? { check: "exp", verdict: "refused", text: `Without exp it lived 15 min, until ${spell(-left)} ago.` }
      : { check: "exp", verdict: "good", text: `Without exp it lives 15 min: ${spell(left)} more.` };
  }
  if (exp <= now) return { check: "exp", verdict: "refused", text: `It expired ${spell(now - exp)} ago.` };
  if (issued !== null && now - issued >= JWT_MAX_LIFETIME_SECONDS) {
    return {
      check: "exp",
      verdict: "refused",
      text: "It was issued more than 24 h ago, which ends it whatever exp says.",
    };
  }
  if (issued !== null && exp - issued > JWT_MAX_LIFETIME_SECONDS) {
    return {
      check: "exp",
      verdict: "doubtful",
      text: "Its exp is more than 24 h after iat; only 24 h are honoured.",
    };
  }
  if (issued !== null && exp - issued < JWT_MIN_LIFETIME_SECONDS) {
    return {
      check: "exp",
      verdict: "doubtful",
      text: "Its life is shorter than the 30 s that Vonage demands.",
    };
  }
  return { check: "exp", verdict: "good", text: `Valid for ${spell(exp - now)} more.` };
}

function judgeStart({ nbf }: Record<string, unknown>, now: number): readonly JwtFinding[] {
  if (nbf === undefined) return [];
  if (!isSeconds(nbf)) return [{ check: "nbf", verdict: "refused", text: notSeconds("nbf", nbf) }];
  if (nbf > now)
    return [{ check: "nbf", verdict: "refused", text: `It becomes valid only in ${spell(nbf - now)}.` }];
  return [{ check: "nbf", verdict: "good", text: `Valid since ${spell(now - nbf)}.` }];
}

function judgeOthers({ jti, acl }: Record<string, unknown>): readonly JwtFinding[] {
  const findings: JwtFinding[] = [];
  if (typeof jti !== "string" || jti === "") {
    findings.push({
      check: "jti",
      verdict: "doubtful",
      text: "It has no jti, which Vonage's documents ask for.",
    });
  }
  if (acl !== undefined) {
    const checked = checkAcl(acl);
    findings.push({
      check: "acl",
      verdict: checked.ok ? "good" : "refused",
      text: checked.ok ? "Its form is right." : `It is not valid: ${checked.problem}`,
    });
  }
  return findings;
}

function isSeconds(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && value >= 0 && value < LARGEST_SECONDS;
}

function notSeconds(name: string, value: unknown): string {
  const isMilliseconds = typeof value === "number" && value >= LARGEST_SECONDS;
  return isMilliseconds
    ? `Its ${name} looks like milliseconds; a JWT counts seconds.`
    : `Its ${name} is not a number of seconds.`;
}

function spell(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 120) return `${whole} s`;
  if (whole < 7_200) return `${Math.floor(whole / 60)} min`;
  if (whole < 172_800) return `${Math.floor(whole / 3_600)} h`;
  return `${Math.floor(whole / 86_400)} days`;
}
