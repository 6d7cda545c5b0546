// Says that a served file needs a tunnel, and opens the one that was used last.
import { IconPlugOff } from "@tabler/icons-react";
import type { TunnelState } from "../../../preload/contract/tunnel.ts";
import { OpenTunnel } from "../../components/open-tunnel.tsx";
import classes from "./serve-local-file.module.css";

interface TunnelNeededProps {
  readonly tunnel: Exclude<TunnelState, { readonly state: "open" }>;
  /** Whether files are served already, which say themselves that nobody can fetch them. */
  readonly isServing: boolean;
}

/** No tunnel opens unasked: this asks. */
export function TunnelNeeded({ tunnel, isServing }: TunnelNeededProps) {
  const idle = isServing ? null : "A file gets its public address from the tunnel, and none is open.";
  const hint =
    tunnel.state === "reconnecting"
      ? "The tunnel is reconnecting. Until then nobody can fetch a file from this computer."
      : idle;
  return (
    <>
      {hint !== null && (
        <p className={classes.hint}>
          <IconPlugOff size={14} stroke={1.75} aria-hidden="true" />
          <span>{hint}</span>
        </p>
      )}
      {tunnel.state !== "reconnecting" && (
        <OpenTunnel tunnel={tunnel} variant={isServing ? "filled" : "default"} />
      )}
    </>
  );
}
