// The way out of this computer: by which proxy, and trusting whom. Each host makes one and hands it to the services.
import { isIP } from "node:net";
import type { Network } from "../ports.ts";
import { scopeOf } from "./address-scope.ts";
import { wayByEnvironment, type Environment } from "./environment-way.ts";
import { bareHostname, DIRECT } from "./proxy.ts";
import { wayBySystem } from "./system-way.ts";
import { createTrust } from "./trust.ts";

interface NetworkParts {
  readonly environment: Environment;
  /** What the system says of an address, as a PAC file answers; none where there is no such way to ask it. */
  readonly askSystem?: (url: string) => Promise<string>;
  /** PEM certificates of the system's store, unless it is to be read. */
  readonly systemAuthorities?: () => readonly string[];
}

/** Makes it. Variables go before the system's settings: whoever starts a program with them means this one. */
export function createNetwork({ environment, askSystem, systemAuthorities }: NetworkParts): Network {
  const trust = createTrust({
    environment,
    ...(systemAuthorities === undefined ? {} : { system: systemAuthorities }),
  });
  return {
    async wayTo(url) {
      if (isThisComputer(url)) return DIRECT;
      const named = wayByEnvironment(url, environment);
      if (named !== null || askSystem === undefined) return named ?? DIRECT;
      // A system that cannot say names no proxy; what the request then meets is told by itself.
      return wayBySystem(await askSystem(url.origin).catch(() => "DIRECT"));
    },
    secureContext: trust.secureContext,
    authorities: trust.authorities,
  };
}

/** The simulator, the listener and other servers here: no proxy is asked for them, whatever the variables say. */
function isThisComputer(url: URL): boolean {
  const host = bareHostname(url);
  if (isIP(host) !== 0) return scopeOf(host) === "loopback";
  return /(?:^|\.)localhost$/.test(host);
}
