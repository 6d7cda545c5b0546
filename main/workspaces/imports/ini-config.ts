// The INI files of nexmo-cli: sections of name=value, as the ini package writes them.
import type { ConfigEntry, ParsedConfig } from "./config-entries.ts";

/** Reads one, strictly. Sections do not matter: each name is used in one only. A problem names the line, not its text. */
export function parseIniConfig(text: string): ParsedConfig {
  const entries: ConfigEntry[] = [];
  for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
    const line = raw.trim();
    if (line === "" || /^[;#]/.test(line) || /^\[[^\]]+\]$/.test(line)) continue;
    const at = line.indexOf("=");
    if (at < 1) return { problem: `Line ${index + 1} is neither a section nor name=value.` };
    const value = readValue(line.slice(at + 1).trim());
    if (value === null) return { problem: `The quotes of line ${index + 1} do not fit together.` };
    entries.push({ name: line.slice(0, at).trim(), value });
  }
  return { entries };
}

/** null when a quoted value is broken. */
function readValue(text: string): string | null {
  if (text.startsWith('"')) {
    try {
      const value: unknown = JSON.parse(text);
      return typeof value === "string" ? value : null;
    } catch {
      return null; // the caller names the line; the parser's words would quote a secret
    }
  }
  if (text.startsWith("'")) return /^'[^']*'$/.test(text) ? text.slice(1, -1) : null;
  return unescaped(text);
}

/** Ends at a comment; a backslash takes its meaning from each of the three characters that have one. */
function unescaped(text: string): string {
  const [value = ""] = /^(?:\\[\s\S]|[^;#\\])*\\?/.exec(text) ?? [];
  return value.replaceAll(/\\([;#\\])/g, "$1").trim();
}
