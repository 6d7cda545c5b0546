// Reads Vonage's error answers: the four members of the specification, and the two the gateway really sends.
// Nothing in them is relied on: `type` may be missing or no URL, `title` a number, `invalid_parameters` anything.
import type { HideSecrets } from "./hide-secrets.ts";

/** An error answer, taken apart as far as it goes. */
export interface ApiProblem {
  /** What `type` ends in after the `#`; the part before it differs between answers. */
  readonly code: string | null;
  readonly title: string | null;
  readonly detail: string | null;
  /** `name` with its `reason`, joined to a sentence; null when none is named. */
  readonly invalidParameters: string | null;
}

const LONGEST_PART = 300;
const MOST_PARAMETERS = 10;

/**
 * Reads a body; null when it is no JSON object with any member of an error.
 * @param hide takes secrets out of what is shown, before it is cut short
 */
export function readProblem(body: string, hide: HideSecrets = asItIs): ApiProblem | null {
  const members = parseObject(body);
  if (members === null) return null;
  const problem: ApiProblem = {
    code: fragmentOf(members["type"]),
    title: wordsOf(members["title"], hide),
    detail: wordsOf(members["detail"], hide),
    // The External Accounts API and v0.1 spell it without the end.
    invalidParameters: parametersOf(members["invalid_parameters"] ?? members["invalid_params"], hide),
  };
  return Object.values(problem).some((part) => part !== null) ? problem : null;
}

function asItIs(text: string): string {
  return text;
}

function parseObject(body: string): Readonly<Record<string, unknown>> | null {
  try {
    const json: unknown = JSON.parse(body);
    // A JSON object has string keys and unknown values, which is all that is claimed here.
    return isObject(json) ? json : null;
  } catch {
    // Not JSON is one of the answers a proxy in between gives; the caller says so.
    return null;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function fragmentOf(type: unknown): string | null {
  if (typeof type === "number") return String(type);
  if (typeof type !== "string") return null;
  const fragment = type.slice(type.lastIndexOf("#") + 1);
  return type.includes("#") && /^[\w-]{1,40}$/.test(fragment) ? fragment : null;
}

function wordsOf(value: unknown, hide: HideSecrets): string | null {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? cut(hide(value)) : null;
}

function parametersOf(value: unknown, hide: HideSecrets): string | null {
  if (!Array.isArray(value)) return null;
  const parts = value.slice(0, MOST_PARAMETERS).flatMap((entry: unknown) => {
    if (!isObject(entry)) return [];
    const name = wordsOf(entry["name"], hide);
    const reason = wordsOf(entry["reason"], hide);
    if (name === null) return reason === null ? [] : [reason];
    return [reason === null ? `\`${name}\` is not valid.` : `\`${name}\` ${reason}`];
  });
  return parts.length === 0 ? null : parts.join(" ");
}

function cut(text: string): string {
  return text.length > LONGEST_PART ? `${text.slice(0, LONGEST_PART)}…` : text;
}
