// Did the Messages API really send this, and to which workspace?
//
// Threat model. A tunnel opens the listener to the world and ends TLS, so anyone may post anything, and the operator of
// the tunnel may change what passes. Trusted is only a token that (1) is HS256 and nothing else: "none", RS256 with our
// secret as a public key, and tokens that demand extensions are refused before any key is touched; (2) carries the mac of
// a secret stored for the account it names, compared in constant time; (3) names Vonage as issuer and is within exp and
// nbf where it has them; (4) carries the SHA-256 of exactly the bytes that arrived. A verified token counts only for the
// account whose secret made it, so one account (the simulator's above all) cannot speak in the workspace of another.
// Not defended: replay of a whole genuine delivery. It has no expiry and a retry may carry the old token, so age and
// repeats are shown, never judged. An unverified delivery is stored and shown as such; only its Page ID places it.
import { hash as digest, timingSafeEqual } from "node:crypto";
import { isSameApplication } from "../application-ids.ts";
import type { WebhookAccount, WebhookDirectory, WebhookWorkspace } from "./directory.ts";
import { bearerToken, decodeJwt, isBareJwt, type DecodedJwt } from "../credentials/webhook-jwt.ts";
import type { Mac } from "../credentials/webhook-mac.ts";
import {
  OTHER_APPLICATION,
  type SignatureFinding,
  type SignatureReason,
} from "../events/signature-reasons.ts";

/** What is looked at: the header as it came, the raw bytes, and the Page the body names. */
export interface Evidence {
  readonly authorization: string | undefined;
  /** Null when it was not kept whole: then no hash can be compared. */
  readonly body: Uint8Array | null;
  readonly pageId: string | null;
  /** Epoch ms. */
  readonly receivedAt: number;
}

/** The outcome, and where the delivery belongs. */
export interface Verdict {
  readonly signature: SignatureFinding;
  /** null = Unassigned. */
  readonly workspace: WebhookWorkspace | null;
  readonly simulated: boolean;
  readonly secretTried: string | null;
  /**
   * Whether a secret is stored for the account this delivery belongs to: only then do our answers refuse. For what is
   * nobody's, a bad token or none, whether any account but the simulator's holds one.
   */
  readonly isSecretStored: boolean;
}

/** Checks one delivery's webhook JWT and finds its workspace. Never throws. */
export function verify(evidence: Evidence, directory: WebhookDirectory): Verdict {
  const token = bearerToken(evidence.authorization);
  if (token === null) {
    return isBareJwt(evidence.authorization)
      ? refuseUnread(evidence, directory, "schemeMissing")
      : unsigned(evidence, directory);
  }
  const jwt = decodeJwt(token);
  if (jwt === null) return refuseUnread(evidence, directory, "malformed");
  if (jwt.header["alg"] !== "HS256") return refuseUnread(evidence, directory, "algorithm");
  if ("crit" in jwt.header) return refuseUnread(evidence, directory, "critical");

  const apiKey = jwt.claims["api_key"];
  const account = typeof apiKey === "string" ? directory.account(apiKey) : null;
  if (account === null || account.secrets.length === 0)
    return judgeWithoutSecret(evidence, directory, jwt, account);
  return judge(evidence, directory, jwt, account);
}

function judge(
  evidence: Evidence,
  directory: WebhookDirectory,
  jwt: DecodedJwt,
  account: WebhookAccount,
): Verdict {
  const secret = account.secrets.find(({ mac }) => hasMac(jwt, mac));
  const problem = secret === undefined ? "mismatch" : problemOfClaims(jwt.claims, evidence);
  const tried = secret === undefined ? account.secrets.map(({ label }) => label).join(", ") : secret.label;
  if (problem === null) {
    const workspace = workspaceOfToken(jwt, account.apiKey, evidence, directory);
    return verdict("verified", oddityOf(jwt, workspace), {
      workspace,
      simulated: account.simulated,
      tried,
      isSecretStored: true,
    });
  }
  const isGenuine = problem === "hashUnknown";
  const workspace = isGenuine
    ? workspaceOfToken(jwt, account.apiKey, evidence, directory)
    : (pageOf(evidence, directory, account.apiKey) ?? pageOf(evidence, directory, null));
  const simulated = workspace?.simulated ?? account.simulated;
  return verdict(isGenuine ? "unchecked" : "bad", problem, {
    workspace,
    simulated,
    tried,
    isSecretStored: true,
  });
}

