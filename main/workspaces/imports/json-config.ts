// The JSON files of vonage-cli 3: one object of texts, its names in camelCase or kebab-case.
import { findRepeatedMember } from "../../../preload/contract/json-members.ts";
import type { ConfigEntry, ParsedConfig } from "./config-entries.ts";

/** Reads one, strictly. A problem names the line and never repeats what stands there. */
export function parseJsonConfig(text: string): ParsedConfig {
  const fault = firstFault(text);
  if (fault !== null) return { problem: `It is not valid JSON: look at line ${lineAt(text, fault)}.` };
  // Which one counts is for nobody to guess, where the first may be what the person meant.
  const repeated = findRepeatedMember(text);
  if (repeated !== null) return { problem: `It has a member twice: look at line ${repeated.line}.` };
  const value: unknown = JSON.parse(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { problem: "It holds no JSON object." };
  }
  const entries: ConfigEntry[] = [];
  for (const [name, member] of Object.entries(value)) entries.push({ name, value: member });
  return { entries };
}

const BLANK = /[ \t\r\n]*/y;
const TEXT = /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const PLAIN = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
/** Far deeper than any configuration, and not deep enough to exhaust the stack. */
const DEEPEST = 50;

/**
 * Where the text stops being JSON; null when it does not. `JSON.parse` often tells no place, and what it does tell quotes
 * the text, which here is a secret.
 */
function firstFault(text: string): number | null {
  let at = 0;
  let depth = 0;

  function skip(pattern: RegExp): boolean {
    pattern.lastIndex = at;
    const [found] = pattern.exec(text) ?? [];
    at += found?.length ?? 0;
    return found !== undefined;
  }
  function take(character: string): boolean {
    if (text[at] !== character) return false;
    at += 1;
    return true;
  }
  function members(close: string, member: () => boolean): boolean {
    depth += 1;
    skip(BLANK);
    if (depth > DEEPEST) return false;
    if (!take(close)) {
      do if (!member()) return false;
      while (take(","));
      if (!take(close)) return false;
    }
    depth -= 1;
    return true;
  }
  function value(): boolean {
    skip(BLANK);
    const isRead = take("{")
      ? members("}", () => {
          skip(BLANK);
          if (!skip(TEXT)) return false;
          skip(BLANK);
          return take(":") && value();
        })
      : take("[")
        ? members("]", value)
        : skip(TEXT) || skip(PLAIN);
    if (isRead) skip(BLANK);
    return isRead;
  }

  return value() && at === text.length ? null : at;
}

function lineAt(text: string, at: number): number {
  // An end that comes too early lies on the last line that holds anything.
  const before = at >= text.trimEnd().length ? text.trimEnd() : text.slice(0, at);
  return before.split(/\r\n|\r|\n/).length;
}
