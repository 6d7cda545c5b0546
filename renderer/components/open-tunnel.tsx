// Opens a tunnel where one is needed.
import { Button, type ButtonProps } from "@mantine/core";
import { IconPlug } from "@tabler/icons-react";
import type { TunnelState } from "../../preload/contract/tunnel.ts";
import { useAct } from "../bridge/use-call.ts";
import { ErrorNotice } from "./error-notice.tsx";

interface OpenTunnelProps {
  /** No tunnel is open, nor on its way back. */
  readonly tunnel: Extract<TunnelState, { readonly state: "off" | "starting" | "failed" }>;
  readonly variant: NonNullable<ButtonProps["variant"]>;
  readonly size?: "xs" | "sm";
}

/** The button, and why it did not open. The host asks the server that was named last for the name of last time. */
export function OpenTunnel({ tunnel, variant, size = "sm" }: OpenTunnelProps) {
  const open = useAct("tunnel.open");
  const isStarting = tunnel.state === "starting" || open.isRunning;
  const failure = tunnel.state === "failed" ? tunnel.error : null;
  const error = open.error ?? failure;
  return (
    <>
      {error !== null && !isStarting && <ErrorNotice error={error} />}
      <div>
        <Button
          size={size}
          variant={variant}
          // Of a popover that it is in.
          data-autofocus
          aria-disabled={isStarting}
          data-disabled={isStarting}
          leftSection={<IconPlug size={16} stroke={1.75} aria-hidden="true" />}
          onClick={() => {
            if (!isStarting) void open.run({ provider: "localtunnel" });
          }}
        >
          {isStarting ? "Opening the tunnel" : "Open tunnel"}
        </Button>
      </div>
    </>
  );
}
