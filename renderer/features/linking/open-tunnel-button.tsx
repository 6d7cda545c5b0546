// The step's way to open the tunnel: the one that was used last, as the settings have it.
import { Button } from "@mantine/core";
import { IconPlug } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useAct } from "../../bridge/use-call.ts";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { useAppState } from "../../components/use-app-state.ts";
import { useSettings } from "../../components/use-settings.ts";

interface OpenTunnelButtonProps {
  readonly label: string;
  readonly variant: "filled" | "default";
}

/** No tunnel opens unasked: this asks. Which one, the title bar offers to choose. */
export function OpenTunnelButton({ label, variant }: OpenTunnelButtonProps): ReactNode {
  const tunnel = useAppState()?.tunnel;
  const [settings] = useSettings();
  const open = useAct("tunnel.open");
  const isStarting = tunnel?.state === "starting" || tunnel?.state === "reconnecting" || open.isRunning;
  const error = open.error ?? (tunnel?.state === "failed" ? tunnel.error : null);
  return (
    <>
      <Button
        size="xs"
        variant={variant}
        aria-disabled={isStarting}
        leftSection={<IconPlug size={16} stroke={1.75} aria-hidden="true" />}
        onClick={() => {
          if (!isStarting) void open.run({ provider: "localtunnel", ...settings.tunnel });
        }}
      >
        {isStarting ? "Opening the tunnel" : label}
      </Button>
      {error !== null && !isStarting && <ErrorNotice error={error} />}
    </>
  );
}
