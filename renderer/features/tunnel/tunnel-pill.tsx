// The title-bar pill of the tunnel: can Vonage reach this computer, and by which address.
import { Popover, UnstyledButton } from "@mantine/core";
import {
  IconAlertTriangle,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconPlugOff,
  type Icon,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { CopyButton } from "../../components/copy-button.tsx";
import { useAppState } from "../../components/use-app-state.ts";
import { useNow } from "../../components/use-now.tsx";
import { usePopover } from "../../components/use-popover.ts";
import { WITHIN_WINDOW } from "../../theme/overlay-room.ts";
import { TunnelPopover } from "./tunnel-popover.tsx";
import { tunnelWords, type TunnelTone, type TunnelWords } from "./tunnel-words.ts";
import classes from "./tunnel-pill.module.css";

const MARKS: Readonly<Record<TunnelTone, Icon>> = {
  off: IconPlugOff,
  busy: IconCircleDashed,
  unproved: IconCircleDashed,
  live: IconCircleCheckFilled,
  problem: IconAlertTriangle,
  changed: IconAlertTriangle,
};

interface TunnelPillProps {
  /** What else an open tunnel is good for. */
  readonly extra: ReactNode;
}

/** State of the tunnel; pressing it opens the way to start, stop and copy. */
export function TunnelPill({ extra }: TunnelPillProps) {
  const app = useAppState();
  const now = useNow(1_000);
  const [isOpen, setOpen] = usePopover();
  if (app === undefined) return null;
  const words = tunnelWords(app.tunnel, now);
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="bottom-end"
      middlewares={WITHIN_WINDOW}
      width={440}
      trapFocus
      returnFocus
    >
      <div className={classes.pill} data-tone={words.tone}>
        <Popover.Target>
          <UnstyledButton className={classes.target} onClick={() => setOpen(!isOpen)}>
            <Mark words={words} />
            <span className={`${classes.cut} ${classes.label}`}>{words.label}</span>
            <span className={`${classes.cut} ${classes.short}`}>{words.short}</span>
            {words.address !== null && (
              <span className={`${classes.cut} ${classes.address}`}>{words.address}</span>
            )}
          </UnstyledButton>
        </Popover.Target>
        {app.tunnel.state === "open" && (
          <span className={classes.copy}>
            <CopyButton value={app.tunnel.inbound} label="inbound URL" />
          </span>
        )}
      </div>
      <Popover.Dropdown className={classes.dropdown ?? ""}>
        <TunnelPopover tunnel={app.tunnel} words={words} extra={extra} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Mark({ words }: { readonly words: TunnelWords }) {
  const MarkOf = MARKS[words.tone];
  return <MarkOf className={classes.mark} size={16} stroke={1.75} aria-hidden="true" />;
}
