// The ids and outcomes of an event, each with a copy button.
import type { ReactNode } from "react";
import type { LoggedEvent } from "../../../preload/contract/event.ts";
import { isNotTaken } from "../../../preload/contract/not-taken.ts";
import { describeStatusError } from "../../../preload/contract/status-codes.ts";
import { nameSteering } from "../../../preload/contract/steering-characters.ts";
import { CopyButton } from "../../components/copy-button.tsx";
import { MediaActions, type MediaEvent } from "../../components/media-actions.tsx";
import { MediaPicture } from "../../components/media-picture.tsx";
import { useMedia } from "../../components/use-media.ts";
import { formatDuration } from "../../components/format.ts";
import { TimeText } from "../../components/time-text.tsx";
import { Verbatim } from "../../components/verbatim.tsx";
import { isOwnError, noAnswerOf } from "./no-answer.ts";
import classes from "./event-detail.module.css";

interface EventFactsProps {
  readonly event: LoggedEvent;
}

/** Facts that are there; what an event does not have is left out. */
export function EventFacts({ event }: EventFactsProps) {
  const { messageUuid, psid, pageId, error, clientRef, usage, kind } = event;
  const isInbound = kind === "inbound";
  const person = psid !== null && (
    <Fact name={isInbound ? "From, PSID" : "To, PSID"} copy={psid}>
      <CutId id={psid} />
    </Fact>
  );
  const page = pageId !== null && (
    <Fact name={isInbound ? "To, Page ID" : "From, Page ID"} copy={pageId}>
      <CutId id={pageId} />
    </Fact>
  );
  return (
    <dl className={classes.facts}>
      {messageUuid !== null && (
        <Fact name="message_uuid" copy={messageUuid} isWide>
          <CutId id={messageUuid} />
        </Fact>
      )}
      {isInbound ? [person, page] : [page, person]}
      <Fact name={kind === "reply" ? "Answer of Vonage" : "Response to Vonage"}>
        <Answer event={event} />
      </Fact>
      <Fact
        name={kind === "reply" ? "Sent at" : "Received at"}
        copy={new Date(event.receivedAt).toISOString()}
      >
        <span className="mono">
          <TimeText at={event.receivedAt} precise />
        </span>
      </Fact>
      {event.mediaUrl !== null && <MediaFact event={{ ...event, mediaUrl: event.mediaUrl }} />}
      {error !== null && !isOwnError(event) && <ErrorFact error={error} />}
      {clientRef !== null && (
        <Fact name="client_ref" copy={clientRef}>
          <Cut text={clientRef} />
        </Fact>
      )}
      {usage !== null && (
        <Fact name="Price">
          <span className="mono">
            <Verbatim text={`${usage.price} ${usage.currency}`} />
          </span>
        </Fact>
      )}
    </dl>
  );
}

function Answer({ event }: EventFactsProps) {
  const { response, kind } = event;
  if (response !== null) {
    const isBad = response.status >= 400 || isNotTaken(event);
    return (
      <>
        <span className={`mono ${classes.code ?? ""}`} data-bad={isBad}>
          {response.status}
        </span>
        <span className={classes.note}>
          in {formatDuration(response.durationMs)}
          {response.sent ? "" : ", the caller hung up first"}
        </span>
      </>
    );
  }
  const noAnswer = noAnswerOf(event);
  if (noAnswer === null) {
    return <span className={classes.note}>{kind === "reply" ? "not kept" : "none yet"}</span>;
  }
  // Why is told over the facts.
  return (
    <span className={classes.code} data-bad="true">
      {noAnswer.words}
    </span>
  );
}

function MediaFact({ event }: { readonly event: MediaEvent }) {
  const { loaded, forget } = useMedia(event.id);
  const label = event.kind === "reply" ? "Picture that the Page sent" : "Picture that the person sent";
  const picture = loaded?.picture ?? null;
  return (
    <Fact
      name="Media"
      copy={event.mediaUrl}
      isWide
      below={
        <>
          {picture !== null && <MediaPicture picture={picture} label={label} onLost={forget} />}
          <MediaActions event={event} />
        </>
      }
    >
      <Cut text={event.mediaUrl} />
    </Fact>
  );
}

function ErrorFact({ error }: { readonly error: NonNullable<LoggedEvent["error"]> }) {
  const { what, todo } = describeStatusError(error);
  return (
    <Fact name="Error" copy={error.code === "" ? undefined : error.code} isWide>
      {error.code !== "" && (
        <span className="mono">
          <Verbatim text={error.code} />
        </span>
      )}
      <span className={classes.note}>
        {what}. {todo}
      </span>
    </Fact>
  );
}

/** As much of an id's end as stays beside a cut. */
const END_OF_ID = 4;

/** An id in one line; where it has no room it is cut in the middle. Selected and copied it is whole. */
function CutId({ id }: { readonly id: string }) {
  const characters = [...id];
  const start = characters.slice(0, -END_OF_ID).join("");
  return (
    <span className={`mono ${classes.id ?? ""}`} title={nameSteering(id)}>
      <span className="trunc">
        <Verbatim text={start} />
      </span>
      <Verbatim text={id.slice(start.length)} />
    </span>
  );
}

/** In one line; the whole as tooltip. */
function Cut({ text }: { readonly text: string }) {
  return (
    <span className="mono trunc" title={nameSteering(text)}>
      <Verbatim text={text} />
    </span>
  );
}

interface FactProps {
  readonly name: string;
  readonly copy?: string | undefined;
  readonly isWide?: boolean;
  /** What needs lines of its own. */
  readonly below?: ReactNode;
  readonly children: ReactNode;
}

function Fact({ name, copy, isWide = false, below, children }: FactProps) {
  return (
    <div className={classes.fact} data-wide={isWide}>
      <dt>{name}</dt>
      <dd>
        {children}
        {copy !== undefined && (
          <span className={classes.copy}>
            <CopyButton value={copy} label={name.replace(/^.*, /, "")} />
          </span>
        )}
      </dd>
      {below !== undefined && <dd className={classes.below}>{below}</dd>}
    </div>
  );
}
