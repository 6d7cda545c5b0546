// Reads what a system says of the way to an address: the answer of a PAC file, `PROXY host:port; DIRECT`. Pure.
import type { Way } from "../ports.ts";
import { DIRECT, parseProxy } from "./proxy.ts";

const FROM = "the system’s settings";
const SCHEMES: Readonly<Record<string, string>> = { PROXY: "http", HTTP: "http", HTTPS: "https" };

/**
 * The first way of the list that can be gone. The rest of it is for when that one fails, which is told instead: it would
 * be silently another way than the one that was looked at.
 */
export function wayBySystem(answer: string): Way {
  const entries = answer
    .split(";")
    .map((entry) => entry.trim().split(/\s+/))
    .filter(([kind]) => kind !== undefined && kind !== "");
  for (const [kind = "", place = ""] of entries) {
    if (kind.toUpperCase() === "DIRECT") return DIRECT;
    const scheme = SCHEMES[kind.toUpperCase()];
    if (scheme !== undefined) return parseProxy(`${scheme}://${place}`, FROM);
  }
  const [first] = entries;
  if (first === undefined) return DIRECT;
  const problem = `they name a ${(first[0] ?? "").toLowerCase()} proxy, and Hookline knows http and https ones only`;
  return { kind: "closed", from: FROM, problem };
}