/** No secret for the account the token names: what can be seen without one still counts. */
function judgeWithoutSecret(
  evidence: Evidence,
  directory: WebhookDirectory,
  jwt: DecodedJwt,
  account: WebhookAccount | null,
): Verdict {
  const ofPage = pageOf(evidence, directory, null);
  const apiKey = account?.apiKey ?? null;
  const named = workspacesNamedBy(jwt, directory);
  const ofApplication = named.find((workspace) => workspace.apiKey === apiKey) ?? named[0] ?? null;
  const isOurs =
    ofApplication !== null &&
    !ofApplication.simulated &&
    (ofApplication.apiKey === null || ofApplication.apiKey === apiKey);
  const workspace = isOurs ? ofApplication : (pageOf(evidence, directory, apiKey) ?? ofPage);
  // Whoever names another account, be it a known one, gets around no secret.
  if (hasSecret(account === null ? ofPage : workspace, directory)) {
    return verdict("bad", "otherAccount", placed(ofPage, true));
  }
  const problem = problemOfClaims(jwt.claims, evidence);
  if (problem !== null && problem !== "hashUnknown") {
    // A known account without a secret is one nothing can be checked for; a token of nobody's is refused.
    return verdict("bad", problem, placed(workspace, account === null && directory.holdsSecret()));
  }
  return verdict("unchecked", oddityOf(jwt, workspace) ?? "noSecret", placed(workspace, false));
}

function unsigned(evidence: Evidence, directory: WebhookDirectory): Verdict {
  const workspace = pageOf(evidence, directory, null);
  // Nobody knows whose it is, so it may be of any account that signs.
  const isSecretStored = workspace === null ? directory.holdsSecret() : hasSecret(workspace, directory);
  return verdict("unsigned", isSecretStored ? "missing" : null, placed(workspace, isSecretStored));
}

function refuseUnread(evidence: Evidence, directory: WebhookDirectory, reason: SignatureReason): Verdict {
  // Whose token it is cannot be read, and no account's secret could make it a good one.
  const ofPage = pageOf(evidence, directory, null);
  return verdict("bad", reason, placed(ofPage, hasSecret(ofPage, directory) || directory.holdsSecret()));
}

const MAC_BYTES = 32;

function hasMac(jwt: DecodedJwt, mac: Mac): boolean {
  if (jwt.mac.length !== MAC_BYTES) return false;
  return timingSafeEqual(mac(jwt.signed), jwt.mac);
}

/** The first claim that speaks against the delivery. Order as a reader would ask: who, when, what. */
function problemOfClaims(claims: DecodedJwt["claims"], evidence: Evidence): SignatureReason | null {
  if (claims["iss"] !== "Vonage") return "issuer";
  const now = Math.floor(evidence.receivedAt / 1000);
  const { iat, nbf, exp, payload_hash: hash } = claims;
  if (iat !== undefined && typeof iat !== "number") return "issuedAt";
  if (nbf !== undefined) {
    if (typeof nbf !== "number") return "start";
    if (nbf > now) return "notBefore";
  }
  if (exp !== undefined) {
    if (typeof exp !== "number") return "expiry";
    if (exp <= now) return "expired";
  }
  if (typeof hash !== "string") return "hashMissing";
  if (evidence.body === null) return "hashUnknown";
  return hash.toLowerCase() === digest("sha256", evidence.body, "hex") ? null : "hashMismatch";
}

/** By the signed application, else by the Page; only within the account that signed. */
function workspaceOfToken(
  jwt: DecodedJwt,
  apiKey: string,
  evidence: Evidence,
  directory: WebhookDirectory,
): WebhookWorkspace | null {
  const ofAccount = workspacesNamedBy(jwt, directory).find((workspace) => workspace.apiKey === apiKey);
  return ofAccount ?? pageOf(evidence, directory, apiKey);
}

/** The Page alone may lead to a workspace whose application is another one than the token names. */
function oddityOf({ claims }: DecodedJwt, workspace: WebhookWorkspace | null): SignatureReason | null {
  const [named, own] = [claims["application_id"], workspace?.applicationId ?? null];
  if (typeof named !== "string" || own === null || named === own) return null;
  return isSameApplication(named, own) ? null : OTHER_APPLICATION;
}

function workspacesNamedBy(jwt: DecodedJwt, directory: WebhookDirectory): readonly WebhookWorkspace[] {
  const applicationId = jwt.claims["application_id"];
  return typeof applicationId === "string" ? directory.workspacesOfApplication(applicationId) : [];
}

function pageOf(
  evidence: Evidence,
  directory: WebhookDirectory,
  apiKey: string | null,
): WebhookWorkspace | null {
  return evidence.pageId === null ? null : directory.workspaceOfPage(evidence.pageId, apiKey);
}

function hasSecret(workspace: WebhookWorkspace | null, directory: WebhookDirectory): boolean {
  if (workspace === null || workspace.apiKey === null) return false;
  return (directory.account(workspace.apiKey)?.secrets.length ?? 0) > 0;
}

interface Placement {
  readonly workspace: WebhookWorkspace | null;
  readonly simulated: boolean;
  readonly tried: string | null;
  readonly isSecretStored: boolean;
}

function placed(workspace: WebhookWorkspace | null, isSecretStored: boolean): Placement {
  return { workspace, simulated: workspace?.simulated ?? false, tried: null, isSecretStored };
}

function verdict(
  state: SignatureFinding["state"],
  reason: SignatureReason | null,
  { workspace, simulated, tried, isSecretStored }: Placement,
): Verdict {
  return { signature: { state, reason }, workspace, simulated, secretTried: tried, isSecretStored };
}
