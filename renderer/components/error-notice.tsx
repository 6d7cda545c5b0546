// The one place of the interface that turns an error into words.
import { IconAlertTriangle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { describeError, type AppErrorValue } from "../../preload/contract/errors.ts";
import { bringIntoView } from "./bring-into-view.ts";
import { DismissButton } from "./dismiss-button.tsx";
import { Excerpt } from "./excerpt.tsx";
import { TextWithIds } from "./text-with-ids.tsx";
import classes from "./error-notice.module.css";

interface ErrorNoticeProps {
  readonly error: AppErrorValue;
  /** The button that does what the last sentence says, where one can. */
  readonly action?: ReactNode;
  /** What is true only here, said after the rest. */
  readonly aside?: string;
  /** Whose error it is, where that stands nowhere else: the beginning of what it said. */
  readonly excerpt?: string;
  /** Takes the notice away. One that can go may be one of several: it is kept low, and scrolled into sight when it comes. */
  readonly onDismiss?: () => void;
}

/** What happened, why, and what to do; the code and its facts behind "Details". */
export function ErrorNotice({ error, action, aside, excerpt, onDismiss }: ErrorNoticeProps) {
  const { what, why, todo } = describeError(error);
  return (
    <div className={classes.notice} role="alert" ref={onDismiss === undefined ? null : bringIntoView}>
      <IconAlertTriangle className={classes.icon} size={16} stroke={1.75} aria-hidden="true" />
      <div className={classes.text}>
        <p>
          <strong>
            <TextWithIds text={what} details={error.details} />
          </strong>{" "}
          <TextWithIds text={why} details={error.details} />
        </p>
        <p>{aside === undefined ? todo : `${todo} ${aside}`}</p>
        {excerpt !== undefined && <Excerpt>{excerpt}</Excerpt>}
        <div className={classes.foot} data-low={onDismiss !== undefined}>
          {action !== undefined && <div className={classes.action}>{action}</div>}
          <details
            onToggle={({ currentTarget: details }) => {
              if (details.open) bringIntoView(details);
            }}
          >
            <summary>Details</summary>
            <dl className="mono">
              <dt>code</dt>
              <dd>{error.code}</dd>
              {Object.entries(error.details).map(([name, value]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{String(value)}</dd>
                </div>
              ))}
            </dl>
          </details>
        </div>
      </div>
      {onDismiss !== undefined && <DismissButton onDismiss={onDismiss} />}
    </div>
  );
}
