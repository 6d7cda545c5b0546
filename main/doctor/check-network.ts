// Looks at the way out of this computer: which proxy is on it, and whose certificates are trusted there.
import type { Authorities, NetworkState, NetworkWay } from "../../preload/contract/network.ts";
import { failureFinding, finding, type Finding } from "./finding.ts";
import type { Redact } from "./redact.ts";

/** What is known of it; `read` may ask a Hookline that does not know the question. */
export async function checkNetwork(read: () => Promise<NetworkState>): Promise<readonly Finding[]> {
  try {
    const { ways, authorities } = await read();
    return [...groupsOf(ways).map(checkWay), ...checkAuthorities(authorities)];
  } catch (error) {
    return [failureFinding("network", error)];
  }
}

interface Group {
  readonly way: NetworkWay;
  readonly hosts: string[];
}

/** Hosts with the same way are told in one sentence. */
function groupsOf(ways: readonly NetworkWay[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const way of ways) {
    const key = JSON.stringify({ ...way, host: "" });
    const group = groups.get(key) ?? { way, hosts: [] };
    groups.set(key, group);
    group.hosts.push(way.host);
  }
  return [...groups.values()];
}

/** Hosts may be private. */
function checkWay({ way, hosts }: Group): Finding {
  const to = hosts.join(" and ");
  switch (way.kind) {
    case "direct":
      return { ...finding("network", "good", ""), said: (redact) => `No proxy on the way to ${redact(to)}.` };
    case "proxy": {
      const login = way.hasLogin ? "with a login" : "without a login";
      const said = (redact: Redact): string =>
        `The way to ${redact(to)} is the proxy ${redact(way.proxy)}, ${login}, named by ${way.from}. A tunnel’s own connections go past it.`;
      return { ...finding("network", "good", ""), said };
    }
    case "closed": {
      const said = (redact: Redact): string =>
        `There is no way to ${redact(to)}. The proxy is named by ${way.from}: ${redact(way.problem)}.`;
      return { ...finding("network", "problem", ""), said };
    }
  }
}

function checkAuthorities({ bundled, system, extra, problem }: Authorities): readonly Finding[] {
  const text = `Certificates are trusted of ${bundled} authorities that come with Node, ${system} of this system and ${extra} of NODE_EXTRA_CA_CERTS.`;
  const trusted = finding("network", "good", text);
  return problem === null
    ? [trusted]
    : [trusted, { ...finding("network", "doubt", ""), said: (redact) => redact(problem) }];
}
