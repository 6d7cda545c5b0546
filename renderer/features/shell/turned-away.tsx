// Requests that are no events: how many were turned away, and on a click which.
import { Modal, Popover, UnstyledButton } from "@mantine/core";
import { INBOUND_PATH, STATUS_PATH, type ListenerState } from "../../../preload/contract/listener.ts";
import { formatCount } from "../../components/format.ts";
import { Moment } from "../../components/moment.tsx";
import { turnedAwayLines, turnedAwayWords, type TurnedAwayLine } from "./turned-away-lines.ts";
import classes from "./turned-away.module.css";

interface TurnedAwayProps {
  readonly listener: ListenerState;
}

const TITLE = "Requests refused";

/** In the status bar; nothing while nothing was turned away. */
export function TurnedAway({ listener }: TurnedAwayProps) {
  const lines = turnedAwayLines(listener);
  const words = turnedAwayWords(lines);
  if (words === null) return null;
  return (
    <Popover position="top-start" width={400} trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className={classes.target}>{words}</UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown ?? ""}>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the arrow keys must reach it */}
        <div tabIndex={0} data-autofocus className={classes.popover}>
          <h2 className={classes.title}>{TITLE}</h2>
          <Lines lines={lines} />
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

interface TurnedAwaySheetProps {
  readonly lines: readonly TurnedAwayLine[];
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** The same where there is no status bar. */
export function TurnedAwaySheet({ lines, isOpen, onClose }: TurnedAwaySheetProps) {
  return (
    <Modal.Root opened={isOpen} onClose={onClose}>
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body className={classes.sheet ?? ""}>
          {/* Not Modal.Header: it would be a second banner on the page. */}
          <div className={classes.head}>
            <Modal.Title>{TITLE}</Modal.Title>
            <Modal.CloseButton aria-label="Close" />
          </div>
          <Lines lines={lines} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function Lines({ lines }: { readonly lines: readonly TurnedAwayLine[] }) {
  return (
    <>
      <p className={classes.note}>
        They are not stored. Webhooks belong at {INBOUND_PATH} and {STATUS_PATH}.
      </p>
      <dl className={classes.lines}>
        {lines.map(({ id, what, isCode, count, lastAt }) => (
          <div key={id}>
            <dt className={isCode ? "mono" : undefined}>{what}</dt>
            <dd>
              {count > 1 && `${formatCount(count)} times, last on `}
              <Moment at={lastAt} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
