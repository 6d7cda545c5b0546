// Which addresses webhooks may be sent to. The simulator is driven by local programs and must not become their way
// into a network: it calls this computer only, unless a host is allowed by name. A command with an address typed by a
// person may call further, but never the link-local addresses behind which clouds keep their credentials.
import { lookup as resolve } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { AppError } from "../../preload/contract/errors.ts";
import { destinationOf, isOfThisComputer, scopeOf } from "../network/address-scope.ts";

/** An address that may be called, with the guard that holds when its name is resolved. */
export interface Target {
  readonly url: URL;
  readonly lookup: LookupFunction;
}

const METADATA_HOSTS = ["metadata.google.internal", "metadata.goog", "metadata"];
/** Of two clouds; the other clouds' are link-local. */
const METADATA_ADDRESSES = ["100.100.100.200", "fd00:ec2::254"];
const NO_ADDRESS = ["0.0.0.0", "::"];

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
    throw new AppError("TARGET_REFUSED", {
      host,
      reason: "It is a link-local or metadata address, or no host’s.",
    });
  }
  assertNotOwn(url, host, ownPorts);
  const isOwnPort = ownPorts.includes(portOf(url));
  return {
    url,
    lookup: guardedLookup((ip) => !isOffLimits(ip) && !(isOwnPort && isOfThisComputer(ip))),
  };
}

/** Our page and the doors of commands are no webhook's business; a request from here would come from a trusted place. */
function assertNotOwn(url: URL, host: string, ownPorts: readonly number[]): void {
  if (!ownPorts.includes(portOf(url)) || !(host.endsWith("localhost") || isOfThisComputer(host))) return;
  throw new AppError("TARGET_OWN_PORT", { host: url.host });
}

function portOf(url: URL): number {
  return url.port === "" ? (url.protocol === "https:" ? 443 : 80) : Number(url.port);
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

/** By a loopback address; "no address at all" is none that is called. */
function isLoopback(host: string): boolean {
  return scopeOf(host) === "loopback" && !NO_ADDRESS.includes(destinationOf(host));
}

function isOffLimits(host: string): boolean {
  const ip = destinationOf(host);
  return scopeOf(ip) === "local" || METADATA_ADDRESSES.includes(ip);
}
