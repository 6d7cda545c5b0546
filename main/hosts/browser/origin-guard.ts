// Decides which requests come from our own page.
// Threat model: any web page the person has open can send requests to this port, by address or by a name it points at
// 127.0.0.1 (DNS rebinding). So the Host must be a name or address of this computer that we know, and whatever may change
// something must carry an Origin equal to that Host.
import type { IncomingHttpHeaders } from "node:http";
import { isIPv6 } from "node:net";

const LOOPBACK_NAMES = ["127.0.0.1", "localhost", "[::1]"] as const;
/** Listening there is listening on every address, and none is meant by it. */
const WILDCARDS = ["0.0.0.0", "[::]", "[::ffff:0:0]"];
const HOST = /^(\[[0-9a-f:]{2,45}\]|[a-z0-9.-]{1,253})(:\d{1,5})?$/;

/** The checks of one browser host. */
export interface OriginGuard {
  /** The Host header when it may be served, in lower case and safe to put in a header; else null. */
  allowedHost(headers: IncomingHttpHeaders): string | null;
  /** Whether the request was made by a page of this very origin. */
  isSameOrigin(headers: IncomingHttpHeaders): boolean;
  /**
   * Whether a page of this very origin asked for something to show or to download. Browsers send no Origin with that, and
   * old ones nothing at all: enough only for addresses that nobody can guess.
   */
  isOwnNavigation(headers: IncomingHttpHeaders): boolean;
}

/** The host by which a browser asks for a page at `text`, a name or an address, without a port; null when it is none. */
export function hostToAllow(text: string): string | null {
  const bare = text.replace(/^https?:\/\//i, "");
  const address = `http://${isIPv6(bare) ? `[${bare}]` : bare}`;
  const name = URL.canParse(address) ? new URL(address).hostname : "";
  return HOST.test(name) ? name : null;
}

/** By which hosts a page may be reached. */
export interface PageHosts {
  /** The one in the address that is told: a browser on this computer can open it, and is answered there. */
  readonly told: string;
  /** All, besides those of loopback. */
  readonly allowed: readonly string[];
}

/**
 * The hosts of a page that listens on the address `bind`; `names` are those given with `--allowed-host`. The address itself
 * is one of them: unlike a name, it cannot be made to point at another computer.
 */
export function pageHosts(bind: string, names: readonly string[]): PageHosts {
  const address = hostToAllow(bind);
  // An address with the name of its interface is known to the system, and to no browser.
  if (address === null) return { told: names[0] ?? LOOPBACK_NAMES[0], allowed: names };
  if (WILDCARDS.includes(address)) return { told: LOOPBACK_NAMES[0], allowed: names };
  return { told: address, allowed: [...names, address] };
}

/** Makes the guard; `extraNames` are the hosts besides those of loopback. */
export function createOriginGuard(extraNames: readonly string[]): OriginGuard {
  const names = new Set<string>([...LOOPBACK_NAMES, ...extraNames.map((name) => name.toLowerCase())]);

  function allowedHost(headers: IncomingHttpHeaders): string | null {
    const host = headers.host?.toLowerCase();
    if (host === undefined) return null;
    const name = HOST.exec(host)?.[1];
    return name !== undefined && names.has(name) ? host : null;
  }

  return {
    allowedHost,
    isSameOrigin(headers) {
      const host = allowedHost(headers);
      const site = headers["sec-fetch-site"];
      if (host === null || (site !== undefined && site !== "same-origin")) return false;
      // https: the person may have put a proxy with a certificate in front of an allowed host.
      return headers.origin === `http://${host}` || headers.origin === `https://${host}`;
    },
    isOwnNavigation(headers) {
      const site = headers["sec-fetch-site"];
      return allowedHost(headers) !== null && (site === undefined || site === "same-origin");
    },
  };
}
