// Where an application has to point for its webhooks to reach this Hookline.
import type { ApplicationWebhook } from "../../preload/contract/applications.ts";
import type { ListenerState } from "../../preload/contract/listener.ts";
import type { TunnelState } from "../../preload/contract/tunnel.ts";
import type { WebhookPair } from "../../preload/contract/webhook-urls.ts";
import type { Workspace } from "../../preload/contract/workspace.ts";
import { isSamePair } from "./webhook-plan.ts";

/** Both URLs, neither missing. */
export interface WantedUrls extends WebhookPair {
  readonly inbound: ApplicationWebhook;
  readonly status: ApplicationWebhook;
}

/** The ways in as they are now. */
export interface WaysIn {
  readonly tunnel: { state(): TunnelState };
  readonly listener: { state(): ListenerState };
}

/** The URLs that lead here for a workspace's application; null while nothing reaches it. */
export function wantedUrls(
  { kind }: Pick<Workspace, "kind">,
  { tunnel, listener }: WaysIn,
): WantedUrls | null {
  const opened = tunnel.state();
  return opened.state === "open" ? postTo(opened) : localUrls(kind, listener);
}

/** The simulator is on this computer; Vonage is not. */
function localUrls(kind: Workspace["kind"], listener: WaysIn["listener"]): WantedUrls | null {
  const local = listener.state();
  return kind === "simulated" && local.state === "listening" ? postTo(local) : null;
}

/**
 * Whether what comes to these URLs reaches a workspace here: through the tunnel, which has its address still while it
 * reconnects, or for the simulator past it.
 */
export function leadHere(
  urls: WebhookPair,
  { kind }: Pick<Workspace, "kind">,
  { tunnel, listener }: WaysIn,
): boolean {
  const now = tunnel.state();
  const through = now.state === "open" || now.state === "reconnecting" ? postTo(now) : null;
  return [through, localUrls(kind, listener)].some((here) => here !== null && isSamePair(urls, here));
}

/** Both addresses as they are set: by POST. */
export function postTo({
  inbound,
  status,
}: {
  readonly inbound: string;
  readonly status: string;
}): WantedUrls {
  return { inbound: { address: inbound, method: "POST" }, status: { address: status, method: "POST" } };
}
