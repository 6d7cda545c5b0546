// The search language of the event log, read once for everyone: the interface's chips, the store and the command line.
import {
  EVENT_KINDS,
  MESSAGE_STATUSES,
  SIGNATURE_STATES,
  type EventKind,
  type MessageStatus,
  type PayloadVersion,
  type SignatureState,
} from "./event.ts";
import { formatCount } from "./format-count.ts";
import { readIsoTime } from "./iso-time.ts";

/** How a number is compared. */
export type Comparison = "<" | "<=" | "=" | ">=" | ">";

/** A point in time: so long before now, fixed, or a time of today by the clock of whoever reads the query. */
export type Moment =
  | { readonly by: "age"; readonly ms: number }
  | { readonly by: "date"; readonly at: number }
  | { readonly by: "time-of-day"; readonly hour: number; readonly minute: number };

/** What one term asks for. */
export type QueryCondition =
  | { readonly field: "text"; readonly value: string }
  | { readonly field: "kind"; readonly value: EventKind }
  | { readonly field: "status"; readonly value: MessageStatus }
  | { readonly field: "type"; readonly value: string }
  | { readonly field: "sig"; readonly value: SignatureState }
  | { readonly field: "code"; readonly comparison: Comparison; readonly value: number }
  | { readonly field: "slow"; readonly comparison: Comparison; readonly valueMs: number }
  | { readonly field: "psid" | "page" | "uuid"; readonly value: string }
  | { readonly field: "v"; readonly value: PayloadVersion }
  | { readonly field: "is"; readonly value: QueryFlag }
  | { readonly field: "since" | "before"; readonly moment: Moment };

/** Values of `is:`. `problem` is the Problems chip. */
export const QUERY_FLAGS = ["simulated", "retry", "duplicate", "problem"] as const;
/** One value of `is:`. */
export type QueryFlag = (typeof QUERY_FLAGS)[number];

/** Fields of the language, in the order they are offered. */
export const QUERY_FIELDS = [
  "kind",
  "status",
  "type",
  "sig",
  "code",
  "slow",
  "psid",
  "page",
  "uuid",
  "v",
  "is",
  "since",
  "before",
] as const;
/** One field of the language. */
export type QueryField = (typeof QUERY_FIELDS)[number];

/** Where a term stands in the query (UTF-16 units, end exclusive), and its text as typed. */
export interface QuerySource {
  readonly raw: string;
  readonly start: number;
  readonly end: number;
}

/** One term: understood, or with the problem in words. `negated` = it began with a hyphen. */
export type QueryTerm = QuerySource & { readonly negated: boolean } & (
    | { readonly condition: QueryCondition; readonly problem: null }
    | { readonly condition: null; readonly problem: string }
  );

/** A read query. An event matches when it fulfils every term. */
export interface EventQuery {
  readonly terms: readonly QueryTerm[];
}

/** Reads a query. Never throws: a term that cannot be read carries its problem. */
export function parseEventQuery(query: string): EventQuery {
  const asked = new Set<string>();
  const terms = splitTerms(query).map((term) => {
    asked.add(term.raw);
    if (asked.size > MOST_TERMS) return refused(term, `A search takes at most ${MOST_TERMS} terms.`);
    return term.raw.length <= LONGEST_TERM ? readTerm(term) : refused(term, TOO_LONG);
  });
  return { terms };
}

/** The first problem of a query in words; null when all of it was understood. */
export function queryProblem(query: EventQuery): string | null {
  return query.terms.find((term) => term.problem !== null)?.problem ?? null;
}

/** Each term looks through every event by itself, but for one that is said again. */
const MOST_TERMS = 20;
/** Longer than any id or address; what is much longer SQLite does not look for. In UTF-16 units, as typed. */
const LONGEST_TERM = 1_000;
const TOO_LONG = `A term of a search has at most ${formatCount(LONGEST_TERM)} characters.`;

function refused(source: QuerySource, problem: string): QueryTerm {
  return { ...source, negated: false, ...misread(problem) };
}

/** Spaces divide terms, except within double quotes: `"two words"`, `psid:"a b"`. An open quote ends with the query. */
const TERM = /-?(?:[A-Za-z]+:)?"[^"]*"?|\S+/g;

