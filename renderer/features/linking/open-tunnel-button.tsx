// The step's way to open the tunnel. Which one, the title bar offers to choose.
import type { ReactNode } from "react";
import { OpenTunnel } from "../../components/open-tunnel.tsx";
import { useAppState } from "../../components/use-app-state.ts";

interface OpenTunnelButtonProps {
  readonly variant: "filled" | "default";
}

/** Nothing while one is open, or on its way back. */
export function OpenTunnelButton({ variant }: OpenTunnelButtonProps): ReactNode {
  const tunnel = useAppState()?.tunnel;
  if (tunnel === undefined || tunnel.state === "open" || tunnel.state === "reconnecting") return null;
  return <OpenTunnel tunnel={tunnel} variant={variant} size="xs" />;
}
