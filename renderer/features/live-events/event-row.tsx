// The content of one row of the list: icon, title, person, time; preview, signature, code.
import { memo, type ReactNode } from "react";
import type { EventRow as Row } from "../../../preload/contract/event.ts";
import { describeMoment, shortenId } from "../../components/format.ts";
import { SignatureTag } from "../../components/signature-tag.tsx";
import { StatusIcon } from "../../components/status-icon.tsx";
import { Tag } from "../../components/tag.tsx";
import { signatureAppearance } from "../../theme/status-colors.ts";
import { detailTitle, personWord, rowPreview, rowTitle } from "./event-words.ts";
import { LineGutter, type LinePart } from "./line-gutter.tsx";
import classes from "./event-row.module.css";

interface EventRowProps {
  readonly row: Row;
  /** The time as the person wants times written, made by the list so that a row never ticks by itself. */
  readonly time: string;
  readonly line: LinePart;
  readonly isSelected: boolean;
  /** It has just arrived: tinted for a moment. */
  readonly isFresh: boolean;
  readonly isCompact: boolean;
  /** Rows of several workspaces stand here: say which one. */
  readonly isMixed: boolean;
}

/** One row. Drawn again only when something of it changed, whatever happens to the rows around it. */
export const EventRow = memo(function EventRow(props: EventRowProps) {
  const { row, time, line, isSelected, isFresh, isCompact } = props;
  return (
    <div
      className={classes.row}
      data-kind={row.kind}
      data-selected={isSelected}
      data-fresh={isFresh}
      data-compact={isCompact}
    >
      <LineGutter part={line} isCurrent={isSelected} />
      <span className={classes.icon}>
        <StatusIcon kind={row.kind} status={row.status} isDecorative size={row.kind === "system" ? 14 : 16} />
      </span>
      <RowLines row={row} isMixed={props.isMixed} time={<RowTime at={row.receivedAt} text={time} />} />
    </div>
  );
});

interface RowLinesProps {
  readonly row: Row;
  readonly isMixed: boolean;
  readonly time: ReactNode;
}

/**
 * The lines of a row. Read aloud they are its name, one sentence: what joins the parts is there, but not seen.
 * For example "Inbound text from PSID 1111…1111, Hello, verified, answered 200, 14:00:31.006".
 */
function RowLines({ row, isMixed, time }: RowLinesProps) {
  switch (row.kind) {
    case "inbound":
    case "reply":
    case "status":
      return (
        <MessageLines row={row} time={time} isMixed={isMixed}>
          <Title row={row} />
          <Person row={row} />
        </MessageLines>
      );
    case "unparsed":
      return (
        <MessageLines row={row} time={time} isMixed={isMixed}>
          <Title row={row} />
        </MessageLines>
      );
    case "system":
      return (
        <div className={classes.lines}>
          <div className={classes.first}>
            <Unseen>System, </Unseen>
            <span className="trunc">{rowPreview(row)}</span>
          </div>
          <Unseen>, </Unseen>
          {time}
        </div>
      );
  }
}

interface MessageLinesProps extends RowLinesProps {
  readonly children: ReactNode;
}

function MessageLines({ row, time, isMixed, children }: MessageLinesProps) {
  const code = row.answer?.status;
  const preview = rowPreview(row);
  return (
    <div className={classes.lines}>
      <div className={classes.first}>{children}</div>
      <div className={classes.second}>
        {isMixed && <Origin row={row} />}
        {preview !== "" && <Unseen>, </Unseen>}
        <span className={`trunc ${classes.preview ?? ""}`}>{preview}</span>
        <span className={classes.meta}>
          <Shield outcome={row.signature} />
          {code !== undefined && <Unseen>, answered </Unseen>}
          <span className={classes.code} data-bad={code !== undefined && code >= 400}>
            {code ?? ""}
          </span>
        </span>
      </div>
      <Unseen>{row.attempt > 1 ? `, attempt ${row.attempt}, ` : ", "}</Unseen>
      {time}
    </div>
  );
}

/** Seen, the icon tells an inbound message from a sent one; heard, the words do. */
function Title({ row }: { readonly row: Row }) {
  const heard = detailTitle(row);
  const seen = rowTitle(row);
  if (heard === seen) return <span className={classes.title}>{seen}</span>;
  return (
    <>
      <Unseen>{heard}</Unseen>
      <span className={classes.title} aria-hidden="true">
        {seen}
      </span>
    </>
  );
}

function Person({ row }: { readonly row: Row }) {
  if (row.psid === null) return null;
  const word = personWord(row);
  return (
    <>
      <Unseen> {word === null && "from "}</Unseen>
      <span className={classes.who}>
        {word === null ? "" : `${word} `}PSID {shortenId(row.psid)}
      </span>
    </>
  );
}

function Shield({ outcome }: { readonly outcome: Row["signature"] }) {
  if (outcome === null) return null;
  return (
    <>
      <Unseen>, {signatureAppearance(outcome.state).word.toLowerCase()}</Unseen>
      <span className={classes.shield} aria-hidden="true">
        <SignatureTag outcome={outcome} compact />
      </span>
    </>
  );
}

function Unseen({ children }: { readonly children: ReactNode }) {
  return <span className="visually-hidden">{children}</span>;
}

/** Where a row belongs, when not all belong to one place. What the simulator made is violet and says so. */
function Origin({ row }: { readonly row: Row }) {
  return (
    <>
      <Unseen>, </Unseen>
      {row.simulated ? (
        <span className={classes.origin}>
          <Tag tone="sim">Simulated</Tag>
        </span>
      ) : (
        <span className={classes.who}>{row.workspaceName ?? "Unassigned"}</span>
      )}
    </>
  );
}

function RowTime({ at, text }: { readonly at: number; readonly text: string }) {
  return (
    <time
      className={classes.time}
      dateTime={new Date(at).toISOString()}
      // Written when asked for: the age in it would be old by then.
      onPointerEnter={(event) => {
        event.currentTarget.title = describeMoment(at, Date.now());
      }}
    >
      {text}
    </time>
  );
}
