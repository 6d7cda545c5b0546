// Says that a served file needs a tunnel, and opens the one that was used last.
import { IconPlugOff } from "@tabler/icons-react";
import type { TunnelState } from "../../../preload/contract/tunnel.ts";
import { OpenTunnel } from "../../components/open-tunnel.tsx";
import { tunnelHint } from "./served-words.ts";
import classes from "./serve-local-file.module.css";

interface TunnelNeededProps {
  readonly tunnel: Exclude<TunnelState, { readonly state: "open" }>;
  /** How many files are served already, which nobody can fetch now. */
  readonly waiting: number;
}

/** No tunnel opens unasked: this asks. */
export function TunnelNeeded({ tunnel, waiting }: TunnelNeededProps) {
  return (
    <>
      <p className={classes.hint}>
        <IconPlugOff size={14} stroke={1.75} aria-hidden="true" />
        <span>{tunnelHint(tunnel.state, waiting)}</span>
      </p>
      {tunnel.state !== "reconnecting" && (
        <OpenTunnel tunnel={tunnel} variant={waiting > 0 ? "filled" : "default"} />
      )}
    </>
  );
}
