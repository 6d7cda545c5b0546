// `hookline jwt`: mints a JWT and prints it, and nothing else.
import { AppError } from "../../preload/contract/errors.ts";
import { findRepeatedMember } from "../../preload/contract/json-members.ts";
import { findChangedNumber } from "../../preload/contract/json-numbers.ts";
import { parseJson } from "../../preload/contract/json-text.ts";
import {
  JWT_MAX_LIFETIME_SECONDS,
  JWT_MIN_LIFETIME_SECONDS,
  JwtRequest,
} from "../../preload/contract/jwt.ts";
import { createControlClient } from "../control/control-client.ts";
import { createApplicationJwts } from "../credentials/application-jwt.ts";
import { RESERVED_CLAIMS, sayChangedNumber } from "../credentials/jwt-claims.ts";
import { readPrivateKey } from "../credentials/private-key.ts";
import { looksSecret } from "../credentials/shown-text.ts";
import { describeProblem } from "../dispatch.ts";
import type { CommandContext, CommonOptions } from "./context.ts";
import { assertEnvironmentKey, readEnvironmentApplication, warnUnlessUuid } from "./environment.ts";
import { readSecretFile } from "./files.ts";
import { findWorkspace } from "./find-workspace.ts";
import { findOwner } from "./owner.ts";
import { environmentFor, withWorkspace } from "./own-services.ts";
import { optionName, quoteGiven, readDuration, readInteger, wrongUsage } from "./usage.ts";

/** Options of `jwt`, as they were given. */
export interface JwtOptions extends CommonOptions {
  readonly applicationId?: string;
  readonly privateKey?: string;
  readonly workspace?: string;
  readonly ttl?: string;
  readonly exp?: string;
  readonly sub?: string;
  readonly nbf?: string;
  readonly jti?: string;
  readonly acl?: string;
  readonly claim?: readonly string[];
}

/** What to mint, whoever mints it. */
type Wish = Omit<JwtRequest, "workspace">;

/** Mints with the key that is given, or with one that is stored. */
export async function runJwt(context: CommandContext, options: JwtOptions): Promise<void> {
  const wish = readWish(options);
  const token = await mint(context, options, wish);
  const { output } = context;
  output.answer(output.isJson ? JSON.stringify({ token }) : token);
}

async function mint(context: CommandContext, options: JwtOptions, wish: Wish): Promise<string> {
  try {
    return options.workspace === undefined
      ? await mintWithGivenKey(context, options, wish)
      : await mintInWorkspace(context, options.workspace, wish);
  } catch (error) {
    throw byOption(error, options);
  }
}

/** Moments are judged where the JWT is minted, in the words of a form; here they are options. */
function byOption(error: unknown, { exp, ttl, nbf }: JwtOptions): unknown {
  if (!(error instanceof AppError)) return error;
  if (error.code === "JWT_EXPIRY_INVALID" && exp !== undefined) {
    return wrongUsage("jwt", `--exp takes the epoch seconds of 30s to 24h from now, not ${quoteGiven(exp)}.`);
  }
  if (error.code === "JWT_START_INVALID" && nbf !== undefined) {
    const end = exp === undefined ? `is ${ttl ?? "15m"} from now (--ttl)` : `is ${exp} (--exp)`;
    return wrongUsage(
      "jwt",
      `--nbf takes a moment before the JWT expires, which ${end}, not ${quoteGiven(nbf)}.`,
    );
  }
  return error;
}

async function mintWithGivenKey(
  context: CommandContext,
  { applicationId: givenId, privateKey: file }: JwtOptions,
  wish: Wish,
): Promise<string> {
  const { clock, env } = context;
  const own = await readEnvironmentApplication(env, {
    isKeyWanted: file === undefined,
    isIdWanted: givenId === undefined,
  });
  const applicationId = givenId ?? own.applicationId;
  const pem = file === undefined ? own.privateKey : await readSecretFile(file, "--private-key");
  if (applicationId === null || pem === null) {
    throw wrongUsage("jwt", "It needs --application-id and --private-key, or --workspace.");
  }
  warnUnlessUuid(context, applicationId);
  const { key } = readPrivateKey(pem);
  const { token } = await createApplicationJwts({ clock }).mint({ ...wish, applicationId, key });
  return token;
}

async function mintInWorkspace(context: CommandContext, name: string, wish: Wish): Promise<string> {
  const owner = findOwner(context);
  if (owner !== null) {
    const client = createControlClient(owner);
    const { id } = findWorkspace(await client.call("workspaces.list", {}), name);
    return client.mintToken({ ...wish, workspace: id });
  }
  const environment = environmentFor(name);
  return withWorkspace(context, { name, environment, keeps: "nothing" }, async ({ mintToken }, workspace) => {
    // The simulated application has a key only while the simulator runs.
    if (workspace.kind === "simulated") throw new AppError("OWNER_NEEDED");
    assertEnvironmentKey(workspace, "jwt");
    return mintToken({ ...wish, workspace: workspace.id });
  });
}

