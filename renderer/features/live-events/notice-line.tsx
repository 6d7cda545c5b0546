// The one line over the facts.
import { IconAlertTriangle, IconRepeat, IconShieldX, IconClockExclamation } from "@tabler/icons-react";
import type { EventRow, LoggedEvent } from "../../../preload/contract/event.ts";
import { useCall } from "../../bridge/use-call.ts";
import { useSettings } from "../../components/use-settings.ts";
import { Verbatim } from "../../components/verbatim.tsx";
import { hrefOf } from "../../router/router.ts";
import { noticeOf, type Notice } from "./notice.ts";
import { attemptsQuery, previousAttempt } from "./previous-attempt.ts";
import { secretAdvice } from "./secret-advice.ts";
import classes from "./event-detail.module.css";

interface NoticeLineProps {
  readonly event: LoggedEvent;
}

/** The gravest thing there is to say, if any. */
export function NoticeLine({ event }: NoticeLineProps) {
  const previous = usePreviousAttempt(event);
  const [{ timeFormat }] = useSettings();
  const notice = noticeOf(event, previous, timeFormat);
  if (notice === null) return null;
  return (
    <div className={classes.notice} data-tone={notice.tone}>
      <NoticeIcon rank={notice.rank} />
      <p>
        <Verbatim text={notice.text} /> {notice.rank === "bad-signature" && <Advice event={event} />}
        {(notice.rank === "retry" || notice.rank === "duplicate") && previous !== null && (
          <a href={hrefOf({ page: "events", id: previous.id })}>Show attempt {previous.attempt}</a>
        )}
      </p>
    </div>
  );
}

/** What can be done about the secret. */
function Advice({ event: { id } }: NoticeLineProps) {
  const { data } = useCall("events.signature", { id });
  const advice = data === undefined ? null : secretAdvice(data);
  const href = hrefOf({ page: "keys" });
  switch (advice) {
    case "check":
      return <a href={href}>Check the secret</a>;
    case "add":
      return (
        <>
          No signature secret is stored for the account that the JWT names. <a href={href}>Add the secret</a>
        </>
      );
    case null:
      return null;
  }
}

/** The delivery of the same message before this one; null when this is the first. */
function usePreviousAttempt(event: LoggedEvent): EventRow | null {
  const { workspace, id } = event;
  const query = attemptsQuery(event);
  const { data } = useCall(
    "events.page",
    { workspace, query: query ?? "", upToId: id, offset: 0, limit: 50 },
    { enabled: query !== null },
  );
  return query === null || data === undefined ? null : previousAttempt(event, data.rows);
}

function NoticeIcon({ rank }: Pick<Notice, "rank">) {
  const shape = { size: 16, stroke: 1.75, "aria-hidden": true };
  switch (rank) {
    case "bad-signature":
      return <IconShieldX {...shape} />;
    case "answered":
    case "unanswered":
    case "unknown-shape":
      return <IconAlertTriangle {...shape} />;
    case "retry":
    case "duplicate":
      return <IconRepeat {...shape} />;
    case "late":
      return <IconClockExclamation {...shape} />;
  }
}
