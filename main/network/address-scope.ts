// How far an IP address reaches: this computer, its network, or the internet.
import { BlockList, isIP } from "node:net";
import { networkInterfaces } from "node:os";

/** `local` = link-local, which is where clouds keep their credentials, and what is nobody's address. */
export type AddressScope = "loopback" | "private" | "local" | "public";

const NETWORKS = [
  ["loopback", "127.0.0.0", 8],
  ["loopback", "::1", 128],
  // No address at all means this computer, too.
  ["loopback", "0.0.0.0", 32],
  ["loopback", "::", 128],
  ["private", "10.0.0.0", 8],
  ["private", "100.64.0.0", 10],
  ["private", "172.16.0.0", 12],
  ["private", "192.168.0.0", 16],
  ["private", "198.18.0.0", 15],
  ["private", "fc00::", 7],
  ["private", "fec0::", 10],
  // IPv6 that leads to any IPv4 address (NAT64, 6to4, Teredo).
  ["private", "64:ff9b::", 96],
  ["private", "64:ff9b:1::", 48],
  ["private", "2002::", 16],
  ["private", "2001::", 32],
  ["local", "0.0.0.0", 8],
  ["local", "169.254.0.0", 16],
  ["local", "168.63.129.16", 32],
  ["local", "224.0.0.0", 3],
  ["local", "::", 96],
  ["local", "fe80::", 10],
  ["local", "ff00::", 8],
] as const satisfies readonly (readonly [AddressScope, string, number])[];

/** Outside of the lists, where it would stand for every IPv4 address as well. */
const IS_MAPPED = /^::ffff:/i;

const SCOPES = NETWORKS.map(([scope, network, prefix]) => {
  const list = new BlockList();
  // One of IPv4 covers IPv4 written as IPv6, too.
  list.addSubnet(network, prefix, isIP(network) === 6 ? "ipv6" : "ipv4");
  return { scope, list };
});

/** The scope of an address; null when it is none. IPv4 written as IPv6 is never public: nobody needs it. */
export function scopeOf(ip: string): AddressScope | null {
  const family = isIP(ip);
  if (family === 0) return null;
  const kind = family === 6 ? "ipv6" : "ipv4";
  return (
    SCOPES.find(({ list }) => list.check(ip, kind))?.scope ?? (IS_MAPPED.test(ip) ? "private" : "public")
  );
}

/** Whether the address leads to this computer, however it is written: by loopback, or by what a network knows it by. */
export function isOfThisComputer(address: string): boolean {
  const ip = destinationOf(address).toLowerCase();
  if (scopeOf(ip) === "loopback") return true;
  return Object.values(networkInterfaces()).some((own) =>
    own?.some(({ address: known }) => known.toLowerCase() === ip),
  );
}

/** Where an IPv6 address of these networks has the IPv4 address inside, in groups of 16 bits. */
const IPV4_INSIDE = [
  // IPv4 written as IPv6, RFC 4291.
  ["::ffff:0:0", 96, 6],
  // NAT64, RFC 6052 and RFC 8215. The latter may be cut up otherwise, too; 96 is what is common.
  ["64:ff9b::", 96, 6],
  ["64:ff9b:1::", 48, 6],
  // 6to4, RFC 3056.
  ["2002::", 16, 1],
] as const satisfies readonly (readonly [string, number, number])[];

const EMBEDDING = IPV4_INSIDE.map(([network, prefix, place]) => {
  const list = new BlockList();
  list.addSubnet(network, prefix, "ipv6");
  return { place, list };
});

/** The IPv4 address that an IPv6 one leads to; else the address itself, without its zone. */
export function destinationOf(address: string): string {
  const [ip = ""] = address.split("%");
  if (isIP(ip) !== 6) return ip;
  const place = EMBEDDING.find(({ list }) => list.check(ip, "ipv6"))?.place;
  if (place === undefined) return ip;
  const groups = groupsOf(ip).slice(place, place + 2);
  return groups.flatMap((group) => [group >> 8, group & 255]).join(".");
}

function groupsOf(ip: string): readonly number[] {
  // The URL parser writes every IPv6 address in one way.
  const plain = new URL(`http://[${ip}]`).hostname.slice(1, -1);
  const [left = [], right = []] = plain.split("::").map((half) => half.split(":").filter(Boolean));
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => "0");
  return [...left, ...zeros, ...right].map((group) => Number.parseInt(group, 16));
}
