// What stands under a reply's bubble: its delivery, open or folded to one line.
import { Anchor } from "@mantine/core";
import { IconAlertTriangle, IconCircleX } from "@tabler/icons-react";
import type { ThreadMessage } from "../../../preload/contract/conversation.ts";
import type { EventId } from "../../../preload/contract/ids.ts";
import { StatusIcon } from "../../components/status-icon.tsx";
import { TimeText } from "../../components/time-text.tsx";
import { statusAppearance } from "../../theme/status-colors.ts";
import { furthestStop, readDelivery } from "./delivery-stops.ts";
import { DeliveryTimeline } from "./delivery-timeline.tsx";
import classes from "./message-bubble.module.css";

interface ReplyProgressProps {
  readonly message: ThreadMessage;
  /** Every stop instead of the furthest one. */
  readonly isOpen: boolean;
  readonly onSelectEvent: (id: EventId) => void;
}

/** Delivery of one reply. A failure is never folded away. */
export function ReplyProgress({ message, isOpen, onSelectEvent }: ReplyProgressProps) {
  const delivery = readDelivery(message);
  if (delivery.kind === "refused" || delivery.kind === "unclear" || delivery.kind === "unanswered") {
    return (
      <div className={classes.facts}>
        <span className={classes.refused}>
          {delivery.kind === "refused" ? (
            <>
              <IconCircleX size={13} stroke={1.75} aria-hidden="true" /> Refused by Vonage,{" "}
              {delivery.answerStatus}
            </>
          ) : (
            <>
              <IconAlertTriangle size={13} stroke={1.75} aria-hidden="true" />{" "}
              {delivery.kind === "unclear"
                ? `Not known whether Vonage took it, ${delivery.answerStatus}`
                : "No answer came"}
            </>
          )}
        </span>
        <TimeText at={message.event.receivedAt} day="told" />
        <Anchor component="button" type="button" fz={12} onClick={() => onSelectEvent(message.event.id)}>
          Details
        </Anchor>
      </div>
    );
  }
  if (isOpen || delivery.kind === "failed") {
    return <DeliveryTimeline delivery={delivery} onSelectEvent={onSelectEvent} />;
  }
  const stop = furthestStop(delivery);
  return (
    <div className={classes.facts}>
      {stop === null ? (
        <>
          Sent <TimeText at={message.event.receivedAt} day="told" />
        </>
      ) : (
        <>
          <StatusIcon kind="status" status={stop.status} size={13} isDecorative />
          {statusAppearance(stop.status).word} <TimeText at={stop.at} />
        </>
      )}
    </div>
  );
}
