// Whether an IP address is one of the public internet: somebody's, to whom a packet from anywhere is routed.
//
// Threat model: an address in a message is a stranger's. Fetched from here, one that leads to this computer, its network or a
// cloud's metadata would lend the stranger our place in the network. So what is not surely public is not.
import { BlockList, isIP } from "node:net";
import { isOfThisComputer, scopeOf } from "../network/address-scope.ts";

/**
 * Special purposes besides those that `address-scope.ts` tells apart.
 * Source: IANA IPv4 and IPv6 Special-Purpose Address Registries, read 2026-11.
 */
const SPECIAL = [
  ["192.0.0.0", 24], // IETF protocol assignments
  ["192.0.2.0", 24], // documentation
  ["192.31.196.0", 24], // AS112
  ["192.52.193.0", 24], // AMT
  ["192.88.99.0", 24], // 6to4 relays
  ["192.175.48.0", 24], // AS112
  ["198.51.100.0", 24], // documentation
  ["203.0.113.0", 24], // documentation
  ["2001::", 23], // IETF protocol assignments: Teredo, ORCHID, benchmarking
  ["2001:db8::", 32], // documentation
  ["2620:4f:8000::", 48], // AS112
  ["3fff::", 20], // documentation
] as const satisfies readonly (readonly [string, number])[];

const special = new BlockList();
for (const [network, prefix] of SPECIAL) {
  special.addSubnet(network, prefix, isIP(network) === 6 ? "ipv6" : "ipv4");
}

/** The only IPv6 addresses that are given out for the public internet. @see RFC 4291, section 2.4; IANA's registry */
const globalUnicast = new BlockList();
globalUnicast.addSubnet("2000::", 3, "ipv6");

/** Whether media may be fetched from there. IPv4 written as IPv6, in whichever way, never is. */
export function isPublicAddress(ip: string): boolean {
  const family = isIP(ip);
  // A zone belongs to an address of one link.
  if (family === 0 || ip.includes("%")) return false;
  if (scopeOf(ip) !== "public") return false;
  const kind = family === 6 ? "ipv6" : "ipv4";
  if (special.check(ip, kind)) return false;
  if (family === 6 && !globalUnicast.check(ip, "ipv6")) return false;
  // A server in a data centre has public addresses of its own, behind which its own programs listen.
  return !isOfThisComputer(ip);
}