function readWish(options: JwtOptions): Wish {
  if (options.workspace !== undefined && (options.applicationId ?? options.privateKey) !== undefined) {
    throw wrongUsage("jwt", "--workspace does not go with --application-id or --private-key.");
  }
  if (options.ttl !== undefined && options.exp !== undefined) {
    throw wrongUsage("jwt", "It takes --ttl or --exp, not both.");
  }
  const wish = JwtRequest.omit({ workspace: true }).safeParse({
    ...(options.ttl === undefined ? {} : { lifetimeSeconds: readLifetime(options.ttl) }),
    ...(options.exp === undefined ? {} : { expiresAt: readMoment(options.exp, "--exp") }),
    ...(options.sub === undefined ? {} : { subject: readText(options.sub, "--sub") }),
    ...(options.nbf === undefined ? {} : { notBefore: readMoment(options.nbf, "--nbf") }),
    ...(options.jti === undefined ? {} : { jti: readText(options.jti, "--jti") }),
    ...(options.acl === undefined ? {} : { acl: readText(options.acl, "--acl") }),
    ...(options.claim === undefined ? {} : { claims: JSON.stringify(readClaims(options.claim)) }),
  });
  if (!wish.success) throw wrongUsage("jwt", describeProblem(wish.error, optionOf));
  return wish.data;
}

const OPTIONS: Readonly<Record<string, string>> = {
  lifetimeSeconds: "--ttl",
  subject: "--sub",
  expiresAt: "--exp",
  notBefore: "--nbf",
  claims: "--claim",
};

function optionOf(field: string): string {
  return OPTIONS[field] ?? optionName(field);
}

function readLifetime(text: string): number {
  const seconds = readDuration(text);
  if (seconds !== null && seconds >= JWT_MIN_LIFETIME_SECONDS && seconds <= JWT_MAX_LIFETIME_SECONDS)
    return seconds;
  throw wrongUsage("jwt", `--ttl takes 30s to 24h, not ${quoteGiven(text)}.`);
}

/** Of a form an empty field is none; an option that was given without anything in it is a mistake. */
function readText(text: string, option: string): string {
  if (text.trim() !== "") return text;
  throw wrongUsage("jwt", `${option} is empty.`);
}

function readMoment(text: string, option: string): number {
  return readInteger(text, { command: "jwt", option, min: 0, max: 9_999_999_999 });
}

/** Claims that have options of their own; null = set by the moment. */
const CLAIM_OPTIONS: Readonly<Record<(typeof RESERVED_CLAIMS)[number], string | null>> = {
  application_id: "--application-id",
  iat: null,
  exp: "--exp or --ttl",
  jti: "--jti",
  nbf: "--nbf",
  sub: "--sub",
  acl: "--acl",
};

/** `name=value` pairs; a value that is JSON (a number, true, an object) is taken as such, any other as text. */
function readClaims(pairs: readonly string[]): Record<string, unknown> {
  const claims = new Map<string, unknown>();
  for (const pair of pairs) {
    const at = pair.indexOf("=");
    // The base64 of a key may end with an equals sign, too.
    if (at < 1 || looksSecret(pair.slice(0, at)))
      throw wrongUsage("jwt", `--claim takes name=value, not ${quoteGiven(pair)}.`);
    const name = pair.slice(0, at);
    assertFree(name);
    if (claims.has(name)) throw wrongUsage("jwt", `--claim gives “${name}” twice.`);
    claims.set(name, readClaimValue(name, pair.slice(at + 1)));
  }
  return Object.fromEntries(claims);
}

function assertFree(name: string): void {
  const taken = RESERVED_CLAIMS.find((reserved) => reserved === name);
  if (taken === undefined) return;
  const option = CLAIM_OPTIONS[taken];
  const problem = option === null ? "is always the moment of minting" : `is set by ${option}, not by --claim`;
  throw wrongUsage("jwt", `The claim ${name} ${problem}.`);
}

function readClaimValue(name: string, text: string): unknown {
  const parsed = parseJson(text);
  if (!parsed.ok) return text; // plain text needs no quotes
  const changed = findChangedNumber(text);
  // An id of many digits is no number to count with.
  if (changed !== null && typeof parsed.value === "number") return text.trim();
  if (changed !== null) throw wrongUsage("jwt", `--claim ${name} has ${sayChangedNumber(changed)}`);
  const repeated = findRepeatedMember(text);
  if (repeated === null) return parsed.value;
  throw wrongUsage("jwt", `--claim ${name} has “${repeated.name}” twice in one object.`);
}
