// The way out to each host that Hookline calls, as it may be shown: no user name or password of a proxy is in it.
import type { NetworkState, NetworkWay } from "../../preload/contract/network.ts";
import type { Network } from "../ports.ts";

/** The ways to these addresses, each host once; what is no address is left out. */
export async function readNetworkState(
  network: Network,
  addresses: readonly string[],
): Promise<NetworkState> {
  const urls = addresses.map((address) => URL.parse(address)).filter((url) => url !== null);
  const hosts = new Map(urls.map((url) => [url.host, url]));
  const ways = await Promise.all([...hosts.values()].map((url) => readWay(network, url)));
  return { ways, authorities: network.authorities() };
}

async function readWay(network: Network, url: URL): Promise<NetworkWay> {
  const { host } = url;
  const way = await network.wayTo(url);
  switch (way.kind) {
    case "direct":
      return { kind: "direct", host };
    case "proxy": {
      const { shown, from, authorization } = way.proxy;
      return { kind: "proxy", host, proxy: shown, from, hasLogin: authorization !== null };
    }
    case "closed":
      return { kind: "closed", host, from: way.from, problem: way.problem };
  }
}
