// Which proxy the environment names for an address, by the variables that curl, npm and Node itself read. Pure.
import { BlockList, isIP } from "node:net";
import type { Way } from "../ports.ts";
import { bareHostname, DIRECT, parseProxy } from "./proxy.ts";

/** Variables of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The way to `url`; null when no variable says anything of it, so that the system may be asked. As everywhere, small
 * letters come before capitals, and ALL_PROXY last.
 */
export function wayByEnvironment(url: URL, environment: Environment): Way | null {
  const scheme = url.protocol.slice(0, -1);
  const names = [`${scheme}_proxy`, `${scheme.toUpperCase()}_PROXY`, "all_proxy", "ALL_PROXY"];
  const name = names.find((candidate) => valueOf(environment, candidate) !== "");
  if (name === undefined) return null;
  const exempt = valueOf(environment, "no_proxy") || valueOf(environment, "NO_PROXY");
  return isExempt(url, exempt) ? DIRECT : parseProxy(valueOf(environment, name), name);
}

function valueOf(environment: Environment, name: string): string {
  return environment[name]?.trim() ?? "";
}

/**
 * Whether the list names the host: `*`, a name (which stands for all below it, with or without a dot or `*.` before it),
 * an address, or a network as `10.0.0.0/8`; each may end in a port.
 */
function isExempt(url: URL, list: string): boolean {
  const host = bareHostname(url);
  const port = url.port === "" ? (url.protocol === "https:" ? "443" : "80") : url.port;
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== "")
    .some((entry) => {
      if (entry === "*") return true;
      const wanted = splitPort(entry);
      if (wanted.port !== null && wanted.port !== port) return false;
      return isIP(host) === 0 ? isBelow(host, wanted.host) : isWithin(host, wanted.host);
    });
}

/** An address of IPv6 has colons of its own, and a port only behind its brackets. */
function splitPort(entry: string): { readonly host: string; readonly port: string | null } {
  const bracketed = /^\[([^\]]+)\](?::(\d+))?$/.exec(entry);
  if (bracketed !== null) return { host: bracketed[1] ?? "", port: bracketed[2] ?? null };
  const named = /^([^:]+):(\d+)$/.exec(entry);
  return named === null ? { host: entry, port: null } : { host: named[1] ?? "", port: named[2] ?? null };
}

function isBelow(host: string, entry: string): boolean {
  const name = entry.replace(/^\*?\./, "").replace(/\.$/, "");
  return name !== "" && (host === name || host.endsWith(`.${name}`));
}

function isWithin(ip: string, entry: string): boolean {
  const [network = "", prefix] = entry.split("/");
  const family = isIP(network);
  if (family === 0) return false;
  const longest = family === 6 ? 128 : 32;
  const bits = prefix === undefined ? longest : Number(prefix);
  if (!Number.isInteger(bits) || bits < 0 || bits > longest) return false;
  const list = new BlockList();
  list.addSubnet(network, bits, family === 6 ? "ipv6" : "ipv4");
  return list.check(ip, isIP(ip) === 6 ? "ipv6" : "ipv4");
}
