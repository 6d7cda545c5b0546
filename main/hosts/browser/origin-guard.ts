// Decides which requests come from our own page.
// Threat model: any web page the person has open can send requests to this port, by address or by a name it points at
// 127.0.0.1 (DNS rebinding). So the Host must be a name of this computer that we know, and whatever may change
// something must carry an Origin equal to that Host.
import type { IncomingHttpHeaders } from "node:http";
import { isIPv6 } from "node:net";

const LOOPBACK_NAMES = ["127.0.0.1", "localhost", "[::1]"];
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

/** Makes the guard; `extraNames` are the names given with `--allowed-host`. */
export function createOriginGuard(extraNames: readonly string[]): OriginGuard {
  const names = new Set([...LOOPBACK_NAMES, ...extraNames.map((name) => name.toLowerCase())]);

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
