// Judges an application JWT as far as that is possible without asking Vonage: form, signature, times, application.
import { plainApplicationId } from "../application-ids.ts";
import { createPublicKey } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { compactVerify } from "jose";
import { isApplicationIdForm } from "../../preload/contract/ids.ts";
import type { JwtFinding, JwtVerdict } from "../../preload/contract/jwt.ts";
import { isDeeperThan } from "../../preload/contract/json-depth.ts";
import { judgeClaims } from "./judge-claims.ts";
import { MAX_DEPTH } from "./jwt-claims.ts";
import { findToken } from "./pasted-token.ts";
import { show } from "./show-value.ts";

/** A workspace whose application or key the token may turn out to be of. */
export interface OtherWorkspace {
  readonly name: string;
  readonly applicationId: string | null;
  readonly key: KeyObject | null;
}

/** What to judge, and by what. */
export interface TokenQuestion {
  /** As it was pasted; see {@link findToken}. */
  readonly token: string;
  /** Public or private; null = the signature is not checked by it. */
  readonly key: KeyObject | null;
  /** What to say of the signature when there is no key. */
  readonly noKeyBecause?: string;
  /** The application it should be of; null = any. */
  readonly applicationId: string | null;
  /** Asked when application or key is another. Left out, nothing is said of workspaces. */
  readonly others?: readonly OtherWorkspace[];
  /** Epoch ms. */
  readonly now: number;
}

/** Judges a token. A bad one is an answer, not an exception. */
export async function verifyJwt(question: TokenQuestion): Promise<JwtVerdict> {
  const { token, wasBroken } = findToken(question.token);
  const decoded = decode(token);
  if (decoded.problem !== null) {
    const { header, claims, problem } = decoded;
    return {
      header,
      claims,
      findings: [{ check: "form", verdict: "refused", text: problem }],
      wouldBeRefused: true,
    };
  }
  const { header, claims } = decoded;
  const findings: JwtFinding[] = [
    ...(wasBroken ? [BROKEN] : []),
    judgeHeader(header),
    await judgeSignature(token, header, question),
    judgeApplication(claims, question),
    ...judgeClaims(claims, Math.floor(question.now / 1000)),
  ];
  return { header, claims, findings, wouldBeRefused: findings.some(({ verdict }) => verdict === "refused") };
}

type Part = Readonly<Record<string, unknown>>;

type Decoded =
  | { readonly problem: null; readonly header: Part; readonly claims: Part }
  | { readonly problem: string; readonly header: Part | null; readonly claims: Part | null };

const BROKEN: JwtFinding = {
  check: "form",
  verdict: "doubtful",
  text: "It had line breaks or spaces in it, which were taken out here. A header needs it in one piece.",
};

function decode(token: string): Decoded {
  const parts = token.split(".");
  if (parts.length !== 3) {
    const problem = `A JWT has three parts between dots; this has ${parts.length}.`;
    return { problem, header: null, claims: null };
  }
  const header = decodePart(parts[0]);
  const claims = decodePart(parts[1]);
  if (header === null || claims === null) {
    return { problem: "Header or claims are not Base64url of a JSON object.", header, claims };
  }
  if (isDeeperThan(header, MAX_DEPTH) || isDeeperThan(claims, MAX_DEPTH)) {
    const problem = `Its objects and lists are nested more than ${MAX_DEPTH} deep.`;
    return { problem, header: null, claims: null };
  }
  return { problem: null, header, claims };
}

function decodePart(part: string | undefined): Part | null {
  if (part === undefined || !/^[\w-]+$/.test(part)) return null;
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    // Not JSON: the caller says so.
    return null;
  }
}

function judgeHeader({ alg, typ, crit }: Part): JwtFinding {
  if (alg !== "RS256") {
    const text =
      alg === undefined
        ? "It names no alg; Vonage takes RS256 only."
        : `Its alg is ${show(alg)}; Vonage takes RS256 only.`;
    return { check: "header", verdict: "refused", text };
  }
  if (crit !== undefined) {
    return {
      check: "header",
      verdict: "refused",
      text: "It demands extensions (crit) that Hookline does not know.",
    };
  }
  if (typ !== "JWT") return { check: "header", verdict: "doubtful", text: "Its typ is not JWT." };
  return { check: "header", verdict: "good", text: "RS256, JWT." };
}

async function judgeSignature(token: string, header: Part, question: TokenQuestion): Promise<JwtFinding> {
  if (header["alg"] !== "RS256") {
    return { check: "signature", verdict: "unknown", text: "Not checked: its alg is not RS256." };
  }
  if (header["crit"] !== undefined) {
    const text = "Not checked: what the extensions (crit) demand is not known.";
    return { check: "signature", verdict: "unknown", text };
  }
  const { key, others, noKeyBecause = "No key was given." } = question;
  if (key !== null && (await isSignedBy(token, key))) {
    const whose = others === undefined ? "The key" : "The key stored in this workspace";
    return { check: "signature", verdict: "good", text: `${whose} made this signature.` };
  }
  const maker = await makerOf(token, others ?? []);
  if (key === null) {
    const known = maker === null ? "" : ` The key of the workspace “${maker}” made this signature.`;
    return { check: "signature", verdict: "unknown", text: `Not checked: ${noKeyBecause}${known}` };
  }
  return { check: "signature", verdict: "refused", text: wrongKey(others, maker) };
}

function wrongKey(others: readonly OtherWorkspace[] | undefined, maker: string | null): string {
  if (others === undefined) return "The key did not make this signature.";
  const own = "The key stored in this workspace did not make this signature";
  return maker === null
    ? `${own}, nor did that of another workspace.`
    : `${own}; that of the workspace “${maker}” did.`;
}

async function makerOf(token: string, others: readonly OtherWorkspace[]): Promise<string | null> {
  for (const { name, key } of others) {
    if (key !== null && (await isSignedBy(token, key))) return name;
  }
  return null;
}

async function isSignedBy(token: string, key: KeyObject): Promise<boolean> {
  const publicKey = key.type === "private" ? createPublicKey(key) : key;
  try {
    await compactVerify(token, publicKey, { algorithms: ["RS256"] });
    return true;
  } catch {
    // jose tells form, algorithm and signature apart; for the person all of them mean one thing here.
    return false;
  }
}

function judgeApplication(claims: Part, { applicationId: wanted, others }: TokenQuestion): JwtFinding {
  const found = claims["application_id"];
  if (typeof found !== "string" || found === "") {
    return { check: "application", verdict: "refused", text: "It has no application_id." };
  }
  const holder = others?.find(
    ({ applicationId }) =>
      applicationId !== null && plainApplicationId(applicationId) === plainApplicationId(found),
  );
  const known = holder === undefined ? "" : `, which the workspace “${holder.name}” has`;
  if (wanted !== null && plainApplicationId(wanted) !== plainApplicationId(found)) {
    const text = `It is of another application: ${show(found)}${known}.`;
    return { check: "application", verdict: "refused", text };
  }
  if (!isApplicationIdForm(found)) {
    const text = `${show(found)} is not a UUID, as application IDs are.`;
    return { check: "application", verdict: "doubtful", text };
  }
  if (wanted === null && others !== undefined) {
    const text = `This workspace has no application ID to compare with. It is of ${found}${known}.`;
    return { check: "application", verdict: "unknown", text };
  }
  return { check: "application", verdict: "good", text: found };
}