function splitTerms(query: string): QuerySource[] {
  return [...query.matchAll(TERM)].map((match) => ({
    raw: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}

const FIELD = /^([A-Za-z]+):(.*)$/s;

function readTerm(source: QuerySource): QueryTerm {
  const negated = source.raw.startsWith("-") && source.raw.length > 1;
  const body = negated ? source.raw.slice(1) : source.raw;
  const match = FIELD.exec(body);
  const field = match === null ? null : toField(`${match[1]}`.toLowerCase());
  const read: Reading =
    field === null
      ? understood({ field: "text", value: unquote(body) })
      : readValue(field, unquote(match?.[2] ?? ""));
  return { ...source, negated, ...read };
}

type Reading =
  | { readonly condition: QueryCondition; readonly problem: null }
  | { readonly condition: null; readonly problem: string };

const ALIASES: Readonly<Record<string, QueryField>> = { user: "psid" };

/** Only a known field makes a term of its own: `https://example.com` is text. */
function toField(word: string): QueryField | null {
  return (
    QUERY_FIELDS.find((field) => field === word) ??
    (Object.hasOwn(ALIASES, word) ? ALIASES[word] : null) ??
    null
  );
}

function readValue(field: QueryField, value: string): Reading {
  if (value === "") return misread(`“${field}:” needs a value. ${hint(field)}`);
  const word = value.toLowerCase();
  switch (field) {
    case "kind":
      return oneOf("kind", EVENT_KINDS, word === "sent" ? "reply" : word, (kind) => ({ field, value: kind }));
    case "status":
      return oneOf("status", MESSAGE_STATUSES, word, (status) => ({ field, value: status }));
    case "sig":
      return oneOf("signature state", SIGNATURE_STATES, SIGNATURE_ALIASES.get(word) ?? word, (state) => ({
        field,
        value: state,
      }));
    case "is":
      return oneOf("mark", QUERY_FLAGS, word, (flag) => ({ field, value: flag }));
    case "v":
      return oneOf(
        "payload version",
        ["v0.1", "v1"] as const,
        word.startsWith("v") ? word : `v${word}`,
        (version) => ({
          field,
          value: version,
        }),
      );
    case "type":
      return understood({ field, value: word });
    case "psid":
    case "page":
    case "uuid":
      return understood({ field, value });
    case "code":
      return readCode(value);
    case "slow":
      return readSlow(value);
    case "since":
    case "before":
      return readMoment(field, value);
  }
}

const SIGNATURE_ALIASES: ReadonlyMap<string, SignatureState> = new Map([
  ["ok", "verified"],
  ["none", "unsigned"],
]);

/** What a field takes, in words. */
export function hint(field: QueryField): string {
  switch (field) {
    case "kind":
      return `Known: ${EVENT_KINDS.join(", ")}.`;
    case "status":
      return `Known: ${MESSAGE_STATUSES.join(", ")}.`;
    case "sig":
      return `Known: ${SIGNATURE_STATES.join(", ")}.`;
    case "is":
      return `Known: ${QUERY_FLAGS.join(", ")}.`;
    case "v":
      return "Known: v0.1, v1.";
    case "type":
      return "For example: text, image, audio, video, file, unsupported.";
    case "psid":
    case "page":
    case "uuid":
      return "Give the whole id.";
    case "code":
      return "Give an HTTP code, for example 401 or >=400.";
    case "slow":
      return "Give a duration, for example >1s or >250ms.";
    case "since":
    case "before":
      return "Give an age (10m, 2h, 3d), a time (14:00) or a date (2026-11-21T14:00Z).";
  }
}

function oneOf<T extends string>(
  what: string,
  known: readonly T[],
  word: string,
  condition: (value: T) => QueryCondition,
): Reading {
  const value = known.find((candidate) => candidate === word);
  return value === undefined
    ? misread(`Unknown ${what}. Known: ${known.join(", ")}.`)
    : understood(condition(value));
}

function readCode(value: string): Reading {
  const match = /^(<=|>=|<|>|=)?(\d{3})$/.exec(value);
  if (match === null) return misread(`“${value}” is not an HTTP code. ${hint("code")}`);
  return understood({ field: "code", comparison: toComparison(match[1], "="), value: Number(match[2]) });
}

function readSlow(value: string): Reading {
  const match = /^(<=|>=|<|>|=)?(\d+(?:\.\d+)?)(ms|s|m)$/.exec(value.toLowerCase());
  if (match === null) return misread(`“${value}” is not a duration. ${hint("slow")}`);
  const valueMs = Number(match[2]) * (UNIT_MS.get(`${match[3]}`) ?? 1);
  return understood({ field: "slow", comparison: toComparison(match[1], ">"), valueMs });
}

const UNIT_MS: ReadonlyMap<string, number> = new Map([
  ["ms", 1],
  ["s", 1_000],
  ["m", 60_000],
  ["h", 3_600_000],
  ["d", 86_400_000],
]);

function toComparison(sign: string | undefined, otherwise: Comparison): Comparison {
  switch (sign) {
    case "<":
    case "<=":
    case "=":
    case ">=":
    case ">":
      return sign;
    default:
      return otherwise;
  }
}

function readMoment(field: "since" | "before", value: string): Reading {
  const age = /^(\d{1,6}(?:\.\d+)?)(s|m|h|d)$/.exec(value.toLowerCase());
  if (age !== null) {
    return understood({ field, moment: { by: "age", ms: Number(age[1]) * (UNIT_MS.get(`${age[2]}`) ?? 0) } });
  }
  const time = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(value);
  if (time !== null) {
    return understood({
      field,
      moment: { by: "time-of-day", hour: Number(time[1]), minute: Number(time[2]) },
    });
  }
  const at = readIsoTime(value);
  return at === null
    ? misread(`“${value}” is not a time. ${hint(field)}`)
    : understood({ field, moment: { by: "date", at } });
}

function unquote(text: string): string {
  if (!text.startsWith('"')) return text;
  return text.endsWith('"') && text.length > 1 ? text.slice(1, -1) : text.slice(1);
}

function understood(condition: QueryCondition): Reading {
  return { condition, problem: null };
}

function misread(problem: string): Reading {
  return { condition: null, problem };
}
