// Which addresses webhooks may be sent to. The simulator is driven by local programs and must not become their way
// into a network: it calls this computer only, unless a host is allowed by name. A command with an address typed by a
// person may call further, but never the link-local addresses behind which clouds keep their credentials.
import { lookup as resolve } from "node:dns";
import { networkInterfaces } from "node:os";
import { isIP, type LookupFunction } from "node:net";
import { AppError } from "../../preload/contract/errors.ts";

/** An address that may be called, with the guard that holds when its name is resolved. */
export interface Target {
  readonly url: URL;
  readonly lookup: LookupFunction;
}

const METADATA_HOSTS = ["metadata.google.internal", "metadata.goog", "metadata"];

/**
 * An address the simulator may call back. `ownPorts` of this computer are refused.
 * @throws AppError `SIMULATOR_CALLBACK_REFUSED`, `TARGET_REFUSED`, `TARGET_OWN_PORT`
 */
export function callbackTarget(
  address: string,
  allowedHosts: readonly string[],
  ownPorts: readonly number[] = [],
): Target {
  const url = readUrl(address);
  const host = hostOf(url);
  if (allowedHosts.some((allowed) => allowed.toLowerCase() === host)) return openTarget(address, ownPorts);
  if (host !== "localhost" && !isLoopback(host)) throw new AppError("SIMULATOR_CALLBACK_REFUSED", { host });
  assertNotOwn(url, host, ownPorts);
  return { url, lookup: guardedLookup(isLoopback) };
}

/**
 * An address a person typed: anything on http or https but link-local and metadata addresses, and `ownPorts` here.
 * @throws AppError `TARGET_REFUSED`, `TARGET_OWN_PORT`
 */
export function openTarget(address: string, ownPorts: readonly number[] = []): Target {
  const url = readUrl(address);
  const host = hostOf(url);
  if (METADATA_HOSTS.includes(host) || (isIP(host) !== 0 && isOffLimits(host))) {
    throw new AppError("TARGET_REFUSED", { host, reason: "It is a link-local or metadata address." });
  }
  assertNotOwn(url, host, ownPorts);
  const isOwnPort = ownPorts.includes(portOf(url));
  return { url, lookup: guardedLookup((ip) => !isOffLimits(ip) && !(isOwnPort && isThisComputer(ip))) };
}

/** Our page and the doors of commands are no webhook's business; a request from here would come from a trusted place. */
function assertNotOwn(url: URL, host: string, ownPorts: readonly number[]): void {
  if (!ownPorts.includes(portOf(url)) || !(host.endsWith("localhost") || isThisComputer(host))) return;
  throw new AppError("TARGET_OWN_PORT", { host: url.host });
}

function portOf(url: URL): number {
  return url.port === "" ? (url.protocol === "https:" ? 443 : 80) : Number(url.port);
}

/** By loopback, by no address at all, or by one of the addresses that a network knows this computer by. */
function isThisComputer(host: string): boolean {
  const ip = withoutMapping(host);
  if (isLoopback(ip) || ip === "0.0.0.0" || ip === "::") return true;
  return Object.values(networkInterfaces()).some((addresses) =>
    addresses?.some(({ address }) => address.toLowerCase() === ip),
  );
}

function readUrl(address: string): URL {
  const url = URL.parse(address);
  if (url === null || !["http:", "https:"].includes(url.protocol)) {
    throw new AppError("TARGET_REFUSED", {
      // An address that cannot be read may hold anything, so it is not repeated.
      host: url === null ? "that address" : url.protocol,
      reason: "It is not an http or https address.",
    });
  }
  if (url.username !== "" || url.password !== "") {
    throw new AppError("TARGET_REFUSED", {
      host: hostOf(url),
      reason: "The address has a user name or password in it.",
    });
  }
  return url;
}

/** Without the brackets of IPv6; the URL parser has already turned 2130706433 and 0x7f.1 into 127.0.0.1. */
function hostOf(url: URL): string {
  return url.hostname
    .replace(/^\[|\]$/g, "")
    .replace(/\.$/, "")
    .toLowerCase();
}

/** Refuses after resolving, so that a name cannot hide an address. */
function guardedLookup(isAllowed: (ip: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, "", 0);
      const allowed = addresses.filter(({ address }) => isAllowed(address));
      const [first] = allowed;
      if (first === undefined) {
        return callback(new Error("its name leads to an address that is not called"), "", 0);
      }
      if (options.all === true) callback(null, allowed);
      else callback(null, first.address, first.family);
    });
  };
}

/** 127.0.0.0/8 and ::1, also written as IPv6. */
export function isLoopback(host: string): boolean {
  const ip = withoutMapping(host);
  return isIP(ip) === 4 ? ip.startsWith("127.") : ip === "::1";
}

function isOffLimits(host: string): boolean {
  const ip = withoutMapping(insideNat64(host));
  if (isIP(ip) === 4) {
    // 169.254/16 is link-local; 100.100.100.200 and 168.63.129.16 are two clouds' metadata.
    return ip.startsWith("169.254.") || ["100.100.100.200", "168.63.129.16"].includes(ip);
  }
  return /^fe[89ab]/.test(ip) || ip === "fd00:ec2::254";
}

/** NAT64 (RFC 6052) leads to the IPv4 address in its last 32 bits; put like a mapped one. */
function insideNat64(host: string): string {
  const [, high, low] = /^64:ff9b::(?:([0-9a-f]{1,4}):)?([0-9a-f]{1,4})$/i.exec(host) ?? [];
  return low === undefined ? host.replace(/^64:ff9b::(?=\d+\.)/i, "::ffff:") : `::ffff:${high ?? "0"}:${low}`;
}

/** The IPv4 address inside `::ffff:7f00:1` and `::ffff:127.0.0.1`, else the address itself. */
function withoutMapping(host: string): string {
  const ip = host.toLowerCase();
  const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(ip) ?? [];
  if (high !== undefined && low !== undefined) {
    const bits = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
    return bits.flatMap((word) => [word >> 8, word & 255]).join(".");
  }
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(ip)?.[1] ?? ip;
}
