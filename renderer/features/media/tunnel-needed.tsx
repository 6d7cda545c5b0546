// Says that a served file needs a tunnel, and opens the one that was used last.
import { IconPlugOff } from "@tabler/icons-react";
import type { TunnelState } from "../../../preload/contract/tunnel.ts";
import { OpenTunnel } from "../../components/open-tunnel.tsx";
import classes from "./serve-local-file.module.css";

interface TunnelNeededProps {
  readonly tunnel: Exclude<TunnelState, { readonly state: "open" }>;
}

/** No tunnel opens unasked: this asks. */
export function TunnelNeeded({ tunnel }: TunnelNeededProps) {
  return (
    <>
      <p className={classes.hint}>
        <IconPlugOff size={14} stroke={1.75} aria-hidden="true" />
        <span>
          {tunnel.state === "reconnecting"
            ? "The tunnel is reconnecting. Until then nobody can fetch a file from this computer."
            : "A file gets its public address from the tunnel, and none is open."}
        </span>
      </p>
      {tunnel.state !== "reconnecting" && <OpenTunnel tunnel={tunnel} variant="default" />}
    </>
  );
}
