// The address a tunnel server announces. It is a stranger's word that people paste into a dashboard and trust, so an
// address of this computer or its network, where some other program may answer, is none.
import { isIP } from "node:net";
import { scopeOf } from "../network/address-scope.ts";

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
  if (isIP(host) !== 0) return scopeOf(host) === "public";
  return !isThisComputer(host) && host.includes(".") && !/\.(?:local|internal)$/.test(host);
}

function isThisComputer(host: string): boolean {
  if (/(?:^|\.)localhost$/.test(host) || host === "::1") return true;
  return isIP(host) === 4 && host.startsWith("127.");
}

/** Without the brackets of IPv6 and the dot at the end of a name. */
function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
}
