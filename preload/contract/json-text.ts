// JSON that a person typed: read with words for what is wrong. They repeat none of it but a number, or a name.
import { formatJson } from "./format-json.ts";
import { isDeeperThan } from "./json-depth.ts";
import { findRepeatedMember } from "./json-members.ts";
import { findChangedNumber } from "./json-numbers.ts";

/** A JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The value, or where the text stops being JSON: "" when that is not known, else " from line 2, column 5 on". */
export type ParsedJson =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly place: string };

/** What a text came to; `problem` goes on from the name of what was read: "is JSON, but not an object". */
export type ReadJson<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

/** Far deeper than any message. What goes deeper could not be written back. */
export const DEEPEST_JSON = 32;
const LONGEST_SHOWN = 60;

/** Parses any text. */
export function parseJson(text: string): ParsedJson {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    // The parser's message quotes the text, which may be anything; only where it stopped is told.
    const message = error instanceof Error ? error.message : "";
    const [, line, column] = /line (\d+) column (\d+)/.exec(message) ?? [];
    return { ok: false, place: line === undefined ? "" : ` from line ${line}, column ${column} on` };
  }
}

/** Reads a JSON object. */
export function readJsonObject(text: string): ReadJson<JsonObject> {
  const read = readShallow(text);
  if (!read.ok) return read;
  const { value } = read;
  return isJsonObject(value) ? { ok: true, value } : { ok: false, problem: "is JSON, but not an object" };
}

/** Reads a JSON array of objects. */
export function readJsonObjects(text: string): ReadJson<readonly JsonObject[]> {
  const read = readShallow(text);
  if (!read.ok) return read;
  const { value } = read;
  if (!Array.isArray(value)) return { ok: false, problem: "is JSON, but not an array" };
  const objects = value.filter(isJsonObject);
  return objects.length === value.length
    ? { ok: true, value: objects }
    : { ok: false, problem: "has an entry that is not an object" };
}

/** Whether a value is a JSON object. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readShallow(text: string): ReadJson<unknown> {
  if (text.trim() === "") return { ok: false, problem: "is empty" };
  const parsed = parseJson(text);
  if (!parsed.ok) return { ok: false, problem: `is not JSON: ${whereItStops(text)}` };
  if (isDeeperThan(parsed.value, DEEPEST_JSON)) {
    return { ok: false, problem: `is nested deeper than ${DEEPEST_JSON} levels` };
  }
  const repeated = findRepeatedMember(text);
  if (repeated !== null) {
    const name = shorten(JSON.stringify(repeated.name));
    return {
      ok: false,
      problem: `has ${name} twice in one object, again in line ${repeated.line}: only the last would be sent`,
    };
  }
  const changed = findChangedNumber(text);
  if (changed === null) return parsed;
  return {
    ok: false,
    problem:
      `has the number ${shorten(changed.typed)}, which would be sent as ${changed.sent}: ` +
      "write it as a string, between quotation marks",
  };
}

function shorten(text: string): string {
  return text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN)}…`;
}

function whereItStops(text: string): string {
  const laidOut = formatJson(text);
  // Both are strict; only what nests without end does one of them take and the other not.
  if (laidOut.isJson) return "it cannot be read";
  const { message, at } = laidOut.problem;
  const lines = text.slice(0, at).split("\n");
  return `${message} (line ${lines.length}, column ${(lines.at(-1) ?? "").length + 1})`;
}
