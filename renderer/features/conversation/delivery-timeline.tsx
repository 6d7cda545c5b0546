// How far a reply got: submitted, delivered, read; or how it failed.
import { Anchor } from "@mantine/core";
import { IconCheck, IconInfoCircle, IconX } from "@tabler/icons-react";
import type { EventId } from "../../../preload/contract/ids.ts";
import { describeStatusError } from "../../../preload/contract/status-codes.ts";
import { formatSpan } from "../../components/format.ts";
import { TimeText } from "../../components/time-text.tsx";
import { useNow } from "../../components/use-now.tsx";
import { statusAppearance } from "../../theme/status-colors.ts";
import type { Delivery, TimelineStop } from "./delivery-stops.ts";
import { isFailure, type StatusRemark } from "./status-remarks.ts";
import classes from "./delivery-timeline.module.css";

interface DeliveryTimelineProps {
  readonly delivery: Extract<Delivery, { readonly stops: readonly TimelineStop[] }>;
  readonly onSelectEvent: (id: EventId) => void;
}

/** Every stop of one reply's delivery, with its time. */
export function DeliveryTimeline({ delivery, onSelectEvent }: DeliveryTimelineProps) {
  return (
    <div className={classes.timeline}>
      <ol className={classes.stops} aria-label="Delivery">
        {delivery.stops.map((stop) => (
          <Stop key={stop.station} stop={stop} delivery={delivery} />
        ))}
      </ol>
      {delivery.kind === "failed" && <Failure delivery={delivery} onSelectEvent={onSelectEvent} />}
      <StatusRemarks remarks={delivery.remarks} onSelectEvent={onSelectEvent} />
    </div>
  );
}

interface StopProps {
  readonly stop: TimelineStop;
  readonly delivery: DeliveryTimelineProps["delivery"];
}

function Stop({ stop, delivery }: StopProps) {
  const { word, tone } = statusAppearance(stop.station);
  if (stop.state !== "passed") {
    return (
      <li className={classes.stop} data-state={stop.state}>
        <span className={classes.point} aria-hidden="true" />
        <b>{word}</b>
        {stop.state === "waiting" && delivery.kind === "under-way" && (
          <Waiting since={delivery.waitingSince} />
        )}
        {stop.state === "skipped" && <span>not seen</span>}
        {stop.state === "later" && <span className="visually-hidden">to come</span>}
      </li>
    );
  }
  return (
    <li className={classes.stop} data-state="passed" data-tone={tone}>
      <span className={classes.point} aria-hidden="true">
        {isFailure(stop.station) ? <IconX size={9} stroke={3.2} /> : <IconCheck size={9} stroke={3.2} />}
      </span>
      <b>{word}</b>
      <span className="num">
        {stop.afterFirstMs === null ? (
          <TimeText at={stop.at} day="told" />
        ) : (
          `${stop.afterFirstMs < 0 ? "-" : "+"}${formatDelay(Math.abs(stop.afterFirstMs))}`
        )}
      </span>
    </li>
  );
}

/** Always in seconds up to a minute, so that the delays of a timeline compare at a glance. */
function formatDelay(delayMs: number): string {
  return delayMs < 59_950 ? `${(delayMs / 1_000).toFixed(1)}\u00a0s` : formatSpan(delayMs);
}

/** The seconds it has been waiting; its own component, so that only it renders every second. */
function Waiting({ since }: { readonly since: number }) {
  return (
    <span className="num">
      waiting <span className={classes.span}>{formatSpan(useNow(1_000) - since)}</span>
    </span>
  );
}

interface FailureProps {
  readonly delivery: Extract<Delivery, { readonly kind: "failed" }>;
  readonly onSelectEvent: (id: EventId) => void;
}

function Failure({ delivery, onSelectEvent }: FailureProps) {
  const { what, todo } = describeStatusError(delivery.error);
  const code = delivery.error?.code ?? "";
  return (
    <p className={classes.failure}>
      <strong>{statusAppearance(delivery.status).word}.</strong> {what}
      {code === "" ? "." : ` (${code}).`} {todo}{" "}
      <Anchor component="button" type="button" fz={12} onClick={() => onSelectEvent(delivery.eventId)}>
        Details
      </Anchor>
    </p>
  );
}

interface StatusRemarksProps {
  readonly remarks: readonly StatusRemark[];
  readonly onSelectEvent: (id: EventId) => void;
}

/** What is odd about the statuses; each leads to its event. */
function StatusRemarks({ remarks, onSelectEvent }: StatusRemarksProps) {
  if (remarks.length === 0) return null;
  return (
    <ul className={classes.remarks} aria-label="About these statuses">
      {remarks.map(({ text, eventId }) => (
        <li key={text}>
          <IconInfoCircle size={13} stroke={1.75} aria-hidden="true" />
          <button type="button" onClick={() => onSelectEvent(eventId)}>
            {text}
          </button>
        </li>
      ))}
    </ul>
  );
}
