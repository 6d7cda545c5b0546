// The address a tunnel server announces. It is a stranger's word that people paste into a dashboard and trust, so an
// address of this computer or its network, where some other program may answer, is none.
import { BlockList, isIP } from "node:net";

const NOT_PUBLIC = new BlockList();
for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const) {
  // Covers IPv4 written as IPv6, too.
  NOT_PUBLIC.addSubnet(network, prefix, "ipv4");
}
NOT_PUBLIC.addSubnet("::", 127, "ipv6");
NOT_PUBLIC.addSubnet("fc00::", 7, "ipv6");
NOT_PUBLIC.addSubnet("fe80::", 10, "ipv6");

/**
 * The origin of the address; null when it is not one that Vonage could post to. A server on this computer, as people who
 * run their own have it for a trial, may announce what it likes.
 */
export function announcedOrigin(address: string, server: string): string | null {
  const url = URL.parse(address);
  if (url === null || !["http:", "https:"].includes(url.protocol)) return null;
  if (url.username !== "" || url.password !== "") return null;
  const isTrial = isThisComputer(hostOf(new URL(server)));
  return isTrial || isPublic(hostOf(url)) ? url.origin : null;
}

function isPublic(host: string): boolean {
  const family = isIP(host);
  if (family === 0) return !isThisComputer(host) && host.includes(".") && !/\.(?:local|internal)$/.test(host);
  return !NOT_PUBLIC.check(host, family === 6 ? "ipv6" : "ipv4");
}

function isThisComputer(host: string): boolean {
  if (/(?:^|\.)localhost$/.test(host) || host === "::1") return true;
  return isIP(host) === 4 && host.startsWith("127.");
}

/** Without the brackets of IPv6 and the dot at the end of a name. */
function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
}
