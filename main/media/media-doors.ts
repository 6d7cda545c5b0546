// The connections that may be tried to one host, in order: straight to its addresses, or through the proxy that is named for
// it.
//
// Threat model: the name is a stranger's word, and a proxy stands inside the network that the name must not lead into. So the
// proxy is asked for the addresses that were resolved and judged here, as without one. By name it is asked only for hosts
// whose owners are known, where a company's proxy allows names alone or resolves what nobody else there can: a stranger
// has no say in where those lead, and TLS still wants their certificate.
import { isIP, type Socket } from "node:net";
import { AppError } from "../../preload/contract/errors.ts";
import { openProxyTunnel } from "../network/proxy-tunnel.ts";
import { unusableProxy } from "../network/proxy-trouble.ts";
import { unlessEnded } from "../network/unless-ended.ts";
import type { MediaNetwork, Network, Proxy } from "../ports.ts";
import { hostOf, isOfKnownOwner } from "./media-address.ts";
import { isPublicAddress } from "./public-address.ts";

/** Begins one connection; given up by the signal, whose reason is an Error. */
export type MediaDoor = (signal: AbortSignal) => Promise<Socket>;

/** The way out as far as media goes: by which proxy, and trusting whom. */
export type MediaWay = Pick<Network, "wayTo" | "secureContext">;

interface MediaDoorsParts {
  readonly network: MediaNetwork;
  /** null = there is no proxy. */
  readonly way: MediaWay | null;
}

/** A name may have dozens of addresses; whoever does not answer by the first few will not. */
const MOST_ADDRESSES = 4;

/**
 * Makes the function that finds them; the signal ends the search.
 * @throws AppError `MEDIA_ADDRESS_REFUSED`; ProxyError; what a resolver throws
 */
export function createMediaDoors({
  network,
  way: ways,
}: MediaDoorsParts): (url: URL, signal: AbortSignal) => Promise<readonly MediaDoor[]> {
  return async (url, signal) => {
    const host = hostOf(url);
    const port = url.port === "" ? 443 : Number(url.port);
    const way = ways === null ? null : await unlessEnded(ways.wayTo(url), signal);
    if (way === null || way.kind === "direct") {
      return (await publicAddresses(host, signal)).map(
        (address) => () => Promise.resolve(network.connect({ address, port })),
      );
    }
    if (way.kind === "closed") throw unusableProxy(way.from, way.problem);
    return (await namesFor(host, signal)).map((hostname) => tunnel(way.proxy, hostname, port));
  };

  /** Every address that may be connected to. */
  async function publicAddresses(host: string, signal: AbortSignal): Promise<readonly string[]> {
    const all =
      isIP(host) === 0
        ? (await unlessEnded(network.resolve(host), signal)).map(({ address }) => address)
        : [host];
    const allowed = all.filter(isPublicAddress);
    if (allowed.length === 0) {
      const reason =
        "It leads to this computer, its network or another place that is not the public internet.";
      throw new AppError("MEDIA_ADDRESS_REFUSED", { host, reason });
    }
    return allowed.slice(0, MOST_ADDRESSES);
  }

  /** What a proxy is asked for, in order. */
  async function namesFor(host: string, signal: AbortSignal): Promise<readonly string[]> {
    const byName = isOfKnownOwner(host) ? [host] : [];
    try {
      return [...(await publicAddresses(host, signal)), ...byName];
    } catch (error) {
      if (error instanceof AppError || signal.aborted) throw error;
      if (byName.length > 0) return byName;
      const reason =
        "Its name is not known here, only behind the proxy, so nobody can tell whether it leads into this network.";
      throw new AppError("MEDIA_ADDRESS_REFUSED", { host, reason }, { cause: error });
    }
  }

  function tunnel(proxy: Proxy, hostname: string, port: number): MediaDoor {
    const secureContext = ways?.secureContext();
    const trust = { rejectUnauthorized: true, ...(secureContext === undefined ? {} : { secureContext }) };
    return (signal) => openProxyTunnel(proxy, { hostname, port, trust, signal });
  }
}
