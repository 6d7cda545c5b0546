// Says that a served file needs a tunnel, and opens the one that was used last.
import { Button } from "@mantine/core";
import { IconPlug, IconPlugOff } from "@tabler/icons-react";
import type { TunnelState } from "../../../preload/contract/tunnel.ts";
import { useAct } from "../../bridge/use-call.ts";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { useSettings } from "../../components/use-settings.ts";
import classes from "./serve-local-file.module.css";

interface TunnelNeededProps {
  readonly tunnel: Exclude<TunnelState, { readonly state: "open" }>;
}

/** No tunnel opens unasked: this asks. */
export function TunnelNeeded({ tunnel }: TunnelNeededProps) {
  const [settings] = useSettings();
  const open = useAct("tunnel.open");
  const { host, subdomain } = settings.tunnel;
  const isStarting = tunnel.state === "starting" || open.isRunning;
  const failure = tunnel.state === "failed" ? tunnel.error : null;
  const error = open.error ?? failure;
  return (
    <>
      {error !== null && !isStarting && <ErrorNotice error={error} />}
      <p className={classes.hint}>
        <IconPlugOff size={14} stroke={1.75} aria-hidden="true" />
        <span>
          {tunnel.state === "reconnecting"
            ? "The tunnel is reconnecting. Until then nobody can fetch a file from this computer."
            : "A file gets its public address from the tunnel, and none is open."}
        </span>
      </p>
      {tunnel.state !== "reconnecting" && (
        <div className={classes.buttons}>
          <Button
            aria-disabled={isStarting}
            leftSection={<IconPlug size={16} stroke={1.75} aria-hidden="true" />}
            onClick={() => {
              if (!isStarting) void open.run({ provider: "localtunnel", host, subdomain });
            }}
          >
            {isStarting ? "Opening the tunnel" : "Open tunnel"}
          </Button>
        </div>
      )}
    </>
  );
}
