// Whose conversation it is, and whether the Page may write.
import { ActionIcon, Tooltip } from "@mantine/core";
import { IconDeviceMobile, IconUser, IconX } from "@tabler/icons-react";
import type { Psid } from "../../../preload/contract/ids.ts";
import { nameSteering } from "../../../preload/contract/steering-characters.ts";
import { CopyButton } from "../../components/copy-button.tsx";
import { useWindowClock } from "../../components/use-simulator.ts";
import { Verbatim } from "../../components/verbatim.tsx";
import { WindowMeter } from "../../components/window-meter.tsx";
import { BackToPeople } from "./back-to-people.tsx";
import classes from "./conversation-head.module.css";

interface ConversationHeadProps {
  readonly psid: Psid;
  /** The simulator plays this person. */
  readonly isSimulated: boolean;
  /** undefined until it is known. */
  readonly lastInboundAt: number | null | undefined;
  readonly onClose?: (() => void) | undefined;
  readonly onBack?: (() => void) | undefined;
}

/** Head of the thread: the person, the PSID to copy, the 24-hour window. */
export function ConversationHead({
  psid,
  isSimulated,
  lastInboundAt,
  onClose,
  onBack,
}: ConversationHeadProps) {
  const clock = useWindowClock(isSimulated);
  const Avatar = isSimulated ? IconDeviceMobile : IconUser;
  return (
    <header className={classes.head} data-leads-back={onBack !== undefined}>
      <div className={classes.person}>
        {onBack !== undefined && <BackToPeople onBack={onBack} />}
        <span className={classes.avatar} data-simulated={isSimulated} aria-hidden="true">
          <Avatar size={16} stroke={1.75} />
        </span>
        <div className={classes.names}>
          <h2 className={classes.name}>{isSimulated ? "Simulated person" : "Facebook user"}</h2>
          <div className={classes.psid}>
            <span className={classes.psidWord}>PSID</span>
            <span className={classes.psidValue} title={nameSteering(psid)}>
              <Verbatim text={psid} />
            </span>
            <CopyButton value={psid} label="PSID" />
          </div>
        </div>
        {onClose !== undefined && (
          <Tooltip label="Close the conversation">
            <ActionIcon aria-label="Close the conversation" onClick={onClose}>
              <IconX size={16} stroke={1.75} aria-hidden="true" />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      <div className={classes.meter}>
        {lastInboundAt !== undefined && <WindowMeter lastInboundAt={lastInboundAt} clock={clock} />}
      </div>
    </header>
  );
}
