// What a click on the tunnel pill opens: what the state means, both webhook URLs, its traffic, and opening or closing it.
import { Button } from "@mantine/core";
import { IconAlertTriangle, IconPlug, IconPlugOff, IconRefresh } from "@tabler/icons-react";
import { useEffect, useRef, type ReactNode } from "react";
import type { TunnelState } from "../../../preload/contract/tunnel.ts";
import { useAct } from "../../bridge/use-call.ts";
import { CopyButton } from "../../components/copy-button.tsx";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { TunnelForm } from "./tunnel-form.tsx";
import { TunnelFacts } from "./tunnel-facts.tsx";
import type { TunnelWords } from "./tunnel-words.ts";
import classes from "./tunnel-pill.module.css";

interface TunnelPopoverProps {
  readonly tunnel: TunnelState;
  readonly words: TunnelWords;
  readonly extra: ReactNode;
}

/** Explains the tunnel and works it. */
export function TunnelPopover({ tunnel, words, extra }: TunnelPopoverProps) {
  const open = useAct("tunnel.open");
  const close = useAct("tunnel.close");
  const failure = tunnel.state === "failed" ? tunnel.error : null;
  const error = open.error ?? close.error ?? failure;
  const isUp = tunnel.state === "open" || tunnel.state === "reconnecting";
  const popover = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The pressed button went with its state: the focus stays here, where Esc closes.
    if (document.activeElement === document.body) popover.current?.focus();
  });
  return (
    <div className={classes.popover} ref={popover} tabIndex={-1}>
      <h2 className={classes.title}>{words.label}</h2>
      {words.tone === "changed" ? (
        <p className={classes.loud} role="alert">
          <IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />
          {words.meaning}
        </p>
      ) : (
        <p className={classes.meaning}>{words.meaning}</p>
      )}
      {isUp && (
        <dl className={classes.urls}>
          <dt>Inbound URL</dt>
          <dd>
            <span>{tunnel.inbound}</span>
            <CopyButton value={tunnel.inbound} label="inbound URL" />
          </dd>
          <dt>Status URL</dt>
          <dd>
            <span>{tunnel.status}</span>
            <CopyButton value={tunnel.status} label="status URL" />
          </dd>
        </dl>
      )}
      {isUp && <TunnelFacts provider={tunnel.provider} />}
      {error !== null && <ErrorNotice error={error} />}
      {tunnel.state === "off" || tunnel.state === "failed" ? (
        <TunnelForm isOpening={open.isRunning} onOpen={(request) => void open.run(request)} />
      ) : (
        <div className={classes.buttons}>
          <Button
            disabled={close.isRunning}
            leftSection={<IconPlugOff size={16} stroke={1.75} aria-hidden="true" />}
            onClick={() => void close.run({})}
          >
            {tunnel.state === "starting" ? "Cancel" : "Close tunnel"}
          </Button>
          {tunnel.state === "reconnecting" && <Restart provider={tunnel.provider} open={open} />}
        </div>
      )}
      <p className={classes.note}>
        <IconPlug size={14} stroke={1.75} aria-hidden="true" />
        Whoever knows the address reaches the webhook listener and the files you serve, and nothing else of
        this computer.
      </p>
      {tunnel.state === "open" && extra}
    </div>
  );
}

interface RestartProps {
  readonly provider: Extract<TunnelState, { readonly state: "reconnecting" }>["provider"];
  readonly open: ReturnType<typeof useAct<"tunnel.open">>;
}

/** Opens it anew with the server and name that were asked for last, which the host knows. */
function Restart({ provider, open }: RestartProps) {
  return (
    <Button
      disabled={open.isRunning}
      leftSection={<IconRefresh size={16} stroke={1.75} aria-hidden="true" />}
      onClick={() => void open.run({ provider })}
    >
      Restart
    </Button>
  );
}
