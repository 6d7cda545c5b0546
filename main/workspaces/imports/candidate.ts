// Judges what a place holds: what of it may be shown, what would be stored, and what is wrong with it.
import { existsSync } from "node:fs";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { AppError, describeError, toErrorValue } from "../../../preload/contract/errors.ts";
import type { ImportCandidate } from "../../../preload/contract/workspace-import.ts";
import { WorkspaceInput } from "../../../preload/contract/workspace.ts";
import { readPrivateKey } from "../../credentials/private-key.ts";
import { isPlainlyPath } from "../../credentials/shown-text.ts";
import type { ImportSurroundings } from "../../ports.ts";
import { isVonageHost, parseApiHost } from "../../network/api-host.ts";
import type { RawCredentials } from "./config-entries.ts";
import { readFoundFile } from "./found-file.ts";
import { rootOf, shownPath } from "./places.ts";

/** A candidate as it is shown, and beside it what only `take` uses. */
export interface JudgedPlace {
  readonly candidate: Omit<ImportCandidate, "id">;
  /** What would be stored; nothing while there is a problem. */
  readonly input: WorkspaceInput;
}

/** Where credentials were found. */
export interface FoundAt {
  readonly source: ImportCandidate["source"];
  /** As it is shown. */
  readonly place: string;
  /** What a relative path of a key starts from. */
  readonly folder: string;
  /** Whether a key may lie anywhere: a variable is the person's own word, a file in a project may be a stranger's. */
  readonly keyAnywhere: boolean;
}

type Key =
  | { readonly kind: "none" }
  | { readonly kind: "key"; readonly pem: string; readonly file: string | null }
  | { readonly kind: "problem"; readonly problem: string };

/** Judges credentials that could be read. */
export function judgeCredentials(
  raw: RawCredentials,
  found: FoundAt,
  surroundings: ImportSurroundings,
): JudgedPlace {
  if (Object.values(raw).every((value) => value === null)) {
    return judgeProblem("It holds neither an API key nor an application.", found);
  }
  const key = readKey(raw.privateKey, found, surroundings);
  const host = readHost(raw.apiHost);
  const wanted = {
    apiKey: raw.apiKey ?? undefined,
    applicationId: raw.applicationId ?? undefined,
    ...(host.foreign === null
      ? {
          apiSecret: raw.apiSecret ?? undefined,
          signatureSecret: raw.signatureSecret ?? undefined,
          privateKey: key.kind === "key" ? key.pem : undefined,
          apiHost: host.origin ?? undefined,
        }
      : {}),
  };
  const parsed = WorkspaceInput.safeParse(withoutUndefined(wanted));
  const problem = parsed.success
    ? (oddIdOf(raw) ??
      host.problem ??
      (key.kind === "problem" ? key.problem : null) ??
      lackOf(raw, parsed.data))
    : wrongField(parsed.error.issues[0]?.path[0]);
  return {
    candidate: {
      source: found.source,
      place:
        key.kind === "key" && key.file !== null
          ? `${found.place}, key ${shownPath(key.file, surroundings)}`
          : found.place,
      apiKey: shownText(raw.apiKey),
      applicationId: shownText(raw.applicationId),
      hasApiSecret: raw.apiSecret !== null,
      hasPrivateKey: raw.privateKey !== null,
      hasSignatureSecret: raw.signatureSecret !== null,
      foreignHost: host.foreign,
      problem,
    },
    input: problem === null && parsed.success ? parsed.data : {},
  };
}

/** A place that is there and cannot be used. */
export function judgeProblem(problem: string, { source, place }: FoundAt): JudgedPlace {
  return {
    candidate: {
      source,
      place,
      apiKey: null,
      applicationId: null,
      hasApiSecret: false,
      hasPrivateKey: false,
      hasSignatureSecret: false,
      foreignHost: null,
      problem,
    },
    input: {},
  };
}

function readKey(text: string | null, found: FoundAt, surroundings: ImportSurroundings): Key {
  if (text === null) return { kind: "none" };
  if (text.includes("-----BEGIN")) return checkedKey(text, null);
  const path = keyPath(text.trim(), found, surroundings);
  const root = found.keyAnywhere ? dirname(path) : rootOf(path, surroundings);
  if (root === null) {
    const problem = "Its private key lies outside of the project and the home folder, where nothing is read.";
    return { kind: "problem", problem };
  }
  const file = readFoundFile({ root, path });
  if (file.kind !== "text" && !isPlainlyPath(text) && !existsSync(path)) {
    const problem = "Its private key is neither the path of a file that is there nor a whole key.";
    return { kind: "problem", problem };
  }
  const name = `Its private key ${shownPath(path, surroundings)}`;
  if (file.kind === "absent") return { kind: "problem", problem: `${name} is missing.` };
  if (file.kind === "problem") return { kind: "problem", problem: `${name} cannot be used. ${file.problem}` };
  return checkedKey(file.text, path);
}

function keyPath(text: string, { folder }: FoundAt, { home }: ImportSurroundings): string {
  if (/^~[/\\]/.test(text)) return join(home, text.slice(2));
  return isAbsolute(text) ? resolve(text) : resolve(folder, text);
}

function checkedKey(pem: string, file: string | null): Key {
  try {
    readPrivateKey(pem);
    return { kind: "key", pem, file };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { what, why } = describeError(toErrorValue(error));
    return { kind: "problem", problem: `Its private key cannot be used. ${what} ${why}` };
  }
}

function readHost(text: string | null): {
  readonly origin: string | null;
  readonly foreign: string | null;
  readonly problem: string | null;
} {
  if (text === null) return { origin: null, foreign: null, problem: null };
  // Some tools keep the bare name.
  const address = text.includes("://") ? text.trim() : `https://${text.trim()}`;
  try {
    const origin = parseApiHost(address);
    return { origin, foreign: isVonageHost(origin) ? null : new URL(origin).host, problem: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { origin: null, foreign: null, problem: "The API host it names is not allowed." };
  }
}

/** Nothing is stored that was not shown before, and a secret in an id's place would be shown everywhere. */
function oddIdOf(raw: RawCredentials): string | null {
  const odd = (["apiKey", "applicationId"] as const).find(
    (field) => raw[field] !== null && shownText(raw[field]) === null,
  );
  return odd === undefined ? null : wrongField(odd);
}

function lackOf(raw: RawCredentials, input: WorkspaceInput): string | null {
  if ((raw.apiSecret ?? raw.signatureSecret) !== null && input.apiKey === undefined) {
    return "It has a secret of an account, but no API key says of which.";
  }
  return null;
}

const FIELD_NAMES: Readonly<Record<string, string>> = {
  apiKey: "API key",
  applicationId: "application ID",
  apiSecret: "API secret",
  signatureSecret: "signature secret",
  privateKey: "private key",
  apiHost: "API host",
};

function wrongField(field: PropertyKey | undefined): string {
  return `The ${FIELD_NAMES[String(field)] ?? "content"} in it is none.`;
}

/** Ids are no secrets, but what stands in an id's place might be: only what looks like one is shown. */
function shownText(text: string | null): string | null {
  return text !== null && /^[\w-]{1,64}$/.test(text.trim()) ? text.trim() : null;
}

function withoutUndefined(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
