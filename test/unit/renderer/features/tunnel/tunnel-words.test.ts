import { describe, expect, it } from "vitest";
import type { TunnelState } from "../../../../../preload/contract/tunnel.ts";
import { tunnelWords } from "../../../../../renderer/features/tunnel/tunnel-words.ts";

const NOW = 1_577_880_000_000;
const address = {
  provider: "localtunnel",
  url: "https://k7f2.localtunnel.me",
  inbound: "https://k7f2.localtunnel.me/webhooks/inbound",
  status: "https://k7f2.localtunnel.me/webhooks/status",
  openedAt: NOW - 60_000,
} as const;

function labelOf(state: TunnelState): string {
  const { tone, label } = tunnelWords(state, NOW);
  return `${tone}: ${label}`;
}

describe("tunnelWords", () => {
  it("has its own words for each state", () => {
    const error = { code: "TUNNEL_TIMED_OUT", details: {} };

    const labels = [
      labelOf({ state: "off" }),
      labelOf({ state: "starting", provider: "localtunnel", since: NOW }),
      labelOf({ state: "open", ...address, proved: false, addressChanged: false }),
      labelOf({ state: "open", ...address, proved: true, addressChanged: false }),
      labelOf({ state: "reconnecting", ...address, attempt: 3, since: NOW - 40_000 }),
      labelOf({ state: "failed", provider: "localtunnel", at: NOW, error }),
    ];

    expect(labels).toEqual([
      "off: Tunnel off",
      "busy: Tunnel starting",
      "unproved: Open (not proved)",
      "live: Tunnel live",
      "problem: Reconnecting (attempt 3)",
      "problem: Tunnel offline",
    ]);
  });

  it("is loud about a changed address, even when webhooks came in through it", () => {
    const words = tunnelWords({ state: "open", ...address, proved: true, addressChanged: true }, NOW);

    expect([words.tone, words.meaning]).toEqual([
      "changed",
      "The address changed, so Vonage still calls the old one. Copy the new URLs, then open the application settings.",
    ]);
  });

  it("says how long the tunnel has been gone", () => {
    const { meaning } = tunnelWords(
      { state: "reconnecting", ...address, attempt: 3, since: NOW - 40_000 },
      NOW,
    );

    expect(meaning).toBe("The tunnel closed 40\u00a0s ago. Vonage cannot reach you and will retry.");
  });

  it("says what is going on also where room is scarce", () => {
    const { short } = tunnelWords({ state: "reconnecting", ...address, attempt: 3, since: NOW }, NOW);

    expect(short).toBe("Reconnecting");
  });

  it("shows the address without its scheme", () => {
    const open = tunnelWords({ state: "open", ...address, proved: true, addressChanged: false }, NOW);

    expect(open.address).toBe("k7f2.localtunnel.me");
  });
});
