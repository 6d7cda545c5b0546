// Requests that are no events: how many were turned away, and on a click which.
import { Popover, UnstyledButton } from "@mantine/core";
import { INBOUND_PATH, STATUS_PATH, type ListenerState } from "../../../preload/contract/listener.ts";
import { formatCount } from "../../components/format.ts";
import { Moment } from "../../components/moment.tsx";
import { turnedAwayLines } from "./turned-away-lines.ts";
import classes from "./turned-away.module.css";

interface TurnedAwayProps {
  readonly listener: ListenerState;
}

/** Nothing while nothing was turned away. */
export function TurnedAway({ listener }: TurnedAwayProps) {
  const lines = turnedAwayLines(listener);
  const total = lines.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  return (
    <Popover position="top-start" width={400} trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className={classes.target}>
          <span className="num">{formatCount(total)}</span> turned away
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown ?? ""}>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the arrow keys must reach it */}
        <div tabIndex={0} data-autofocus className={classes.popover}>
          <h2 className={classes.title}>Turned away, not stored</h2>
          <dl className={classes.lines}>
            {lines.map(({ id, what, isCode, count, lastAt }) => (
              <div key={id}>
                <dt className={isCode ? "mono" : undefined}>{what}</dt>
                <dd>
                  {count === 1 ? "once" : `${formatCount(count)} times`}, last <Moment at={lastAt} />
                </dd>
              </div>
            ))}
          </dl>
          <p className={classes.note}>
            Webhooks are taken at {INBOUND_PATH} and {STATUS_PATH}.
          </p>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
