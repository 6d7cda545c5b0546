// The running product: its version, host, listener, tunnel and warnings.
import type { AppState } from "../../preload/contract/app-state.ts";
import { useCall } from "../bridge/use-call.ts";

/** State of the running Hookline, kept current by its topics; undefined until known. */
export function useAppState(): AppState | undefined {
  return useCall("app.state", {}).data;
}

/** The addresses to give to Vonage: those of the tunnel while there is one, else the listener's own. */
export function publicUrls(app: AppState): { readonly inbound: string; readonly status: string } {
  const { tunnel, listener } = app;
  return tunnel.state === "open" || tunnel.state === "reconnecting" ? tunnel : listener;
}
