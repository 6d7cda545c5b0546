// The content of one row of the list: icon, title, person, time; preview, signature, code.
import { IconAlertTriangle } from "@tabler/icons-react";
import { memo, type ReactNode } from "react";
import type { EventRow as Row } from "../../../preload/contract/event.ts";
import { isNotTaken, isUnanswered } from "../../../preload/contract/not-taken.ts";
import { useHostClock } from "../../bridge/bridge.tsx";
import { describeMoment } from "../../components/format.ts";
import { SignatureTag } from "../../components/signature-tag.tsx";
import { StatusIcon } from "../../components/status-icon.tsx";
import { VerbatimLine } from "../../components/verbatim.tsx";
import { Tag } from "../../components/tag.tsx";
import { originWord, rowPerson, rowPreview, rowTitle } from "./event-words.ts";
import { LineGutter, type LinePart } from "./line-gutter.tsx";
import classes from "./event-row.module.css";

const NO_BREAK_SPACE = "\u00A0";
const WORD_JOINER = "\u2060";

interface EventRowProps {
  readonly row: Row;
  /** The time as the person wants times written, made by the list so that a row never ticks by itself. */
  readonly time: string;
  /** It is a time of day alone, as long as all of these. */
  readonly isTimeFixed: boolean;
  readonly line: LinePart;
  readonly isSelected: boolean;
  /** It has just arrived: tinted for a moment. */
  readonly isFresh: boolean;
  readonly isCompact: boolean;
  /** Rows of several workspaces stand here: say which one. */
  readonly isMixed: boolean;
}

/** One row for the eye; `rowSentence` is what is read aloud. Drawn again only when something of it changed, not with its neighbours. */
export const EventRow = memo(function EventRow(props: EventRowProps) {
  const { row, time, line, isSelected, isFresh, isCompact } = props;
  return (
    <div
      className={classes.row}
      aria-hidden="true"
      data-kind={row.kind}
      data-selected={isSelected}
      data-fresh={isFresh}
      data-compact={isCompact}
      data-fixed-time={props.isTimeFixed}
    >
      <LineGutter part={line} isCurrent={isSelected} />
      <StatusIcon
        kind={row.kind}
        status={row.status}
        isDecorative
        size={row.kind === "system" ? 14 : 16}
        className={classes.icon}
      />
      <RowLines row={row} isMixed={props.isMixed} time={<RowTime at={row.receivedAt} text={time} />} />
    </div>
  );
});

interface RowLinesProps {
  readonly row: Row;
  readonly isMixed: boolean;
  readonly time: ReactNode;
}

function RowLines(props: RowLinesProps) {
  const { row, time } = props;
  switch (row.kind) {
    case "inbound":
    case "reply":
    case "status":
    case "unparsed":
      return <MessageLines {...props} />;
    case "system":
      return (
        <div className={classes.lines}>
          <div className={classes.first}>
            <span className="trunc">
              <VerbatimLine text={rowPreview(row)} />
            </span>
          </div>
          {time}
        </div>
      );
  }
}

function MessageLines({ row, isMixed, time }: RowLinesProps) {
  return (
    <div className={classes.lines}>
      <div className={classes.first}>
        <span className={classes.title}>
          <VerbatimLine text={rowTitle(row)} />
        </span>
        <Person row={row} />
      </div>
      <div className={classes.second}>
        {isMixed && <Origin row={row} />}
        <span className={`trunc ${classes.preview ?? ""}`}>
          <VerbatimLine text={rowPreview(row)} />
        </span>
        <span className={classes.meta}>
          <SignatureTag outcome={row.signature} compact />
          <AnswerCode row={row} />
        </span>
      </div>
      {time}
    </div>
  );
}

/** Who it was. Where there is too little room for all, the text breaks before the id, which stays, and never within it. */
function Person({ row }: Pick<RowLinesProps, "row">) {
  const person = rowPerson(row);
  if (person === null) return null;
  const { words, id } = person;
  return (
    <span className={classes.who}>
      {`${words.replace(" ", NO_BREAK_SPACE)} ${id.replace("…", `…${WORD_JOINER}`)}`}
    </span>
  );
}

function AnswerCode({ row }: { readonly row: Row }) {
  if (isUnanswered(row, row.answer)) {
    return (
      <span className={classes.unanswered}>
        <IconAlertTriangle size={13} stroke={1.75} aria-hidden="true" /> No answer
      </span>
    );
  }
  const code = row.answer?.status;
  return (
    <span className={classes.code} data-bad={code !== undefined && (code >= 400 || isNotTaken(row))}>
      {code ?? ""}
    </span>
  );
}

/** Where a row belongs, when not all belong to one place. What the simulator made is violet and says so. */
function Origin({ row }: { readonly row: Row }) {
  const word = originWord(row);
  return (
    <span className={classes.origin} title={word}>
      {row.simulated ? <Tag tone="sim">{word}</Tag> : word}
    </span>
  );
}

function RowTime({ at, text }: { readonly at: number; readonly text: string }) {
  const clock = useHostClock();
  return (
    <time
      className={classes.time}
      dateTime={new Date(at).toISOString()}
      // Written when asked for: the age in it would be old by then.
      onPointerEnter={(event) => {
        event.currentTarget.title = describeMoment(at, clock());
      }}
    >
      {text}
    </time>
  );
}
