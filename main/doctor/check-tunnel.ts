// Looks at the tunnel of a running Hookline. Its address is not told: whoever has it reaches the listener.
import type { TunnelState } from "../../preload/contract/tunnel.ts";
import { finding, problemSaid } from "./finding.ts";
import type { Finding } from "./finding.ts";

/** What the state means. */
export function checkTunnel(tunnel: TunnelState): Finding {
  switch (tunnel.state) {
    case "off":
      return finding("tunnel", "note", "It is off, so Vonage cannot reach this computer.");
    case "starting":
      return finding("tunnel", "note", `It is being opened by ${tunnel.provider}.`);
    case "open":
      if (!tunnel.proved) {
        return finding("tunnel", "doubt", `Open by ${tunnel.provider}, but no webhook came through it yet.`);
      }
      return tunnel.addressChanged
        ? finding("tunnel", "doubt", `Open by ${tunnel.provider}, under another address than before.`)
        : finding("tunnel", "good", `Open by ${tunnel.provider}, and webhooks come through it.`);
    case "reconnecting":
      return finding(
        "tunnel",
        "problem",
        `Lost; ${tunnel.provider} is asked for it again (${tunnel.attempt}).`,
      );
    case "failed":
      return problemSaid("tunnel", tunnel.error);
  }
}
