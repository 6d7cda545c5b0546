// What the tunnel pill says in each state.
import type { TunnelState } from "../../../preload/contract/tunnel.ts";
import { formatSpan } from "../../components/format.ts";

/** How a state looks: its colour is doubled by the words and by the mark. */
export type TunnelTone = "off" | "busy" | "unproved" | "live" | "problem" | "changed";

/** The pill's words for one state. */
export interface TunnelWords {
  readonly tone: TunnelTone;
  /** On the pill. */
  readonly label: string;
  /** The same where room is scarce. */
  readonly short: string;
  /** Address without the scheme; null when there is none. */
  readonly address: string | null;
  /** In the popover: what it means. */
  readonly meaning: string;
}

/** Words for a state of the tunnel. `now` counts how long something lasts. */
export function tunnelWords(tunnel: TunnelState, now: number): TunnelWords {
  switch (tunnel.state) {
    case "off":
      return {
        tone: "off",
        label: "Tunnel off",
        short: "Tunnel off",
        address: null,
        meaning: "Vonage cannot reach this computer. The simulator needs no tunnel.",
      };
    case "starting":
      return {
        tone: "busy",
        label: "Tunnel starting",
        short: "Starting",
        address: null,
        meaning: `Asking the tunnel server for an address, ${formatSpan(now - tunnel.since)} so far.`,
      };
    case "open":
      return openWords(tunnel);
    case "reconnecting":
      return {
        tone: "problem",
        label: `Reconnecting (attempt ${tunnel.attempt})`,
        short: "Reconnecting",
        address: bare(tunnel.url),
        meaning: `The tunnel closed ${formatSpan(now - tunnel.since)} ago. Vonage cannot reach you and will retry.`,
      };
    case "failed":
      return {
        tone: "problem",
        label: "Tunnel offline",
        short: "Offline",
        address: null,
        meaning: "Vonage cannot reach this computer.",
      };
  }
}

function openWords(tunnel: Extract<TunnelState, { readonly state: "open" }>): TunnelWords {
  const address = bare(tunnel.url);
  if (tunnel.addressChanged) {
    return {
      tone: "changed",
      label: "Address changed",
      short: "Changed",
      address,
      meaning:
        "The address changed, so Vonage still calls the old one. Copy the new URLs, then open the application settings.",
    };
  }
  if (!tunnel.proved) {
    return {
      tone: "unproved",
      label: "Open (not proved)",
      short: "Tunnel unproved",
      address,
      meaning:
        "The server gave an address. Nothing has come in through it yet, so nothing proves that it works.",
    };
  }
  return {
    tone: "live",
    label: "Tunnel live",
    short: "Tunnel live",
    address,
    meaning: "A webhook came in through this address.",
  };
}

function bare(url: string): string {
  return url.replace(/^https?:\/\//, "").replace(/\/$/, "");
}
